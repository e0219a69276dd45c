#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"
#include "ui/shell/actions.h"
#include "ui/shell/statementdocks.h"
#include "ui/statements/floodline.h"
#include "ui/statements/statementspanel.h"

#include <QPushButton>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;

namespace {

QString blogOf(int users)
{
    return u"CREATE TABLE user(id INTEGER PRIMARY KEY, name TEXT);"
           "CREATE TABLE post(id INTEGER PRIMARY KEY, title TEXT, user_id INTEGER REFERENCES user(id));"
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
           "INSERT INTO user SELECT i, 'user ' || i FROM n;"
           "INSERT INTO post SELECT id, 'post ' || id, id FROM user"_s.arg(users);
}

/// A window on users, all of which are expanded, so that * takes all of their posts.
struct ManyUsers
{
    explicit ManyUsers(int users) : file(blogOf(users)), on(file.file()), page(on.browse(u"user"_s))
    {
        on.window.activateWindow();
        on.window.statementDocks().choose(true);
        QObject::connect(on.window.workspace(), &async::Workspace::statementRan, &on.window,
                         [this](const base::StatementRecord &record) {
                             if (record.cause.kind == base::Cause::Kind::Click)
                                 ++statements;
                         });
        expandUsers(page);
    }

    void expandUsers(ui::BrowserPage &shown)
    {
        for (int row = 0; row < shown.tree().rowCount(); ++row)
            shown.treeView().expand(shown.tree().index(row, 0));
        tests::settle(*on.window.workspace());
        statements = 0;
    }

    /// Chooses the first user's posts and presses *.
    void expandAllPosts(ui::BrowserPage &shown)
    {
        shown.treeView().setCurrentIndex(shown.tree().index(0, 0, shown.tree().index(0, 0)));
        tests::settle(*on.window.workspace());
        statements = 0;
        shown.treeView().setFocus();
        QTest::keyClick(&shown.treeView(), Qt::Key_Asterisk);
        tests::settle(*on.window.workspace());
    }

    ui::FloodLine &line() { return on.window.statements().flood(); }

    ScratchDatabase file;
    BrowsingWindow on;
    ui::BrowserPage &page;
    int statements = 0;
};

} // namespace

/// One SELECT for each of many parents is told where it happens, with what avoids it.
class FloodTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { tests::useSettingsOf(u"flood"_s); }

    void aClickThatAskedForEachParentIsToldAndMended()
    {
        ManyUsers many(100);
        QVERIFY(!many.line().isVisible());
        many.expandAllPosts(many.page);
        QVERIFY2(many.statements >= 99, qPrintable(QString::number(many.statements)));
        QVERIFY(many.line().isVisible());
        QVERIFY2(many.line().text().contains(u"statements; with selectin 2"_s),
                 qPrintable(many.line().text()));
        QTest::mouseClick(many.line().findChild<QPushButton *>(u"floodButton"_s), Qt::LeftButton);
        tests::settle(*many.on.window.workspace());
        QCOMPARE(many.on.window.document().schema().relationship(u"user"_s, u"posts"_s)->lazy,
                 mapping::Lazy::Selectin);
        QVERIFY(!many.line().isVisible());
        ui::BrowserPage &now = many.on.browse(u"user"_s);
        many.expandUsers(now);
        many.expandAllPosts(now);
        QVERIFY2(many.statements <= 2, qPrintable(QString::number(many.statements)));
        many.on.window.tabs().setCurrentIndex(0);
        many.on.window.actions()[u"undo"_s]->trigger();
        QCOMPARE(many.on.window.document().schema().relationship(u"user"_s, u"posts"_s)->lazy,
                 mapping::Lazy::Select);
    }

    void fewParentsAreNoFlood()
    {
        ManyUsers many(9);
        many.expandAllPosts(many.page);
        QVERIFY(many.statements >= 8);
        QVERIFY(!many.line().isVisible());
    }
};

QTEST_MAIN(FloodTest)
#include "tst_flood.moc"
