#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/celltextarea.h"
#include "ui/browser/celltextedit.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using tests::BrowsingWindow;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;
using ui::CellTextEdit;

namespace {

/// Texts of 300 kB, which an editor holds, and bytes.
const QString kMiddle =
    u"CREATE TABLE t(id INTEGER PRIMARY KEY, note TEXT, v TEXT, raw BLOB);"
    "INSERT INTO t VALUES(1,'n','first ' || replace(hex(zeroblob(75000)),'0','w ') || 'end',"
    "CAST(hex(zeroblob(100000)) AS BLOB)),(2,'m','second ' || replace(hex(zeroblob(75000)),'0','w ') || "
    "'fin',"
    "x'0102'),(3,'short','short',NULL)"_s;

} // namespace

/// Large cells in the window: what is shown of them, and what gestures make of them.
class LargeCellsTest : public QObject
{
    Q_OBJECT

    QString m_told; ///< by the last use of a file
    /// 300 rows of 5 MB, made once: 1.5 GB.
    std::unique_ptr<ScratchDatabase> m_large;

    const ScratchDatabase &large()
    {
        if (!m_large) {
            m_large = std::make_unique<ScratchDatabase>(
                u"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                "CREATE TABLE doc(id INTEGER PRIMARY KEY, title TEXT, body TEXT);"
                "INSERT INTO doc SELECT i, 'title ' || i, 'doc ' || i || ' ' || hex(zeroblob(2500000)) || "
                "'end' "
                "FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT "
                "i "
                "FROM n);"
                "PRAGMA journal_mode=DELETE"_s);
        }
        return *m_large;
    }

    static QByteArray stored(const ScratchDatabase &file, const QString &table, const QString &column, int id)
    {
        return QByteArray::fromHex(
            file.rows(u"SELECT hex(%1) FROM %2 WHERE id = %3"_s.arg(column, table, QString::number(id)))
                .value(0)
                .toLatin1());
    }
    static void press(BrowsingWindow &on, BrowserPage &page, Qt::Key key,
                      Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&page.grid(), key, modifiers);
        settle(*on.window.workspace());
    }
    static QString hint(BrowserPage &page) { return page.grid().findChild<ui::CellHint *>()->words(); }

    /// Chooses an entry of the current cell's menu by its keys, and a file in the dialog that it opens.
    void chooseFile(BrowsingWindow &on, BrowserPage &page, const QString &entry, const QString &file,
                    const std::function<void()> &meanwhile = {})
    {
        const QSignalSpy told(&page.grid(), &ui::RecordGrid::statusText);
        bool isChosen = false;
        QTimer poll;
        connect(&poll, &QTimer::timeout, &poll, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            if (!menu)
                return;
            poll.stop();
            for (int i = 0; i < 20 && !(menu->activeAction() && menu->activeAction()->text() == entry); ++i)
                QTest::keyClick(menu, Qt::Key_Down);
            isChosen = menu->activeAction() && menu->activeAction()->text() == entry;
            QTest::keyClick(menu, isChosen ? Qt::Key_Return : Qt::Key_Escape);
        });
        poll.start(10);
        const QPoint at = page.grid().visualRect(page.grid().currentIndex()).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, page.grid().viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(page.grid().viewport(), &event);
        QVERIFY2(isChosen, qPrintable(entry));
        auto *dialog = page.grid().findChild<QFileDialog *>(u"cellFileDialog"_s);
        QVERIFY(dialog);
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(name);
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        name->selectAll();
        QTest::keyClicks(name, file);
        if (meanwhile)
            meanwhile();
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!told.isEmpty());
        m_told = told.last().first().toString();
        settle(*on.window.workspace());
    }

