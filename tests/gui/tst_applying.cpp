#include "core/sql/schemadifference.h"
#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/cardclipboard.h"
#include "ui/diagram/diagramview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::kBlog;
using tests::ScratchDatabase;

namespace {

/// A window on the blog, whose design is another one than the database.
struct ChangedBlog
{
    ChangedBlog() : file(kBlog), on(file.file()) {}

    void change(const schema::SchemaStep &step)
    {
        const base::Done done = on.window.diagram().diagram()->edits().change({u"change"_s, {step}});
        if (!done)
            qFatal("%s", qPrintable(done.error().text()));
    }
    base::TableId id(const QString &table) { return on.window.document().schema().table(table)->id; }
    QPushButton &button()
    {
        on.window.actions()[u"schemaSql"_s]->trigger();
        return *on.window.findChild<QPushButton *>(u"applySchemaSql"_s);
    }
    /// Answers the question that comes.
    void apply(QMessageBox::StandardButton answer, bool keepsCopy = false)
    {
        QTimer::singleShot(0, &on.window, [=, this] {
            auto *box = on.window.findChild<QMessageBox *>(u"applyBox"_s);
            if (!box)
                return;
            asked = box->text() + box->informativeText();
            box->checkBox()->setChecked(keepsCopy);
            QTest::mouseClick(box->button(answer), Qt::LeftButton);
        });
        QTest::mouseClick(&button(), Qt::LeftButton);
        QTRY_VERIFY(!on.window.findChild<QMessageBox *>(u"applyBox"_s));
        tests::settle(*on.window.workspace());
    }
    QString said() { return on.window.statusBar()->currentMessage(); }

    ScratchDatabase file;
    BrowsingWindow on;
    QString asked;
};

} // namespace

/// The design is applied to the open database in the window.
class ApplyingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"applying"_s); }

    void theDatabaseBecomesAsTheDesignAndTheRowsFollow()
    {
        ChangedBlog blog;
        blog.on.browse(u"user"_s);
        QVERIFY(!blog.button().isEnabled()); // There is nothing to do.
        blog.change(schema::AddColumn{blog.id(u"user"_s), -1, {u"born"_s, u"DATE"_s, true, {}}});
        QVERIFY(blog.button().isEnabled());
        blog.apply(QMessageBox::Apply);
        QTRY_COMPARE(blog.said(), u"Applied: 1 statement. The database is as the design."_s);
        QVERIFY(!blog.button().isEnabled());
        QCOMPARE(blog.file.rows(u"SELECT name FROM pragma_table_info('user')"_s).last(), u"born"_s);
        const ui::BrowserPage &page = blog.on.browse(u"user"_s);
        QCOMPARE(page.rows().table()->columns.last().name, u"born"_s);
        QCOMPARE(page.rows().rowCount(), 3);
    }

    void whoDoesNotWantItChangesNothing()
    {
        ChangedBlog blog;
        QVERIFY(blog.on.window.diagram().diagram()->edits().remove({blog.id(u"post"_s)}, {}));
        blog.apply(QMessageBox::Cancel);
        QVERIFY2(blog.asked.contains(u"All rows of this table go with it. (DROP TABLE \"post\")"_s),
                 qPrintable(blog.asked));
        QCOMPARE(blog.file.rows(u"SELECT count(*) FROM post"_s), QStringList{u"3"_s});
        QVERIFY(blog.button().isEnabled());
    }

    void aColumnThatGoesIsToldFirst()
    {
        ChangedBlog blog;
        blog.change(schema::RemoveColumn{blog.id(u"user"_s), u"city"_s});
        blog.apply(QMessageBox::Cancel);
        QVERIFY2(
            blog.asked.contains(u"1 statement turns"_s) &&
                blog.asked.contains(u"What stands in this column goes with it. (ALTER TABLE \"user\" DROP"_s),
            qPrintable(blog.asked));
    }

    void tablesThatAreCutAndPastedAreTheSameTables()
    {
        ChangedBlog blog;
        const project::DesignDocument &document = blog.on.window.document();
        const auto difference = [&document] {
            return sql::differenceSql(document.baseline(), document.schema());
        };
        ui::DiagramScene &scene = *blog.on.window.diagram().diagram();
        scene.select({blog.id(u"user"_s), blog.id(u"post"_s)});
        scene.clipboard().cut();
        QVERIFY(document.schema().tables.isEmpty());
        scene.clipboard().paste({});
        QCOMPARE(document.schema().tables.size(), 2);
        QCOMPARE(difference(), QStringList());
        // What only looks like it is another one.
        scene.select({blog.id(u"user"_s), blog.id(u"post"_s)});
        scene.clipboard().cut();
        QGuiApplication::clipboard()->setText(
            u"CREATE TABLE user(id INTEGER PRIMARY KEY, city TEXT, username VARCHAR(80) UNIQUE NOT NULL)"_s);
        scene.clipboard().paste({});
        QTRY_COMPARE(document.schema().tables.size(), 1);
        QVERIFY2(difference().join(u'\n').contains(u"DROP TABLE \"user\""_s),
                 qPrintable(difference().join(u'\n')));
    }

    void aCopyOfTheFileStandsBesideIt()
    {
        ChangedBlog blog;
        QVERIFY(blog.on.window.diagram().diagram()->edits().remove({blog.id(u"post"_s)}, {}));
        blog.apply(QMessageBox::Apply, true);
        QTRY_VERIFY(blog.said().startsWith(u"Applied"_s));
        const QFileInfo file(blog.file.file());
        const QStringList copies = file.dir().entryList({file.completeBaseName() + u" before *"_s});
        QCOMPARE(copies.size(), 1);
        QFile::remove(file.dir().filePath(copies.first()));
    }

    void whatIsRefusedIsToldInABox()
    {
        ChangedBlog blog;
        schema::Column city = *blog.on.window.document().schema().table(u"user"_s)->column(u"city"_s);
        city.nullable = false;
        blog.change(schema::ChangeColumn{blog.id(u"user"_s), u"city"_s, city}); // bob has none.
        blog.apply(QMessageBox::Apply);
        QTRY_VERIFY(blog.on.window.findChild<QMessageBox *>(u"notAppliedBox"_s));
        const auto *box = blog.on.window.findChild<QMessageBox *>(u"notAppliedBox"_s);
        QVERIFY2(box->text().contains(u"The database was not changed"_s), qPrintable(box->text()));
    }
};

QTEST_MAIN(ApplyingTest)
#include "tst_applying.moc"
