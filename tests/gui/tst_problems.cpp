#include "core/mapping/findings.h"
#include "core/mapping/plan/editside.h"
#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/problems/problemspanel.h"
#include "ui/shell/inspector.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;

namespace {

const QString kBroken = u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"
                        "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES usr (id));"
                        "CREATE TABLE note (text TEXT)"_s;

QStringList rowsOf(ui::ProblemsPanel &panel)
{
    const QAbstractItemModel &model = *panel.view().model();
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows += model.index(row, 0).data().toString() + u": "_s + model.index(row, 1).data().toString();
    return rows;
}

/// Takes the first fix from the menu that is about to open, where a row has several.
void takeFirstOfMenu(ui::ProblemsPanel &panel)
{
    QTimer::singleShot(0, &panel, [] {
        if (QWidget *menu = QApplication::activePopupWidget()) {
            QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Return);
        }
    });
}

/// Clicks what is drawn as a button in a row's last column.
void clickFix(ui::ProblemsPanel &panel, int row)
{
    const QModelIndex index = panel.view().model()->index(row, ui::FindingsModel::FixColumn);
    panel.view().scrollTo(index);
    const QRect cell = panel.view().visualRect(index);
    takeFirstOfMenu(panel);
    QTest::mouseClick(panel.view().viewport(), Qt::LeftButton, {}, {cell.right() - 20, cell.center().y()});
}

QToolButton &count(BrowsingWindow &on)
{
    return *on.window.findChild<QToolButton *>(u"problemCount"_s);
}

} // namespace

