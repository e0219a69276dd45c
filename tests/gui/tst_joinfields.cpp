#include "tests/gui/chosenlink.h"
#include "ui/editors/link/linkfindings.h"

#include <QLabel>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ChosenLinkOf;

namespace {

const QString kTree = u"CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT, parent_id INTEGER REFERENCES "
                      "node(id))"_s;
const QString kOrders =
    u"CREATE TABLE address(id INTEGER PRIMARY KEY);"
    "CREATE TABLE customer(id INTEGER PRIMARY KEY, billing_id INTEGER REFERENCES address(id),"
    " shipping_id INTEGER REFERENCES address(id))"_s;

mapping::RelationshipOptions given(ChosenLinkOf &chosen, const QString &table, const QString &name)
{
    const mapping::ClassDeclaration *owner = chosen.on.window.document().design().given.classOf(table);
    const mapping::RelationshipDeclaration *declared = owner ? owner->relationship(name) : nullptr;
    return declared ? static_cast<const mapping::RelationshipOptions &>(*declared)
                    : mapping::RelationshipOptions();
}

QString wordsOf(ChosenLinkOf &chosen, const QString &field)
{
    const auto *button = chosen.find<QPushButton>(field);
    return button ? button->accessibleName() : QString();
}

} // namespace

/// remote_side and foreign_keys are chosen by hand where the tables alone do not say them.
class JoinFieldsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"joinfields"_s); }

    void aPlainLinkHasNone()
    {
        ChosenLinkOf chosen(tests::kBlog, u"post"_s);
        QVERIFY(!chosen.find<QPushButton>(u"parentForeignKeys"_s));
        QVERIFY(!chosen.find<QPushButton>(u"parentRemoteSide"_s));
    }

    void aSelfReferenceShowsWhatIsDeclaredAndWhatIsFound()
    {
        ChosenLinkOf chosen(kTree, u"node"_s);
        QCOMPARE(wordsOf(chosen, u"childRemoteSide"_s), u"remote_side: node.id"_s);
        QCOMPARE(wordsOf(chosen, u"parentRemoteSide"_s), u"remote_side: found: node.parent_id"_s);
        QVERIFY(!chosen.find<QPushButton>(u"childForeignKeys"_s));
    }

    void aWrongRemoteSideIsAFindingAndOneStepOfUndo()
    {
        ChosenLinkOf chosen(kTree, u"node"_s);
        const mapping::Design before = chosen.on.window.document().design();
        chosen.tick(u"childRemoteSide"_s, u"asFound"_s);
        QVERIFY(given(chosen, u"node"_s, u"parent"_s).remoteSide.isEmpty());
        // Without it both sides lead the same way.
        const auto *findings = chosen.find<ui::LinkFindings>(u"linkFindings"_s);
        QVERIFY(findings && findings->isVisible());
        QVERIFY2(!findings->told().isEmpty(), "no finding");
        QVERIFY(chosen.find<QPushButton>(u"childRemoteSide"_s)); // It can be chosen again.
        chosen.tick(u"childRemoteSide"_s, u"node.id"_s);
        QVERIFY2(chosen.firstError().isEmpty(), qPrintable(chosen.firstError()));
        QCOMPARE(given(chosen, u"node"_s, u"parent"_s).remoteSide.size(), 1);
        chosen.undo();
        chosen.undo();
        QVERIFY(chosen.on.window.document().design() == before);
    }

    void oneOfTwoKeysIsChosenByItsColumn()
    {
        ChosenLinkOf chosen(kOrders, u"customer"_s);
        const QString name = chosen.schema().childSide(chosen.link)->name;
        QCOMPARE(wordsOf(chosen, u"childForeignKeys"_s), u"foreign_keys: customer.billing_id"_s);
        chosen.tick(u"childForeignKeys"_s, u"asFound"_s);
        QVERIFY2(chosen.firstError().contains(u"linked in 2 ways"_s), qPrintable(chosen.firstError()));
        QVERIFY(!chosen.schema().childSide(chosen.link));
        QCOMPARE(chosen.find<QLineEdit>(u"childName"_s)->text(), name);
        QCOMPARE(wordsOf(chosen, u"childForeignKeys"_s), u"foreign_keys: none found"_s);
        QVERIFY(!chosen.find<ui::LinkFindings>(u"linkFindings"_s)->told().isEmpty());
        chosen.tick(u"childForeignKeys"_s, u"customer.billing_id"_s);
        QVERIFY2(chosen.firstError().isEmpty(), qPrintable(chosen.firstError()));
        QCOMPARE(chosen.schema().childSide(chosen.link)->name, name);
    }

    void aFindingsFixIsTakenByItsButton()
    {
        ChosenLinkOf chosen(kOrders, u"customer"_s);
        chosen.tick(u"childForeignKeys"_s, u"asFound"_s);
        auto *findings = chosen.find<ui::LinkFindings>(u"linkFindings"_s);
        auto *fix = findings->findChild<QPushButton *>(u"fix"_s);
        QVERIFY(fix);
        QTest::mouseClick(fix, Qt::LeftButton);
        QCoreApplication::processEvents();
        QVERIFY2(chosen.firstError().isEmpty(), qPrintable(chosen.firstError()));
    }
};

QTEST_MAIN(JoinFieldsTest)
#include "tst_joinfields.moc"
