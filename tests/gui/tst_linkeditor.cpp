#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/editors/link/linkeditor.h"
#include "ui/insight/costbars.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/problems/problemspanel.h"
#include "ui/shell/inspector.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::kBlog;
using tests::ScratchDatabase;

namespace {

/// A window on the blog with its only link chosen.
struct ChosenLink
{
    ChosenLink() : file(kBlog), on(file.file())
    {
        link = on.window.document().schema().table(u"post"_s)->foreignKeys.first().id;
        on.window.activateWindow();
        on.window.diagram().diagram()->linkItem(link)->setSelected(true);
        if (!find<ui::LinkEditor>(u"linkEditor"_s))
            qFatal("no editor");
        if (!QTest::qWaitFor([this] { return on.window.inspector().isVisible(); }))
            qFatal("no details");
    }

    template<typename Widget>
    Widget *find(const QString &name)
    {
        return on.window.inspector().findChild<Widget *>(name);
    }

    void type(const QString &field, const QString &text)
    {
        auto *edit = find<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
        QCoreApplication::processEvents();
    }

    /// Chooses an entry by keys.
    void choose(const QString &field, const QString &text)
    {
        auto *combo = find<QComboBox>(field);
        const int row = combo->findText(text, Qt::MatchStartsWith);
        if (row < 0)
            qFatal("no such entry");
        combo->setFocus();
        while (combo->currentIndex() != row) {
            QTest::keyClick(combo, combo->currentIndex() < row ? Qt::Key_Down : Qt::Key_Up);
            QCoreApplication::processEvents();
            combo = find<QComboBox>(field); // The details are shown anew after each change.
        }
    }

    const mapping::Side &parent() { return *on.window.document().schema().parentSide(link); }
    const mapping::Side &child() { return *on.window.document().schema().childSide(link); }

    ScratchDatabase file;
    BrowsingWindow on;
    base::LinkId link;
};

} // namespace