/// The problems dock, by mouse and keys.
class ProblemsTest : public QObject
{
    Q_OBJECT

private slots:
    void theCountInTheStatusBarLeadsToTheList()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        QCOMPARE(count(on).text(), u"1 error"_s);
        QVERIFY(!on.window.problems().isVisible());
        QTest::mouseClick(&count(on), Qt::LeftButton);
        QVERIFY(on.window.problems().isVisible());
        QCOMPARE(
            rowsOf(on.window.problems()),
            QStringList(
                {u"post.user_id: 'post.user_id' refers to table 'usr', which does not exist. Did you mean 'user'?"_s,
                 u"As the database is: 1 note"_s}));
    }

    void aClickOnAFixMendsTheDesignAndUndoTakesItBack()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        on.window.actions()[u"problems"_s]->trigger();
        const project::DesignDocument &document = on.window.document();
        const mapping::Design before = document.design();
        clickFix(on.window.problems(), 0);
        QCOMPARE(document.schema().table(u"post"_s)->foreignKeys.first().table, u"user"_s);
        QVERIFY(document.schema().relationship(u"user"_s, u"posts"_s));
        QCOMPARE(count(on).text(), u"1 lint"_s); // A key that leads somewhere is worth an index.
        QVERIFY(document.isModified());
        on.window.actions()[u"undo"_s]->trigger();
        QVERIFY(document.design() == before);
        QCOMPARE(count(on).text(), u"1 error"_s);
    }

    void aFindingThatGoesLeadsNowhere()
    {
        const ScratchDatabase file(
            u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
            "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES usr (id), "
            "editor_id INTEGER REFERENCES edtor (id))"_s);
        BrowsingWindow on(file.file());
        on.window.actions()[u"problems"_s]->trigger();
        QTreeView &view = on.window.problems().view();
        view.setCurrentIndex(view.model()->index(0, 0));
        on.window.editTable(on.window.document().schema().table(u"post"_s)->id);
        QWidget *editor = on.window.tabs().currentWidget();
        QVERIFY(editor != &on.window.diagram());
        const auto change = project::changeOf(on.window.document().design(),
                                              on.window.document().findings().first().fixes.first());
        QVERIFY(change && on.window.document().change(*change));
        QCOMPARE(on.window.tabs().currentWidget(), editor);
    }

    void aFixLeavesAPersonWhereHeIs()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        on.browse(u"user"_s);
        QWidget *page = on.window.tabs().currentWidget();
        on.window.actions()[u"problems"_s]->trigger();
        on.window.problems().view().setCurrentIndex({});
        clickFix(on.window.problems(), 0);
        QCOMPARE(on.window.document().schema().table(u"post"_s)->foreignKeys.first().table, u"user"_s);
        QCOMPARE(on.window.tabs().currentWidget(), page);
    }

    void whatIsCutIsReadInATip()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        const QAbstractItemModel &model = *on.window.problems().view().model();
        const QString what = model.index(0, ui::FindingsModel::WhatColumn).data(Qt::ToolTipRole).toString();
        QVERIFY2(what.contains(u"which does not exist"_s), qPrintable(what));
        QVERIFY(!model.index(0, ui::FindingsModel::FixColumn).data(Qt::ToolTipRole).toString().isEmpty());
    }

    void theDetailsForgetWhatIsMended()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        const ui::Inspector &details = on.window.inspector();
        QVERIFY2(details.text().contains(u"which does not exist"_s), qPrintable(details.text()));
        on.window.actions()[u"problems"_s]->trigger();
        clickFix(on.window.problems(), 0);
        on.window.diagram().diagram()->select({});
        QTRY_VERIFY2(!details.text().contains(u"which does not exist"_s), qPrintable(details.text()));
        on.window.actions()[u"undo"_s]->trigger();
        QTRY_VERIFY2(details.text().contains(u"which does not exist"_s), qPrintable(details.text()));
    }

    void anErrorIsMarkedAtItsColumnUntilItIsMended()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        const base::TableId post = on.window.document().schema().table(u"post"_s)->id;
        const auto faulty = [&] { return on.window.diagram().diagram()->tableItem(post)->marks().columns; };
        QCOMPARE(faulty(), QStringList{u"user_id"_s});
        on.window.actions()[u"problems"_s]->trigger();
        clickFix(on.window.problems(), 0);
        QCOMPARE(faulty(), QStringList());
    }

    void aLinkWhoseRelationshipIsWrongBearsAMarkUntilItIsRight()
    {
        const ScratchDatabase file(tests::kBlog);
        BrowsingWindow on(file.file());
        project::DesignDocument &document = on.window.document();
        const base::LinkId link = document.schema().table(u"post"_s)->foreignKeys.first().id;
        const auto mark = [&] { return on.window.diagram().diagram()->linkItem(link)->mark(); };
        QVERIFY(!mark());
        const auto wrong = mapping::withSideEdited(
            document.design(), *document.schema().parentSide(link),
            [](mapping::RelationshipOptions &options) { options.lazy = u"lazily"_s; });
        const auto undone = document.change({u"test"_s, {mapping::GivenChange{{}, wrong.value()}}});
        QVERIFY(undone);
        QVERIFY(mark() == mapping::Grade::Error);
        QVERIFY(document.change(*undone));
        QVERIFY(!mark());
    }

    void enterTakesTheFixOfTheRow()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        on.window.actions()[u"problems"_s]->trigger();
        QTreeView &view = on.window.problems().view();
        view.setCurrentIndex(view.model()->index(0, 0));
        takeFirstOfMenu(on.window.problems());
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(on.window.document().schema().table(u"post"_s)->foreignKeys.first().table, u"user"_s);
        QCOMPARE(count(on).text(), u"1 lint"_s); // The key has no index.
    }

    void choosingARowShowsWhatItIsAbout()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        on.window.actions()[u"problems"_s]->trigger();
        QTreeView &view = on.window.problems().view();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(view.model()->index(0, 0)).center());
        QVERIFY2(on.window.inspector().text().contains(u"Did you mean 'user'?"_s),
                 qPrintable(on.window.inspector().text()));
        QCOMPARE(on.window.diagram().diagram()->selectedTables().size(), 1);
    }

    void aMutedKindStaysAwayUntilItIsToldAgain()
    {
        const ScratchDatabase file(u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
                                   "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER)"_s);
        BrowsingWindow on(file.file());
        on.window.actions()[u"problems"_s]->trigger();
        mapping::RelationshipDeclaration posts;
        posts.name = u"posts"_s;
        posts.target = u"Post"_s;
        mapping::Given given;
        given.classes = {{u"User"_s, u"user"_s, {posts}, {}}};
        QVERIFY(on.window.document().change({u"test"_s, {mapping::GivenChange{{}, given}}}));
        QCOMPARE(count(on).text(), u"1 error"_s);
        given.classes.first().relationships.first().primaryjoin = {
            {{{u"user"_s, u"id"_s}, {}, false, false}, u"="_s, {{u"post"_s, u"user_id"_s}, {}, true, false}}};
        const mapping::Given broken = on.window.document().design().given;
        QVERIFY(on.window.document().change({u"test"_s, {mapping::GivenChange{broken, given}}}));
        QCOMPARE(count(on).text(), u"1 lint"_s);
        const QString kind = on.window.document().findings().first().kind;
        emit on.window.problems().muteRequested(kind, u"Mute"_s);
        QCOMPARE(count(on).text(), u"No problems · 1 note"_s);
        QCOMPARE(on.window.document().settings().quiet, QSet<QString>{kind});
        emit on.window.problems().unmuteRequested();
        QCOMPARE(count(on).text(), u"1 lint"_s);
    }

    void theFilterHidesGradesAndOtherWords()
    {
        const ScratchDatabase file(kBroken);
        BrowsingWindow on(file.file());
        on.window.actions()[u"problems"_s]->trigger();
        ui::ProblemsPanel &panel = on.window.problems();
        QTest::mouseClick(panel.findChild<QToolButton *>(u"showErrors"_s), Qt::LeftButton);
        QCOMPARE(rowsOf(panel), QStringList{u"As the database is: 1 note"_s});
        QTest::mouseClick(panel.findChild<QToolButton *>(u"showErrors"_s), Qt::LeftButton);
        QTest::keyClicks(panel.findChild<QLineEdit *>(u"problemsFilter"_s), u"user_id"_s);
        QCOMPARE(rowsOf(panel).size(), 1);
    }
};

QTEST_MAIN(ProblemsTest)
#include "tst_problems.moc"