private slots:
    void initTestCase()
    {
        tests::useSettingsOf(u"largecells"_s);
        QLocale::setDefault(QLocale::c());
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }
    void cleanupTestCase() { m_large.reset(); }

    void aTableOfLargeTextsShowsTheirBeginningsAndSizes()
    {
        BrowsingWindow on(large().file());
        BrowserPage &page = on.browse(u"doc"_s);
        QVERIFY2(on.cell(page, 0, 2).startsWith(u"doc 1 000"_s) &&
                     on.cell(page, 0, 2).endsWith(u"… (5.0 MB)"_s),
                 qPrintable(on.cell(page, 0, 2)));
        QCOMPARE(on.cell(page, 0, 1), u"title 1"_s);
        on.clickCell(page, 0, 1);
        for (int i = 0; i < 3; ++i)
            press(on, page, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(page.rows().storedRows(), 300);
        QCOMPARE(page.grid().currentIndex().row(), 299);
        QVERIFY(on.cell(page, 299, 2).startsWith(u"doc 300 000"_s));
        qint64 held = 0;
        for (int row = 0; row < 300; ++row) {
            const Value value = page.rows().valueAt(page.rows().index(row, 2));
            QVERIFY(value.isCut());
            held += value.beginning().size();
        }
        QVERIFY2(held < 2'000'000, qPrintable(QString::number(held)));
    }

    void whatIsTooLongToBeEditedIsRefusedWithAWayOut()
    {
        BrowsingWindow on(large().file());
        BrowserPage &page = on.browse(u"doc"_s);
        on.clickCell(page, 0, 2);
        press(on, page, Qt::Key_F2);
        QVERIFY(!page.grid().isEditing());
        QVERIFY2(hint(page).contains(u"5.0 MB"_s) && hint(page).contains(u"Replace From File…"_s),
                 qPrintable(hint(page)));
    }

    void copyGivesExactlyTheValue()
    {
        BrowsingWindow on(large().file());
        BrowserPage &page = on.browse(u"doc"_s);
        on.clickCell(page, 1, 2);
        press(on, page, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text() == u"doc 2 "_s + QString(5'000'000, u'0') + u"end"_s);
    }

    void whoeverGoesOnWhileItIsReadHasItOnTheClipboardAllTheSame()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        QApplication::clipboard()->setText(u"before"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClick(&page.grid(), Qt::Key_C, Qt::ControlModifier);
        QTest::keyClick(&page.grid(), Qt::Key_Down);
        QTRY_VERIFY(QApplication::clipboard()->text().toUtf8() == stored(file, u"t"_s, u"v"_s, 1));
    }

    void whatIsTooMuchToBeCopiedIsRefused()
    {
        BrowsingWindow on(large().file());
        BrowserPage &page = on.browse(u"doc"_s);
        QApplication::clipboard()->setText(u"before"_s);
        on.clickCell(page, 0, 2);
        for (int row = 0; row < 21; ++row)
            QTest::keyClick(&page.grid(), Qt::Key_Down, Qt::ShiftModifier);
        press(on, page, Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(hint(page).contains(u"too much to be copied"_s), qPrintable(hint(page)));
        QCOMPARE(QApplication::clipboard()->text(), u"before"_s);
    }

    void anEditBesideItLeavesItByteForByte()
    {
        BrowsingWindow on(large().file());
        BrowserPage &page = on.browse(u"doc"_s);
        const QByteArray before = stored(large(), u"doc"_s, u"body"_s, 3);
        on.typeInto(page, 2, 1, u"new title"_s);
        on.save();
        QVERIFY2(on.pending().isEmpty(), qPrintable(on.pending().refusal));
        QCOMPARE(large().rows(u"SELECT title FROM doc WHERE id = 3"_s), QStringList{u"new title"_s});
        QVERIFY(stored(large(), u"doc"_s, u"body"_s, 3) == before);
        QVERIFY(on.cell(page, 2, 2).endsWith(u"… (5.0 MB)"_s));
    }

    void aDeletionIsRefusedWhereSomebodyChangedTheTextAfterItsBeginning()
    {
        BrowsingWindow on(large().file());
        BrowserPage &page = on.browse(u"doc"_s);
        on.clickCell(page, 3, 1);
        press(on, page, Qt::Key_Delete, Qt::ControlModifier);
        QTRY_COMPARE(on.pending().digests.size(), 1);
        large().run(u"UPDATE doc SET body = substr(body, 1, length(body) - 3) || 'END' WHERE id = 4"_s);
        on.save();
        QVERIFY2(on.pending().refusal.contains(u"was changed by another program"_s),
                 qPrintable(on.pending().refusal));
        QCOMPARE(large().rows(u"SELECT count(*) FROM doc WHERE id = 4"_s), QStringList{u"1"_s});
    }

    void theFilterFindsATextAfterItsBeginning()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        QTest::keyClicks(page.findChild<QLineEdit *>(u"rowFilter"_s), u"w FIN"_s);
        QTRY_COMPARE(page.rows().storedRows(), 1);
        QCOMPARE(page.rows().keyAt(0).values, base::Values{Value::integer(2)});
    }

    void f2ShowsTheWholeTextAndWhatIsEditedIsStored()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        const QByteArray whole = stored(file, u"t"_s, u"v"_s, 1);
        on.clickCell(page, 0, 2);
        press(on, page, Qt::Key_F2);
        auto *editor = page.grid().findChild<CellTextEdit *>();
        QVERIFY(editor);
        QVERIFY(editor->area().text().bytes() == whole);
        QTest::keyClick(&editor->area(), Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(&editor->area(), 'k');
        QTest::keyClick(&editor->area(), Qt::Key_Return, Qt::ControlModifier);
        settle(*on.window.workspace());
        on.save();
        QVERIFY2(on.pending().isEmpty(), qPrintable(on.pending().refusal));
        QVERIFY(stored(file, u"t"_s, u"v"_s, 1) == whole + 'k');
    }

    void aLookChangesNothing()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 0, 2);
        press(on, page, Qt::Key_F2);
        auto *editor = page.grid().findChild<CellTextEdit *>();
        QVERIFY(editor);
        QTest::keyClick(&editor->area(), Qt::Key_Return, Qt::ControlModifier);
        settle(*on.window.workspace());
        QVERIFY(!page.grid().isEditing());
        QVERIFY(on.pending().isEmpty());
    }

    void nothingIsTypedOverAValueThatNobodyHasSeenWhole()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        const QModelIndex cell = page.rows().index(0, 2);
        QVERIFY(!page.rows().setData(cell, "x"_ba, Qt::EditRole));
        const Value whole = Value::utf8(stored(file, u"t"_s, u"v"_s, 1));
        QVERIFY(page.rows().typeOver(cell, whole.bytes(), whole)); // The same text is no edit.
        settle(*on.window.workspace());
        QVERIFY(on.pending().isEmpty());
        QVERIFY(on.pending().asRead.isEmpty());
    }

    void lettersTypedWhileItComesAreTypedIntoTheEditor()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 1, 2);
        QTest::keyClick(&page.grid(), 'n');
        QTest::keyClick(&page.grid(), 'e');
        QTest::keyClick(&page.grid(), 'w');
        settle(*on.window.workspace());
        auto *editor = page.grid().findChild<CellTextEdit *>();
        QVERIFY(editor);
        QCOMPARE(editor->area().text().bytes(), "new"_ba);
        QTest::keyClick(&editor->area(), Qt::Key_Return, Qt::ControlModifier);
        settle(*on.window.workspace());
        on.save();
        QCOMPARE(stored(file, u"t"_s, u"v"_s, 2), "new"_ba);
    }

    void whoeverGoesOnToAnotherCellGetsNoEditor()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        press(on, page, Qt::Key_Down);
        QVERIFY(!page.grid().isEditing());
        QCOMPARE(page.grid().currentIndex().row(), 1);
    }

    void escapeStopsTheWait()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        QTest::keyClick(&page.grid(), Qt::Key_Escape);
        QVERIFY2(hint(page).contains(u"stopped"_s), qPrintable(hint(page)));
        settle(*on.window.workspace());
        QVERIFY(!page.grid().isEditing());
    }

    void aTextThatWasChangedElsewhereMeanwhileIsNotEdited()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        file.run(u"UPDATE t SET v = v || '!' WHERE id = 1"_s);
        on.clickCell(page, 0, 2);
        press(on, page, Qt::Key_F2);
        QVERIFY(!page.grid().isEditing());
        QVERIFY2(hint(page).contains(u"changed by another program"_s), qPrintable(hint(page)));
    }

    void itCanBeSetToNull()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 0, 2);
        press(on, page, Qt::Key_0, Qt::ControlModifier);
        on.save();
        QCOMPARE(file.rows(u"SELECT v FROM t WHERE id = 1"_s), QStringList{u"NULL"_s});
    }

    void severalCellsAreCopiedWhole()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 0, 1);
        QTest::keyClick(&page.grid(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&page.grid(), Qt::Key_Down, Qt::ShiftModifier);
        press(on, page, Qt::Key_C, Qt::ControlModifier);
        const QString first = QString::fromUtf8(stored(file, u"t"_s, u"v"_s, 1));
        const QString second = QString::fromUtf8(stored(file, u"t"_s, u"v"_s, 2));
        QVERIFY(QApplication::clipboard()->text() == u"n\t"_s + first + u"\nm\t"_s + second);
    }

    void aCellIsSavedToAFile_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::newRow("large text") << 0 << 2;
        QTest::newRow("large bytes") << 0 << 3;
        QTest::newRow("bytes") << 1 << 3;
        QTest::newRow("text") << 2 << 2;
    }
    void aCellIsSavedToAFile()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        const QString name = file.folder() + u"/value.bin"_s;
        on.clickCell(page, row, column);
        chooseFile(on, page, u"Save to File…"_s, name);
        QVERIFY2(m_told.startsWith(u"Saved "_s), qPrintable(m_told));
        QFile saved(name);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll() == stored(file, u"t"_s, column == 2 ? u"v"_s : u"raw"_s, row + 1));
        QVERIFY(on.pending().isEmpty());
    }

    void whatWaitsIsSavedToAFile()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.typeInto(page, 2, 2, u"changed"_s);
        const QString name = file.folder() + u"/value.txt"_s;
        on.clickCell(page, 2, 2);
        chooseFile(on, page, u"Save to File…"_s, name);
        QFile saved(name);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), "changed"_ba);
    }

    void aFileThatCannotBeWrittenIsToldInWords()
    {
        const ScratchDatabase file(kMiddle);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        const QString folder = file.folder() + u"/gone"_s;
        QVERIFY(QDir().mkdir(folder));
        on.clickCell(page, 0, 2);
        chooseFile(on, page, u"Save to File…"_s, folder + u"/value.txt"_s,
                   [&folder] { QDir().rmdir(folder); });
        QVERIFY2(m_told.contains(u"cannot be written"_s), qPrintable(m_told));
    }

    void aCellIsReplacedFromAFile_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("content");
        const QByteArray text = QByteArray("line \xc3\xa9\r\n").repeated(600'000); // 5.4 MB
        QTest::newRow("large text") << 0 << 2 << text;
        QTest::newRow("short text") << 2 << 2 << text;
        QTest::newRow("empty text") << 0 << 2 << QByteArray();
        QTest::newRow("bytes") << 0 << 3 << QByteArray("\0\xff\x80", 3).repeated(100'000);
        QTest::newRow("NULL in a column of bytes") << 2 << 3 << QByteArray("\0\xff", 2);
    }
    void aCellIsReplacedFromAFile()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(QByteArray, content);
        const ScratchDatabase file(kMiddle);
        const QString name = file.folder() + u"/value.bin"_s;
        QFile given(name);
        QVERIFY(given.open(QIODevice::WriteOnly) && given.write(content) == content.size());
        given.close();
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, row, column);
        chooseFile(on, page, u"Replace From File…"_s, name);
        QVERIFY2(m_told.startsWith(u"Replaced "_s), qPrintable(m_told));
        QCOMPARE(on.pending().changed.size(), 1);
        on.save();
        QVERIFY2(on.pending().isEmpty(), qPrintable(on.pending().refusal));
        const QString columnName = column == 2 ? u"v"_s : u"raw"_s;
        QVERIFY(stored(file, u"t"_s, columnName, row + 1) == content);
        QCOMPARE(
            file.rows(u"SELECT typeof(%1) FROM t WHERE id = %2"_s.arg(columnName, QString::number(row + 1))),
            QStringList{column == 2 ? u"text"_s : u"blob"_s});
    }

    void aFileThatIsNoTextDoesNotReplaceOne()
    {
        const ScratchDatabase file(kMiddle);
        const QString name = file.folder() + u"/value.bin"_s;
        QFile given(name);
        QVERIFY(given.open(QIODevice::WriteOnly) && given.write("a\xff") == 2);
        given.close();
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 0, 2);
        chooseFile(on, page, u"Replace From File…"_s, name);
        QVERIFY2(m_told.contains(u"is no text in UTF-8"_s), qPrintable(m_told));
        QVERIFY(on.pending().isEmpty());
    }
};

QTEST_MAIN(LargeCellsTest)
#include "tst_largecells.moc"
