#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/textdialog.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;

namespace {

const QString kOld =
    u"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w TEXT); INSERT INTO t "
    u"VALUES(1,'one','w1'),(2,'two','w2'),(3,'three','w3');"
    "CREATE TABLE u(id INTEGER PRIMARY KEY, t_id REFERENCES t(id)); INSERT INTO u VALUES(1,1);"_s;
const QString kNew = u"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w TEXT); INSERT INTO t VALUES(1,'NEW "
                     u"one','n1'),(2,'NEW two','n2'),(4,'NEW four','n4');"
                     "CREATE TABLE u(id INTEGER PRIMARY KEY, t_id REFERENCES t(id));"_s;

/// As programs do that write beside the file and rename.
void replace(const ScratchDatabase &file, const QString &sql)
{
    const ScratchDatabase other(sql);
    if (std::rename(QFile::encodeName(other.file()).constData(),
                    QFile::encodeName(file.file()).constData()) != 0)
        qFatal("cannot rename");
}

ui::TextDialog *dialogOf(BrowsingWindow &on, const QString &name)
{
    auto *dialog = on.window.findChild<ui::TextDialog *>(name);
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

QString sentenceOf(const ui::TextDialog *dialog)
{
    return dialog ? dialog->findChild<QLabel *>(u"sentence"_s)->text() : QString();
}

QString textOf(const ui::TextDialog *dialog)
{
    return dialog ? dialog->findChild<QPlainTextEdit *>(u"text"_s)->toPlainText() : QString();
}

void press(const QString &button, ui::TextDialog *dialog)
{
    for (QPushButton *candidate : dialog->findChildren<QPushButton *>()) {
        if (candidate->text() == button)
            QTest::mouseClick(candidate, Qt::LeftButton);
    }
    QTest::qWait(100); // The workspace may be another one by then.
}

void key(BrowsingWindow &on, QWidget &widget, Qt::Key pressed, Qt::KeyboardModifiers modifiers = {})
{
    on.window.activateWindow();
    if (!QTest::qWaitForWindowActive(&on.window))
        qFatal("the window is not active");
    QTest::keyClick(&widget, pressed, modifiers);
    settle(*on.window.workspace());
}

QStringList headersOf(BrowserPage &page)
{
    QStringList headers;
    for (int column = 0; column < page.rows().tableColumns(); ++column)
        headers += page.rows().headerData(column, Qt::Horizontal).toString();
    return headers;
}

} // namespace

/// What somebody else does to the file while the window shows it.
class ChangedFileTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"changedfile"_s); }

    void aFileThatWasReplacedIsNotSavedInto_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("rollback") << u"DELETE"_s;
        QTest::newRow("write-ahead log") << u"WAL"_s;
    }
    void aFileThatWasReplacedIsNotSavedInto()
    {
        QFETCH(QString, mode);
        const QString setMode = u"PRAGMA journal_mode=%1;"_s.arg(mode);
        const ScratchDatabase file(setMode + kOld);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.typeInto(page, 0, 1, u"mine"_s);
        replace(file, setMode + kNew);
        key(on, page.grid(), Qt::Key_S, Qt::ControlModifier);
        ui::TextDialog *dialog = dialogOf(on, u"lostFile"_s);
        QVERIFY(dialog);
        QVERIFY(sentenceOf(dialog).contains(u"'scratch.db' was replaced by another file"_s));
        QVERIFY(on.window.statusBar()->currentMessage().contains(u"replaced by another file"_s));
        QCOMPARE(on.pending().count(), 1); // What was typed stays.
        QCOMPARE(on.cell(page, 0, 1), u"mine"_s);
        press(u"Not now"_s, dialog);
        // Asking again says it again, and shows no rows of the other file among those that are there.
        key(on, page.grid(), Qt::Key_F5);
        QVERIFY(dialogOf(on, u"lostFile"_s));
        QCOMPARE(on.cell(page, 1, 1), u"two"_s);
        QCOMPARE(file.rows(u"SELECT v FROM t"_s), QStringList({u"NEW one"_s, u"NEW two"_s, u"NEW four"_s}));
    }

    void reopeningShowsWhatTheFileHoldsNow()
    {
        const ScratchDatabase file(kOld);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        replace(file, kNew);
        key(on, page.grid(), Qt::Key_F5);
        QVERIFY(dialogOf(on, u"lostFile"_s));
        const async::Workspace *before = on.window.workspace();
        press(u"Reopen"_s, dialogOf(on, u"lostFile"_s));
        QTRY_VERIFY(on.window.workspace() != before);
        settle(*on.window.workspace());
        BrowserPage &again = on.browse(u"t"_s);
        QCOMPARE(on.cell(again, 2, 1), u"NEW four"_s);
    }

    void aTabThatIsOpenedLaterDoesNotMixTwoFiles()
    {
        const ScratchDatabase file(kOld);
        BrowsingWindow on(file.file());
        replace(file, kNew);
        BrowserPage &page = on.browse(u"t"_s);
        for (int row = 0; row < page.rows().rowCount(); ++row)
            QVERIFY(!on.cell(page, row, 1).startsWith(u"NEW"_s));
    }

    void aFileThatWasRemovedOrOverwrittenIsToldInTrueWords()
    {
        {
            const ScratchDatabase file(kOld);
            BrowsingWindow on(file.file());
            BrowserPage &page = on.browse(u"t"_s);
            on.typeInto(page, 0, 1, u"mine"_s);
            QVERIFY(QFile::remove(file.file()));
            key(on, page.grid(), Qt::Key_S, Qt::ControlModifier);
            QVERIFY(sentenceOf(dialogOf(on, u"lostFile"_s)).contains(u"removed or renamed"_s));
            QVERIFY(!QFile::exists(file.file())); // Nor made anew.
        }
        const ScratchDatabase file(kOld);
        const ScratchDatabase older = ScratchDatabase::copyOf(file.file());
        file.run(u"UPDATE t SET v = 'newer'"_s);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.typeInto(page, 0, 2, u"mine"_s);
        QFile from(older.file());
        QVERIFY(from.open(QIODevice::ReadOnly));
        QFile to(file.file());
        QVERIFY(to.open(QIODevice::ReadWrite));
        to.write(from.readAll());
        to.close();
        key(on, page.grid(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(sentenceOf(dialogOf(on, u"lostFile"_s)).contains(u"overwritten with another database"_s));
        QCOMPARE(on.pending().count(), 1);
        QCOMPARE(file.rows(u"SELECT w FROM t WHERE id = 1"_s), QStringList{u"w1"_s});
    }

    void refreshingFollowsARenamedColumnInGridTreeAndDiagram()
    {
        const ScratchDatabase file(kOld);
        BrowsingWindow on(file.file());
        on.browse(u"u"_s);
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 1, 2);
        const base::TableId id = on.window.document().schema().table(u"t"_s)->id;
        const QPointF place = on.window.document().layout().positions.value(id);
        file.run(u"ALTER TABLE t RENAME COLUMN v TO z; CREATE TABLE a(x)"_s);
        key(on, page.grid(), Qt::Key_F5);
        BrowserPage *now = on.window.currentPage();
        QVERIFY(now);
        QCOMPARE(now->table(), u"t"_s);
        QCOMPARE(on.window.tabs().count(), 3);
        QCOMPARE(headersOf(*now), QStringList({u"id"_s, u"z"_s, u"w"_s}));
        QCOMPARE(on.cell(*now, 1, 1), u"two"_s);
        QCOMPARE(now->grid().currentIndex().row(), 1);
        QCOMPARE(now->grid().currentIndex().column(), 2);
        QVERIFY(now->tree().rowCount() > 0);
        const schema::Schema &schema = on.window.document().schema();
        QVERIFY(schema.table(u"t"_s)->column(u"z"_s));
        QVERIFY(schema.table(u"a"_s));
        QCOMPARE(schema.table(u"t"_s)->id, id);
        QCOMPARE(on.window.document().layout().positions.value(id), place);
        const QAbstractItemModel *tree = on.window.schemaTree().model();
        QVERIFY(
            !tree->match(tree->index(0, 0), Qt::DisplayRole, u"a"_s, 1, Qt::MatchRecursive | Qt::MatchExactly)
                 .isEmpty());
        QVERIFY(on.window.statusBar()->currentMessage().contains(u"read again"_s));
        // A refresh where nothing has changed leaves the page as it is.
        key(on, now->grid(), Qt::Key_F5);
        QCOMPARE(on.window.currentPage(), now);
    }

    void aReadThatFailsReadsTheSchemaAgainByItself()
    {
        const ScratchDatabase file(kOld);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        const QPointer<BrowserPage> before = &page;
        file.run(u"ALTER TABLE t RENAME COLUMN v TO z"_s);
        QHeaderView *header = page.grid().horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(1) + 20, 10));
        settle(*on.window.workspace());
        QTRY_VERIFY(!before);
        settle(*on.window.workspace());
        QCOMPARE(headersOf(*on.window.currentPage()), QStringList({u"id"_s, u"z"_s, u"w"_s}));
        QCOMPARE(on.window.currentPage()->rows().rowCount(), 3);
    }

    void theTabOfATableThatIsGoneSaysSo()
    {
        const ScratchDatabase file(kOld);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"u"_s);
        file.run(u"DROP TABLE u"_s);
        key(on, page.grid(), Qt::Key_F5);
        auto *words = qobject_cast<QLabel *>(on.window.tabs().currentWidget());
        QVERIFY(words);
        QCOMPARE(words->text(), u"There is no table 'u' any more."_s);
        QVERIFY(!on.window.document().schema().table(u"u"_s));
        key(on, *words, Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(on.window.tabs().count(), 1);
    }

    void editsSurviveWhereTheirColumnsDoAndAreToldWhereNot()
    {
        const ScratchDatabase file(kOld);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.typeInto(page, 0, 1, u"lost words"_s);
        on.typeInto(page, 0, 2, u"kept words"_s);
        on.typeInto(page, 1, 2, u"kept, too"_s);
        on.clickCell(page, 2, 1);
        key(on, page.grid(), Qt::Key_Delete, Qt::ControlModifier);
        key(on, page.grid(), Qt::Key_Insert);
        QCOMPARE(on.pending().count(), 4);
        // The columns after it have other numbers then.
        file.run(u"ALTER TABLE t DROP COLUMN v"_s);
        key(on, page.grid(), Qt::Key_F5);
        QCOMPARE(on.pending().count(), 4);
        ui::TextDialog *dialog = dialogOf(on, u"homelessEdits"_s);
        QVERIFY(dialog);
        QCOMPARE(textOf(dialog), u"Row 1 of 't', v = 'lost words': there is no such column any more."_s);
        press(u"Close"_s, dialog);
        BrowserPage *now = on.window.currentPage();
        QCOMPARE(on.cell(*now, 0, 1), u"kept words"_s);
        QCOMPARE(now->rows().rowCount(), 4);
        key(on, now->grid(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY2(on.pending().isEmpty(), qPrintable(on.window.statusBar()->currentMessage()));
        QCOMPARE(file.rows(u"SELECT * FROM t"_s),
                 QStringList({u"1|kept words"_s, u"2|kept, too"_s, u"4|NULL"_s}));
    }

    void aSaveIntoOtherTablesIsRefusedOnceAndSaysWhy()
    {
        const ScratchDatabase file(kOld);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        const QPointer<BrowserPage> before = &page;
        on.typeInto(page, 0, 2, u"mine"_s);
        file.run(u"ALTER TABLE t ADD COLUMN x; UPDATE t SET x = 'theirs'"_s);
        key(on, page.grid(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(!before);
        settle(*on.window.workspace());
        QCOMPARE(on.pending().count(), 1);
        QCOMPARE(file.rows(u"SELECT w, x FROM t WHERE id = 1"_s), QStringList{u"w1|theirs"_s});
        BrowserPage *now = on.window.currentPage();
        QCOMPARE(on.cell(*now, 0, 2), u"mine"_s);
        key(on, now->grid(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(file.rows(u"SELECT w, x FROM t WHERE id = 1"_s), QStringList{u"mine|theirs"_s});
    }
};

QTEST_MAIN(ChangedFileTest)
#include "tst_changedfile.moc"
