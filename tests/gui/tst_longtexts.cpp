#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/celltextarea.h"
#include "ui/browser/celltextedit.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;
using ui::CellTextArea;
using ui::CellTextEdit;

/// Texts that are long, have lines, or are no UTF-8, edited in the window.
class LongTextsTest : public QObject
{
    Q_OBJECT

    static CellTextEdit *open(BrowsingWindow &on, BrowserPage &page, int row, int column)
    {
        on.clickCell(page, row, column);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        settle(*on.window.workspace()); // A large text is fetched first.
        return page.grid().findChild<CellTextEdit *>();
    }

    static ScratchDatabase fileWith(const QString &type, const QByteArray &text)
    {
        return ScratchDatabase(u"CREATE TABLE t(id INTEGER PRIMARY KEY, v %1, note TEXT);"
                               "INSERT INTO t VALUES(1, CAST(x'%2' AS TEXT), 'n'),(2, 'short', 'n')"_s.arg(
                                   type, QString::fromLatin1(text.toHex())));
    }

    static QByteArray stored(const ScratchDatabase &file)
    {
        const QStringList rows = file.rows(u"SELECT typeof(v) || hex(v) FROM t WHERE id = 1"_s);
        return rows.value(0).startsWith(u"text"_s) ? QByteArray::fromHex(rows[0].mid(4).toLatin1())
                                                   : QByteArray();
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"longtexts"_s); }

    void aLineThatIsLongerThanItsCellHasTheRoomBesideIt()
    {
        const QByteArray line = QByteArray("words ").repeated(25);
        const ScratchDatabase file = fileWith(u"TEXT"_s, line);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        page.grid().setColumnWidth(1, 90);
        QVERIFY(!open(on, page, 0, 1));
        const auto *editor = page.grid().findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(editor);
        QVERIFY(editor->width() > 400);
        QVERIFY(editor->geometry().right() < page.grid().viewport()->width());
        // F2 has selected it all: a new line replaces nothing of it.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::AltModifier);
        auto *large = page.grid().findChild<CellTextEdit *>();
        QVERIFY(large);
        QCOMPARE(large->area().text().bytes(), QByteArray(line + '\n'));
    }

    void aTextOfAnyLengthIsStoredAsItWasEdited_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("length");
        for (const QString &type : {u"TEXT"_s, u""_s, u"NUMERIC"_s}) {
            for (const int length : {0, 1, 199, 200, 201, 32766, 32767, 32768, 1'000'000})
                QTest::addRow("%d in %s", length, qPrintable(type)) << type << length;
        }
    }
    void aTextOfAnyLengthIsStoredAsItWasEdited()
    {
        QFETCH(QString, type);
        QFETCH(int, length);
        const QByteArray text = QByteArray("words \xc3\xa9 ").repeated(length / 9 + 1).left(length);
        const QByteArray whole = text.isValidUtf8() ? text : text.chopped(1) + 'x';
        const ScratchDatabase file = fileWith(type, whole);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        CellTextEdit *large = open(on, page, 0, 1);
        QCOMPARE(large != nullptr, QString::fromUtf8(whole).size() > 200);
        QWidget *editor = QApplication::focusWidget();
        QTest::keyClick(editor, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(editor, 'k');
        QTest::keyClick(editor, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        settle(*on.window.workspace());
        QVERIFY(!page.grid().isEditing());
        on.save();
        QVERIFY(stored(file) == (whole + 'k').mid(1));
    }

    void linesAndOddCharactersStayWhereOneIsEdited_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("CRLF") << QByteArray("line1\r\nline2\ttab\r\n");
        QTest::newRow("CR") << QByteArray("old mac\rline");
        QTest::newRow("separators") << QByteArray("para\xe2\x80\xa8sep\xc2\x85nel\xc2\xa0nbsp");
        QTest::newRow("no UTF-8") << QByteArray("a\xff\xfez");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                       "a");
        QTest::newRow("no-break space") << QByteArray("a\xc2\xa0z");
    }
    void linesAndOddCharactersStayWhereOneIsEdited()
    {
        QFETCH(QByteArray, text);
        const ScratchDatabase file = fileWith(u"TEXT"_s, text);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        open(on, page, 0, 1);
        QWidget *editor = QApplication::focusWidget();
        QTest::keyClick(editor, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(editor, 'k');
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        on.save();
        QCOMPARE(stored(file), text + 'k');
    }

    void aLineIsTypedIntoAShortText()
    {
        const ScratchDatabase file = fileWith(u"TEXT"_s, "x");
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        QCOMPARE(open(on, page, 0, 1), nullptr);
        QTest::keyClicks(QApplication::focusWidget(), u"one"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::AltModifier);
        auto *area = qobject_cast<CellTextArea *>(QApplication::focusWidget());
        QVERIFY(area);
        QTest::keyClicks(area, u"two"_s);
        QTest::keyClick(area, Qt::Key_Return, Qt::ControlModifier);
        on.save();
        QCOMPARE(stored(file), QByteArray("one\ntwo"));
    }

    void linesArePastedIntoAShortText()
    {
        const ScratchDatabase file = fileWith(u"TEXT"_s, "x");
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        open(on, page, 0, 1);
        const QString pasted = u"a\r\nb"_s + QString(40'000, u'y');
        QApplication::clipboard()->setText(pasted);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(QApplication::focusWidget(), 'k');
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        on.save();
        QCOMPARE(stored(file), (pasted + u'k').toUtf8());
    }

    void savingTakesWhatIsTypedInLines()
    {
        const ScratchDatabase file = fileWith(u"TEXT"_s, "a\nb");
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        CellTextEdit *editor = open(on, page, 0, 1);
        QVERIFY(editor);
        QTest::keyClick(&editor->area(), 'k');
        QTest::keyClick(&editor->area(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(stored(file).size(), 4);
    }

    void clickingElsewhereKeepsWhatIsTypedAndEscapeGivesItUp()
    {
        const ScratchDatabase file = fileWith(u"TEXT"_s, "a\nb");
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        CellTextEdit *editor = open(on, page, 0, 1);
        QTest::keyClick(&editor->area(), 'k');
        QTest::keyClick(&editor->area(), Qt::Key_Escape);
        settle(*on.window.workspace());
        QVERIFY(!page.grid().isEditing() && on.pending().isEmpty());
        editor = open(on, page, 0, 1);
        QTest::keyClick(&editor->area(), Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(&editor->area(), 'k');
        page.setFocus();
        page.findChild<QLineEdit *>(u"rowFilter"_s)->setFocus();
        settle(*on.window.workspace());
        QVERIFY(!page.grid().isEditing());
        QCOMPARE(page.rows().valueAt(page.rows().index(0, 1)).toText(), u"a\nbk"_s);
    }

    void lookingChangesNothing()
    {
        const ScratchDatabase file = fileWith(u"TEXT"_s, "a\r\nb\xff");
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        CellTextEdit *editor = open(on, page, 0, 1);
        QTest::keyClick(&editor->area(), Qt::Key_Return, Qt::ControlModifier);
        settle(*on.window.workspace());
        QVERIFY(!page.grid().isEditing());
        QVERIFY(on.pending().isEmpty());
    }

    void theEditorCanBeEnlarged()
    {
        const ScratchDatabase file = fileWith(u"TEXT"_s, "a\nb");
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        CellTextEdit *editor = open(on, page, 0, 1);
        const QSize small = editor->size();
        QTest::keyClick(&editor->area(), Qt::Key_F11);
        QVERIFY(editor->width() > page.grid().viewport()->width() - 20);
        QVERIFY(editor->height() > page.grid().viewport()->height() - 20);
        QTest::keyClick(&editor->area(), Qt::Key_F11);
        QCOMPARE(editor->size(), small);
    }

    void aTextThatNoEditorHoldsIsRefusedInWords()
    {
        const ScratchDatabase file = fileWith(u"TEXT"_s, QByteArray(3'000'000, 'x') + "END");
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        QCOMPARE(open(on, page, 0, 1), nullptr);
        QVERIFY(!page.grid().isEditing());
        auto *hint = page.grid().findChild<ui::CellHint *>();
        QVERIFY2(hint->words().contains(u"3,000,003 characters"_s), qPrintable(hint->words()));
        QVERIFY2(hint->words().contains(u"Replace From File…"_s), qPrintable(hint->words()));
        QTest::keyClick(&page.grid(), 'k');
        settle(*on.window.workspace());
        QVERIFY(!page.grid().isEditing());
        settle(*on.window.workspace());
        QVERIFY(on.pending().isEmpty());
    }
};

QTEST_MAIN(LongTextsTest)
#include "tst_longtexts.moc"
