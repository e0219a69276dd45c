#include "core/mapping/plan/editside.h"
#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"
#include "ui/diagram/diagramview.h"
#include "ui/shell/inspector.h"
#include "ui/statements/statementspanel.h"

#include <QComboBox>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::kBlog;
using tests::ScratchDatabase;
using ui::RecordTreeModel;

namespace {

/// A window on the blog, whose statements are counted.
struct DesignedBlog
{
    DesignedBlog() : file(kBlog), on(file.file())
    {
        on.window.activateWindow();
        QObject::connect(on.window.workspace(), &async::Workspace::statementRan, &on.window,
                         [this](const base::StatementRecord &record) {
                             if (record.cause.kind == base::Cause::Kind::Click)
                                 ++statements;
                         });
    }

    /// Chooses how the only link's list loads, in the details, by keys.
    void load(const QString &lazy)
    {
        const base::LinkId link = on.window.document().schema().table(u"post"_s)->foreignKeys.first().id;
        on.window.tabs().setCurrentWidget(&on.window.diagram());
        on.window.diagram().diagram()->select({}, {link});
        for (;;) {
            auto *combo = on.window.inspector().findChild<QComboBox *>(u"parentLazy"_s);
            const int wanted = combo->findText(lazy);
            if (combo->currentIndex() == wanted)
                break;
            combo->setFocus();
            QTest::keyClick(combo, combo->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
            QCoreApplication::processEvents();
        }
        tests::settle(*on.window.workspace());
        statements = 0;
    }

    ui::BrowserPage &users() { return on.browse(u"user"_s); }

    /// The node of alice's posts.
    QModelIndex posts(ui::BrowserPage &page)
    {
        page.treeView().expand(page.tree().index(0, 0));
        tests::settle(*on.window.workspace());
        return page.tree().index(0, 0, page.tree().index(0, 0));
    }

    void expand(ui::BrowserPage &page, const QModelIndex &index)
    {
        page.treeView().setCurrentIndex(index);
        page.treeView().setFocus();
        QTest::keyClick(&page.treeView(), Qt::Key_Right);
        tests::settle(*on.window.workspace());
    }

    static QStringList titles(const ui::BrowserPage &page, const QModelIndex &parent)
    {
        QStringList all;
        const QAbstractItemModel &model = *parent.model();
        for (int row = 0; row < model.rowCount(parent); ++row)
            all += model.index(row, 0, parent).data().toString();
        Q_UNUSED(page);
        return all;
    }

    ScratchDatabase file;
    BrowsingWindow on;
    int statements = 0;
};

} // namespace

/// What a design declares decides how the browser names and loads relationships.
class DeclaredLoadingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"declaredloading"_s); }
    void init() { tests::useSettingsOf(u"declaredloading"_s); }

    void aListThatIsDeclaredSelectinComesWithThePage()
    {
        DesignedBlog blog;
        blog.load(u"selectin"_s);
        ui::BrowserPage &page = blog.users();
        QCOMPARE(blog.statements, 3); // The users, their posts, and the grid's own rows.
        const QPersistentModelIndex posts = blog.posts(page);
        blog.statements = 0;
        blog.expand(page, posts);
        QCOMPARE(DesignedBlog::titles(page, posts), QStringList({u"First Post"_s, u"Second Post"_s}));
        QCOMPARE(blog.statements, 0);
    }

    void aListThatIsDeclaredSelectIsAskedWhenItIsExpanded()
    {
        DesignedBlog blog;
        ui::BrowserPage &page = blog.users();
        QCOMPARE(blog.statements, 2);
        const QPersistentModelIndex posts = blog.posts(page);
        blog.statements = 0;
        blog.expand(page, posts);
        QCOMPARE(blog.statements, 1);
    }

    void aListThatRefusesToLoadIsLoadedOnceByEnter()
    {
        DesignedBlog blog;
        blog.load(u"raise"_s);
        ui::BrowserPage &page = blog.users();
        const QPersistentModelIndex posts = blog.posts(page);
        blog.statements = 0;
        blog.expand(page, posts);
        QCOMPARE(blog.statements, 0);
        const QModelIndex words = page.tree().index(0, 0, posts);
        QVERIFY2(words.data().toString().contains(u"declared lazy='raise'"_s),
                 qPrintable(words.data().toString()));
        QCOMPARE(words.data(RecordTreeModel::DetailRole).toString(), u"Load once"_s);
        page.treeView().setCurrentIndex(words);
        QTest::keyClick(&page.treeView(), Qt::Key_Return);
        tests::settle(*blog.on.window.workspace());
        QCOMPARE(DesignedBlog::titles(page, posts), QStringList({u"First Post"_s, u"Second Post"_s}));
        QCOMPARE(blog.statements, 1);
    }

    void aListThatIsNeverLoadedSaysWhyItLooksEmpty()
    {
        DesignedBlog blog;
        blog.load(u"noload"_s);
        ui::BrowserPage &page = blog.users();
        const QPersistentModelIndex posts = blog.posts(page);
        blog.statements = 0;
        blog.expand(page, posts);
        QCOMPARE(blog.statements, 0);
        const QStringList titles = DesignedBlog::titles(page, posts);
        QCOMPARE(titles.size(), 1);
        QVERIFY2(titles.first().contains(u"noload"_s), qPrintable(titles.first()));
    }

    void aNewNameIsTheTreesNameWithTheTabOpen()
    {
        DesignedBlog blog;
        ui::BrowserPage *page = &blog.users();
        QCOMPARE(blog.posts(*page).data().toString(), u"posts"_s);
        blog.on.window.tabs().setCurrentWidget(&blog.on.window.diagram());
        const mapping::Design &design = blog.on.window.document().design();
        const mapping::Side side = *blog.on.window.document().schema().relationship(u"user"_s, u"posts"_s);
        const auto given = mapping::withSideRenamed(design, side, u"articles"_s);
        QVERIFY(given);
        QVERIFY(blog.on.window.document().change({u"name"_s, {mapping::GivenChange{design.given, *given}}}));
        tests::settle(*blog.on.window.workspace());
        blog.statements = 0;
        tests::settle(*blog.on.window.workspace());
        QCOMPARE(blog.statements, 0); // Nobody looks at it yet.
        page = &blog.on.browse(u"user"_s);
        QCOMPARE(blog.posts(*page).data().toString(), u"articles"_s);
    }

    void whatIsExpandedStaysSoWhenItLoadsAnotherWay()
    {
        DesignedBlog blog;
        ui::BrowserPage *page = &blog.users();
        blog.expand(*page, blog.posts(*page));
        blog.load(u"selectin"_s);
        page = &blog.users();
        QModelIndex alice = page->tree().index(0, 0);
        QVERIFY(page->treeView().isExpanded(alice));
        QVERIFY(page->treeView().isExpanded(page->tree().index(0, 0, alice))); // They came with the page.
        blog.load(u"select"_s);
        page = &blog.users();
        alice = page->tree().index(0, 0);
        QVERIFY(page->treeView().isExpanded(alice));
        QVERIFY(!page->treeView().isExpanded(page->tree().index(0, 0, alice))); // Nobody has asked for them.
        QCOMPARE(blog.statements, 2);
    }

    void undoTakesBackHowItLoads()
    {
        DesignedBlog blog;
        blog.load(u"selectin"_s);
        while (blog.on.window.actions()[u"undo"_s]->isEnabled())
            blog.on.window.actions()[u"undo"_s]->trigger();
        tests::settle(*blog.on.window.workspace());
        blog.statements = 0;
        ui::BrowserPage &page = blog.users();
        const QPersistentModelIndex posts = blog.posts(page);
        blog.statements = 0;
        blog.expand(page, posts);
        QCOMPARE(blog.statements, 1);
    }

    void theNextOpeningLoadsAsTheKeptDesignDeclares()
    {
        const ScratchDatabase file(kBlog);
        {
            BrowsingWindow on(file.file());
            const mapping::Design &design = on.window.document().design();
            const mapping::Side side = *on.window.document().schema().relationship(u"user"_s, u"posts"_s);
            const auto given = mapping::withSideRenamed(design, side, u"articles"_s);
            QVERIFY(on.window.document().change({u"name"_s, {mapping::GivenChange{design.given, *given}}}));
            QVERIFY(on.window.close());
        }
        BrowsingWindow again(file.file());
        ui::BrowserPage &page = again.browse(u"user"_s);
        page.treeView().expand(page.tree().index(0, 0));
        tests::settle(*again.window.workspace());
        QCOMPARE(page.tree().index(0, 0, page.tree().index(0, 0)).data().toString(), u"articles"_s);
    }

    void editsThatWaitStayWhenTheDesignChanges()
    {
        DesignedBlog blog;
        ui::BrowserPage &page = blog.users();
        blog.on.typeInto(page, 0, 1, u"Alice"_s);
        QCOMPARE(blog.on.window.workspace()->records().pending().count(), 1);
        blog.load(u"joined"_s);
        QCOMPARE(blog.on.window.workspace()->records().pending().count(), 1);
        blog.on.save();
        QCOMPARE(blog.file.rows(u"SELECT username FROM user WHERE id = 1"_s), QStringList(u"Alice"_s));
    }
};

QTEST_MAIN(DeclaredLoadingTest)
#include "tst_declaredloading.moc"
