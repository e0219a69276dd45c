#include "tests/gui/chosenlink.h"
#include "ui/editors/link/cascadeboxes.h"

#include <QCheckBox>
#include <QLabel>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ChosenLinkOf;

namespace {

const QString kSchool =
    u"CREATE TABLE student(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE course(id INTEGER PRIMARY KEY, title TEXT);"
    "CREATE TABLE enrol(student_id INTEGER NOT NULL REFERENCES student(id) ON DELETE CASCADE,"
    " course_id INTEGER NOT NULL REFERENCES course(id), PRIMARY KEY(student_id, course_id));"
    "INSERT INTO student VALUES(1,'Ada'),(2,'Ben');INSERT INTO course VALUES(1,'Sums');"
    "INSERT INTO enrol VALUES(1,1),(2,1)"_s;

} // namespace

/// A many-to-many is edited in one place, whichever of its junction's links is chosen.
class ManyToManyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"manytomany"_s); }

    void bothSidesStandBesideEachOtherForEitherLink()
    {
        ChosenLinkOf chosen(kSchool, u"enrol"_s);
        for (const int number : {0, 1}) {
            chosen.choose(u"enrol"_s, number);
            QCOMPARE(chosen.find<QLineEdit>(u"parentName"_s)->text(), u"courses"_s);
            QCOMPARE(chosen.find<QLineEdit>(u"childName"_s)->text(), u"students"_s);
            const QString text = chosen.on.window.inspector().text();
            QVERIFY2(text.contains(u"Student.courses ↔ Course.students"_s), qPrintable(text));
            QVERIFY2(text.contains(u"secondary"_s), qPrintable(text)); // The model code.
            QVERIFY(!chosen.find<QComboBox>(u"parentEnd"_s));
            QCOMPARE(chosen.find<QLabel>(u"secondary"_s)->text(), u"enrol"_s);
        }
    }

    void bothNamesAndBothStrategiesAreEdited()
    {
        ChosenLinkOf chosen(kSchool, u"enrol"_s, 1);
        const mapping::Design before = chosen.on.window.document().design();
        chosen.type(u"parentName"_s, u"attends"_s);
        chosen.type(u"childName"_s, u"audience"_s);
        chosen.pick(u"childLazy"_s, u"selectin"_s);
        const mapping::Side *there = chosen.schema().relationship(u"student"_s, u"attends"_s);
        const mapping::Side *back = chosen.schema().relationship(u"course"_s, u"audience"_s);
        QVERIFY(there && back);
        QCOMPARE(there->backPopulates, u"audience"_s);
        QCOMPARE(back->lazy, mapping::Lazy::Selectin);
        QCOMPARE(there->lazy, mapping::Lazy::Select);
        QVERIFY2(chosen.firstError().isEmpty(), qPrintable(chosen.firstError()));
        for (int step = 0; step < 3; ++step)
            chosen.undo();
        QVERIFY(chosen.on.window.document().design() == before);
    }

    void eachSideHasItsOrderAndItsCascade()
    {
        ChosenLinkOf chosen(kSchool, u"enrol"_s);
        chosen.pick(u"orderBy"_s, u"title"_s);
        chosen.pick(u"childOrderBy"_s, u"name DESC"_s);
        auto *boxes = chosen.find<ui::CascadeBoxes>(u"childCascades"_s);
        QVERIFY(boxes);
        auto *box = boxes->findChild<QCheckBox *>(u"delete"_s);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
        QCoreApplication::processEvents();
        const auto facts = [&](const QString &table, const QString &name) {
            return chosen.schema().configuration->relationships.at(
                chosen.schema().relationship(table, name)->number);
        };
        QCOMPARE(facts(u"student"_s, u"courses"_s).orderBy.size(), 1);
        QVERIFY(facts(u"course"_s, u"students"_s).orderBy.first().descending);
        QVERIFY(facts(u"course"_s, u"students"_s).cascade.testFlag(mapping::Cascade::Delete));
        QVERIFY(!facts(u"student"_s, u"courses"_s).cascade.testFlag(mapping::Cascade::Delete));
    }

    void itIsWrittenAsABackrefOrOnOneSideOrNotAtAll()
    {
        ChosenLinkOf chosen(kSchool, u"enrol"_s);
        chosen.pick(u"pairing"_s, u"backref on Student"_s);
        const mapping::Given &given = chosen.on.window.document().design().given;
        QCOMPARE(given.classOf(u"student"_s)->relationship(u"courses"_s)->backref->name, u"students"_s);
        QVERIFY(chosen.schema().relationship(u"course"_s, u"students"_s));
        chosen.pick(u"pairing"_s, u"only on Course"_s);
        QVERIFY(!chosen.schema().relationship(u"student"_s, u"courses"_s));
        QVERIFY(!chosen.find<QLineEdit>(u"parentName"_s));
        QCOMPARE(chosen.find<QLineEdit>(u"childName"_s)->text(), u"students"_s);
        chosen.pick(u"pairing"_s, u"no relationship"_s);
        QVERIFY(!chosen.schema().relationship(u"course"_s, u"students"_s));
        chosen.pick(u"pairing"_s, u"back_populates"_s);
        QVERIFY(chosen.schema().relationship(u"student"_s, u"courses"_s));
        QVERIFY2(chosen.firstError().isEmpty(), qPrintable(chosen.firstError()));
    }

    void bothKeysHaveTheirRules()
    {
        ChosenLinkOf chosen(kSchool, u"enrol"_s);
        QCOMPARE(chosen.find<QComboBox>(u"onDelete"_s)->currentText(), u"CASCADE"_s);
        QCOMPARE(chosen.find<QComboBox>(u"childOnDelete"_s)->currentText(), u"NO ACTION"_s);
        chosen.pick(u"childOnDelete"_s, u"CASCADE"_s);
        chosen.type(u"childKeyName"_s, u"fk_course"_s);
        const schema::Table &enrol = *chosen.schema().table(u"enrol"_s);
        QCOMPARE(enrol.foreignKeys.at(1).onDelete, schema::Action::Cascade);
        QCOMPARE(enrol.foreignKeys.at(1).name, u"fk_course"_s);
        QVERIFY(enrol.foreignKeys.at(0).name.isEmpty());
        QVERIFY(chosen.schema().relationship(u"student"_s, u"courses"_s));
    }

    void whatADeletionMeansIsSaidForEachSide()
    {
        ChosenLinkOf chosen(kSchool, u"enrol"_s);
        QStringList sentences;
        for (const QLabel *each : chosen.on.window.inspector().findChildren<QLabel *>(u"deletion"_s))
            sentences += each->text();
        QCOMPARE(sentences.size(), 2);
        QVERIFY2(sentences.first().startsWith(u"When a row of Student is deleted"_s),
                 qPrintable(sentences.first()));
        QVERIFY2(sentences.last().startsWith(u"When a row of Course is deleted"_s),
                 qPrintable(sentences.last()));
    }
};

QTEST_MAIN(ManyToManyTest)
#include "tst_manytomany.moc"