/// A relationship is edited in the details of its link, by keys.
class LinkEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"linkeditor"_s); }

    void bothNamesAreTypedAndTheOtherSideFollows()
    {
        ChosenLink chosen;
        const mapping::Design before = chosen.on.window.document().design();
        QCOMPARE(chosen.find<QLineEdit>(u"parentName"_s)->text(), u"posts"_s);
        chosen.type(u"parentName"_s, u"articles"_s);
        QCOMPARE(chosen.parent().name, u"articles"_s);
        QCOMPARE(chosen.child().backPopulates, u"articles"_s);
        chosen.type(u"childName"_s, u"author"_s);
        QCOMPARE(chosen.child().name, u"author"_s);
        QCOMPARE(chosen.parent().backPopulates, u"author"_s);
        QVERIFY(!chosen.on.window.document().schema().configuration->firstError());
        QVERIFY(chosen.on.window.inspector().text().contains(u"User.articles ↔ Post.author"_s));
        chosen.on.window.actions()[u"undo"_s]->trigger();
        chosen.on.window.actions()[u"undo"_s]->trigger();
        QVERIFY(chosen.on.window.document().design() == before);
    }

    void aSideIsMadeReadOnly()
    {
        ChosenLink chosen;
        const mapping::Design before = chosen.on.window.document().design();
        for (const bool isOn : {true, false}) {
            auto *box = chosen.find<QCheckBox>(u"parentViewonly"_s);
            QVERIFY(box);
            box->setFocus();
            QTest::keyClick(box, Qt::Key_Space);
            QCoreApplication::processEvents();
            const mapping::MappedSchema &schema = chosen.on.window.document().schema();
            QCOMPARE(schema.configuration->relationships.at(chosen.parent().number).viewonly, isOn);
            QVERIFY2(!schema.configuration->firstError(),
                     qPrintable(schema.configuration->firstError()
                                    ? schema.configuration->firstError()->sentence
                                    : QString()));
            QCOMPARE(chosen.find<QCheckBox>(u"parentViewonly"_s)->isChecked(), isOn);
        }
        QVERIFY(QApplication::focusWidget() == chosen.find<QCheckBox>(u"parentViewonly"_s));
        chosen.on.window.actions()[u"undo"_s]->trigger();
        chosen.on.window.actions()[u"undo"_s]->trigger();
        QVERIFY(chosen.on.window.document().design() == before);
    }

    void tabGoesFromOneNameToTheOther()
    {
        ChosenLink chosen;
        auto *name = chosen.find<QLineEdit>(u"parentName"_s);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"articles"_s);
        QTest::keyClick(name, Qt::Key_Tab);
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::focusWidget(), chosen.find<QLineEdit>(u"childName"_s));
        QTest::keyClicks(QApplication::focusWidget(), u"author"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(chosen.parent().name, u"articles"_s);
        QVERIFY2(chosen.child().name.endsWith(u"author"_s), qPrintable(chosen.child().name));
        QCOMPARE(QApplication::focusWidget(), chosen.find<QLineEdit>(u"childName"_s));
    }

    void aNameThatCannotBeIsToldAndNotTaken_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words");
        QTest::newRow("a column's") << u"city"_s << u"already has an attribute 'city'"_s;
        QTest::newRow("none of Python") << u"my posts"_s << u"letters, digits and _"_s;
        QTest::newRow("a keyword") << u"class"_s << u"means something else"_s;
    }
    void aNameThatCannotBeIsToldAndNotTaken()
    {
        QFETCH(QString, typed);
        QFETCH(QString, words);
        ChosenLink chosen;
        chosen.type(u"parentName"_s, typed);
        QCOMPARE(chosen.parent().name, u"posts"_s);
        const auto *fault = chosen.find<QLabel>(u"nameFault"_s);
        QVERIFY(fault->isVisible());
        QVERIFY2(fault->text().contains(words), qPrintable(fault->text()));
        QCOMPARE(chosen.find<QLineEdit>(u"parentName"_s)->text(), typed);
    }

    void aLoadingStrategyIsChosenForEachSide()
    {
        ChosenLink chosen;
        chosen.choose(u"parentLazy"_s, u"selectin"_s);
        QCOMPARE(chosen.parent().lazy, mapping::Lazy::Selectin);
        QCOMPARE(chosen.child().lazy, mapping::Lazy::Select);
        chosen.choose(u"childLazy"_s, u"joined"_s);
        QCOMPARE(chosen.child().lazy, mapping::Lazy::Joined);
        QVERIFY(!chosen.on.window.document().schema().configuration->firstError());
    }

    void aDeleteCascadeTakesTheChildrenFromTheDatabase()
    {
        ChosenLink chosen;
        auto *orphans = chosen.find<QCheckBox>(u"delete-orphan"_s);
        QTest::mouseClick(orphans, Qt::LeftButton, {}, {8, orphans->height() / 2});
        QCoreApplication::processEvents();
        QVERIFY(chosen.find<QCheckBox>(u"delete"_s)->isChecked()); // One goes with the other.
        const auto &facts =
            chosen.on.window.document().schema().configuration->relationships[chosen.parent().number];
        QVERIFY(facts.cascade.testFlag(mapping::Cascade::DeleteOrphan));
        QCOMPARE(facts.passiveDeletes, mapping::PassiveDeletes::No);
        QVERIFY(!chosen.on.window.document().schema().configuration->firstError());
    }

    void aBackrefIsWrittenOnOneSide()
    {
        ChosenLink chosen;
        chosen.choose(u"pairing"_s, u"backref on User"_s);
        const mapping::Given &given = chosen.on.window.document().design().given;
        QCOMPARE(given.classOf(u"user"_s)->relationship(u"posts"_s)->backref->name, chosen.child().name);
        QVERIFY(given.classOf(u"post"_s) == nullptr || given.classOf(u"post"_s)->relationships.isEmpty());
        QCOMPARE(chosen.parent().backPopulates, chosen.child().name); // It means the same.
        chosen.type(u"childName"_s, u"author"_s);
        QCOMPARE(given.classOf(u"user"_s)->relationship(u"posts"_s)->backref->name, u"author"_s);
    }

    void oneSideOnlyIsAFindingWithAFix()
    {
        ChosenLink chosen;
        chosen.choose(u"pairing"_s, u"only on User"_s);
        const mapping::MappedSchema &schema = chosen.on.window.document().schema();
        QVERIFY(schema.parentSide(chosen.link));
        QVERIFY(!schema.childSide(chosen.link));
        QVERIFY(!chosen.find<QLineEdit>(u"childName"_s));
        const auto &found = chosen.on.window.document().findings();
        QVERIFY(std::ranges::any_of(found, [](const mapping::Diagnostic &each) {
            return each.where.relationship == "posts"_L1 && !each.fixes.isEmpty();
        }));
        chosen.choose(u"pairing"_s, u"back_populates"_s);
        QVERIFY(schema.childSide(chosen.link));
        QVERIFY(!chosen.on.window.document().schema().configuration->firstError());
    }

    void aLinkWithoutRelationshipKeepsItsKey()
    {
        ChosenLink chosen;
        chosen.choose(u"pairing"_s, u"no relationship"_s);
        const mapping::MappedSchema &schema = chosen.on.window.document().schema();
        QVERIFY(!schema.parentSide(chosen.link) && !schema.childSide(chosen.link));
        QVERIFY(schema.tableOfLink(chosen.link));
        QVERIFY(chosen.find<QComboBox>(u"onDelete"_s));
        while (chosen.on.window.actions()[u"undo"_s]->isEnabled())
            chosen.on.window.actions()[u"undo"_s]->trigger();
        QCOMPARE(chosen.parent().name, u"posts"_s);
    }

    void theEndsAreTheColumnsConstraints()
    {
        ChosenLink chosen;
        const auto post = [&chosen] { return *chosen.on.window.document().schema().table(u"post"_s); };
        const QStringList key = post().foreignKeys.first().columns;
        QCOMPARE(chosen.find<QComboBox>(u"parentEnd"_s)->currentText(), u"one"_s);
        chosen.choose(u"parentEnd"_s, u"0 or 1"_s);
        QVERIFY(post().column(key.first())->nullable);
        chosen.choose(u"childEnd"_s, u"0 or 1"_s);
        QVERIFY(post().isUnique(key));
        QVERIFY(!chosen.parent().uselist);
        chosen.choose(u"childEnd"_s, u"many"_s);
        chosen.choose(u"parentEnd"_s, u"one"_s);
        QVERIFY(chosen.parent().uselist);
        QCOMPARE(post(), *chosen.on.window.document().baseline().table(u"post"_s));
    }

    void anOrderIsChosenAmongTheChildsColumns()
    {
        ChosenLink chosen;
        chosen.choose(u"orderBy"_s, u"id DESC"_s);
        const auto &facts =
            chosen.on.window.document().schema().configuration->relationships[chosen.parent().number];
        QCOMPARE(facts.orderBy.size(), 1);
        QVERIFY(facts.orderBy.first().descending);
        chosen.choose(u"orderBy"_s, u"as they come"_s);
        QVERIFY(chosen.on.window.document()
                    .schema()
                    .configuration->relationships[chosen.parent().number]
                    .orderBy.isEmpty());
    }

    void theConstraintIsNamedAndCheckedLater()
    {
        ChosenLink chosen;
        chosen.type(u"keyName"_s, u"fk_author"_s);
        chosen.choose(u"checked"_s, u"yes: initially deferred"_s);
        const schema::ForeignKey key =
            chosen.on.window.document().schema().table(u"post"_s)->foreignKeys.first();
        QCOMPARE(key.name, u"fk_author"_s);
        QVERIFY(key.deferrable && key.initiallyDeferred);
        QCOMPARE(chosen.parent().name, u"posts"_s);
    }

    void pricesFollowTheStrategyAndABarChoosesOne()
    {
        ChosenLink chosen;
        QTRY_COMPARE(chosen.find<QLabel>(u"parentPrice"_s)->text(), u"101 SELECTs"_s);
        auto *bars = chosen.find<ui::CostBars>(u"costBars"_s);
        QTRY_VERIFY(!bars->costs().isEmpty());
        const auto row = std::ranges::find(bars->costs(), mapping::Lazy::Selectin, &insight::LoadCost::lazy) -
                         bars->costs().begin();
        QTest::mouseClick(bars, Qt::LeftButton, {}, bars->rowRect(int(row)).center());
        QCoreApplication::processEvents();
        QCOMPARE(chosen.parent().lazy, mapping::Lazy::Selectin);
        QTRY_COMPARE(chosen.find<QLabel>(u"parentPrice"_s)->text(), u"2 SELECTs"_s);
        chosen.choose(u"parentLazy"_s, u"raise"_s);
        QTRY_COMPARE(chosen.find<QLabel>(u"parentPrice"_s)->text(), u"refuses"_s);
    }

    void whatADeletionMeansIsSaidInOneSentence()
    {
        ChosenLink chosen;
        const auto words = [&chosen] { return chosen.find<QLabel>(u"deletion"_s)->text(); };
        QVERIFY2(words().contains(u"leaves its posts to the database"_s), qPrintable(words()));
        QVERIFY2(words().contains(u"refuses while there are any: ON DELETE NO ACTION"_s),
                 qPrintable(words()));
        chosen.choose(u"onDelete"_s, u"CASCADE"_s);
        QVERIFY2(words().contains(u"ON DELETE CASCADE"_s), qPrintable(words()));
    }

    void aDoubleClickOnALinkOpensItsEditor()
    {
        ChosenLink chosen;
        ui::DiagramView &view = chosen.on.window.diagram();
        view.diagram()->select({});
        const QList<QPointF> route = view.diagram()->linkItem(chosen.link)->route();
        const QPoint at = view.mapFromScene((route[0] + route[1]) / 2);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, at); // A double-click does not release.
        QCOMPARE(QApplication::focusWidget(), chosen.find<QLineEdit>(u"parentName"_s));
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_F2);
        QCOMPARE(QApplication::focusWidget(), chosen.find<QLineEdit>(u"parentName"_s));
    }

    void theDatabasesActionIsAChangeOfTheTable()
    {
        ChosenLink chosen;
        chosen.type(u"parentName"_s, u"articles"_s);
        chosen.choose(u"onDelete"_s, u"SET NULL"_s);
        const schema::Table &post = *chosen.on.window.document().schema().table(u"post"_s);
        QCOMPARE(post.foreignKeys.first().onDelete, schema::Action::SetNull);
        QCOMPARE(chosen.parent().name, u"articles"_s);
        QVERIFY(chosen.on.window.document().isModified());
    }

    void whatWasEditedIsThereAgainAfterTheNextOpening()
    {
        const ScratchDatabase file(kBlog);
        {
            BrowsingWindow on(file.file());
            const base::LinkId link = on.window.document().schema().table(u"post"_s)->foreignKeys.first().id;
            on.window.diagram().diagram()->linkItem(link)->setSelected(true);
            auto *name = on.window.inspector().findChild<QLineEdit *>(u"childName"_s);
            name->setFocus();
            name->selectAll();
            QTest::keyClicks(name, u"author"_s);
            QTest::keyClick(name, Qt::Key_Return);
            QVERIFY(on.window.close());
        }
        BrowsingWindow again(file.file());
        QVERIFY(again.window.document().schema().relationship(u"post"_s, u"author"_s));
    }
};

QTEST_MAIN(LinkEditorTest)
#include "tst_linkeditor.moc"
