#include "ui/browser/celltextarea.h"

#include <QApplication>
#include <QClipboard>
#include <QRandomGenerator>
#include <QTest>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata;
using ui::CellTextArea;
using ui::ShownText;

/// The multi-line editor of a cell: what nobody touches stays as it was, byte by byte.
class CellTextAreaTest : public QObject
{
    Q_OBJECT

    static inline const QList<QByteArray> m_pieces = {"a",
                                                      "b ",
                                                      "\n",
                                                      "\r\n",
                                                      "\r",
                                                      "\t",
                                                      "\xe2\x80\xa8",
                                                      "\xe2\x80\xa9",
                                                      "\xc2\xa0",
                                                      "\xc2\x85",
                                                      "\xc3\xa9",
                                                      "\xf0\x9f\x98\x80",
                                                      "\xff",
                                                      "\xe2\x82",
                                                      "\xed\xa0\x80",
                                                      QByteArray(1, '\0'),
                                                      "\xef\xb7\x90",
                                                      "\xef\xbf\xbc",
                                                      "\xef\xbb\xbf",
                                                      "\xcc\x81",
                                                      "long words and more "};

    static QByteArray randomText(QRandomGenerator &random, qsizetype length)
    {
        QByteArray text;
        // Half of the texts are mostly one long line.
        const bool isPlain = random.bounded(2) == 0;
        while (text.size() < length)
            text += isPlain && random.bounded(200) > 0 ? "x" : m_pieces[random.bounded(m_pieces.size())];
        return text;
    }

    /// A position that is not within a character of two halves.
    static int placeIn(const QString &shown, QRandomGenerator &random)
    {
        const int place = random.bounded(int(shown.size()) + 1);
        const bool isWithin = place < shown.size() && place > 0 && shown[place].isLowSurrogate();
        return isWithin ? place - 1 : place;
    }

private slots:
    void theDocumentShowsWhatIsReckonedWith()
    {
        for (const QByteArray &piece : m_pieces) {
            for (const QByteArray &text : {piece, QByteArray("x" + piece + "y"), QByteArray(piece + piece)}) {
                CellTextArea area(text, nullptr);
                QCOMPARE(area.document()->toRawText(), area.text().now().shown());
                QCOMPARE(area.text().bytes(), text);
            }
        }
    }

    void onlyTheEditedCharacterChanges_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("edited");
        QTest::newRow("CRLF") << QByteArray("one\r\ntwo\tthree\r\n") << QByteArray("!one\r\ntwo\tthree\r\n!");
        QTest::newRow("CR") << QByteArray("one\rtwo") << QByteArray("!one\rtwo!");
        QTest::newRow("separators") << QByteArray("a\xe2\x80\xa8z\xc2\x85n\xc2\xa0q")
                                    << QByteArray("!a\xe2\x80\xa8z\xc2\x85n\xc2\xa0q!");
        QTest::newRow("no UTF-8") << QByteArray("a\xff\xfe") << QByteArray("!a\xff\xfe!");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("!a\0b!", 5);
        QTest::newRow("one long line") << QByteArray(100'000, 'x') << '!' + QByteArray(100'000, 'x') + '!';
        QTest::newRow("empty") << QByteArray() << QByteArray("!!");
    }
    void onlyTheEditedCharacterChanges()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, edited);
        CellTextArea area(text, nullptr);
        area.show();
        QVERIFY(!area.text().isChanged());
        QTest::keyClick(&area, '!');
        QTest::keyClick(&area, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(&area, '!');
        QVERIFY(area.text().bytes() == edited);
        QVERIFY(area.text().isChanged());
        QTest::keyClick(&area, Qt::Key_Backspace);
        QTest::keyClick(&area, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&area, Qt::Key_Delete);
        QVERIFY(area.text().bytes() == text);
        QVERIFY(!area.text().isChanged());
    }

    void enterMakesTheLineEndThatTheTextHas_data()
    {
        QTest::addColumn<QByteArray>("lineEnd");
        QTest::newRow("LF") << QByteArray("\n");
        QTest::newRow("CRLF") << QByteArray("\r\n");
        QTest::newRow("CR") << QByteArray("\r");
    }
    void enterMakesTheLineEndThatTheTextHas()
    {
        QFETCH(QByteArray, lineEnd);
        CellTextArea area("a" + lineEnd + "b", nullptr);
        QTest::keyClick(&area, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(&area, Qt::Key_Return);
        QTest::keyClick(&area, Qt::Key_Enter, Qt::ShiftModifier);
        QTest::keyClick(&area, 'c');
        QCOMPARE(area.text().bytes(), "a" + lineEnd + "b" + lineEnd + lineEnd + "c");
    }

    void ofTwoLineEndsTheTouchedOneGoes()
    {
        CellTextArea replaced("a\xe2\x80 k\xff\xfe", nullptr); // Typing what was there, over it and one more.
        QTest::keyClick(&replaced, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(&replaced, Qt::Key_Left);
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(&replaced, Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(&replaced, 'k');
        QCOMPARE(replaced.text().bytes(), QByteArray("a\xe2\x80 k\xfe"));
        CellTextArea area("a\r\n\nb", nullptr);
        QTest::keyClick(&area, Qt::Key_Right);
        QTest::keyClick(&area, Qt::Key_Delete);
        QCOMPARE(area.text().bytes(), QByteArray("a\nb"));
    }

    void whatIsPastedKeepsItsLineEnds()
    {
        CellTextArea area("a\nb", nullptr);
        QApplication::clipboard()->setText(u"1\r\n2\u2028"_s + QString(3000, u'x'));
        QTest::keyClick(&area, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(area.text().bytes(), "1\r\n2\xe2\x80\xa8" + QByteArray(3000, 'x') + "a\nb");
        QCOMPARE(area.document()->toRawText(), area.text().now().shown());
        for (QTextBlock block = area.document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.length() <= ShownText::kLongestLine + 2);
    }

    void whatIsCopiedHasTheTextsOwnLineEnds()
    {
        CellTextArea area("a\r\nb\xc2\xa0" + QByteArray(1500, 'x'), nullptr);
        area.selectAll();
        QTest::keyClick(&area, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"a\r\nb\u00a0"_s + QString(1500, u'x'));
    }

    void anyEditsAndTheirUndoingKeepWhatIsNotTouched()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (const qsizetype length :
             {0, 0, 1, 1, 3, 8, 20, 20, 199, 200, 201, 2000, 2000, 32766, 32767, 32768}) {
            const QByteArray original = randomText(random, length);
            CellTextArea area(original, nullptr);
            QCOMPARE(area.text().bytes(), original);
            QList<QByteArray> units;
            for (qsizetype i = 0; i < area.text().now().size(); ++i)
                units += area.text().now().mid(i, 1).bytes();
            const QByteArray first = original.contains('\n') || original.contains('\r') ? QByteArray() : "\n";
            for (int step = 0; step < 60; ++step) {
                const QString shown = area.text().now().shown();
                const int from = placeIn(shown, random);
                const int to = random.bounded(3) > 0 ? from : placeIn(shown, random);
                QTextCursor cursor = area.textCursor();
                cursor.setPosition(from);
                cursor.setPosition(to, QTextCursor::KeepAnchor);
                area.setTextCursor(cursor);
                const int start = qMin(from, to);
                units.remove(start, qMax(from, to) - start);
                if (from != to && random.bounded(2) == 0) {
                    QTest::keyClick(&area, Qt::Key_Delete);
                } else if (!first.isEmpty() && random.bounded(4) == 0) {
                    QTest::keyClick(&area, Qt::Key_Return);
                    units.insert(start, first);
                } else {
                    QTest::keyClick(&area, 'k');
                    units.insert(start, "k");
                }
                QVERIFY2(area.text().bytes() == units.join(),
                         qPrintable(u"seed %1, length %2, step %3"_s.arg(
                             QString::number(seed), QString::number(length), QString::number(step))));
                QCOMPARE(area.document()->toRawText(), area.text().now().shown());
            }
            const QByteArray last = area.text().bytes();
            while (area.text().canUndo())
                QTest::keyClick(&area, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(area.text().bytes() == original);
            QCOMPARE(area.document()->toRawText(), area.text().now().shown());
            while (area.text().canRedo())
                QTest::keyClick(&area, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY(area.text().bytes() == last);
        }
    }

    void aLongLineIsBrokenSoThatAKeyLaysOutLittle()
    {
        CellTextArea area(QByteArray(1'000'000, 'x'), nullptr);
        area.resize(460, 190);
        area.show();
        QCoreApplication::processEvents();
        for (int i = 0; i < 9; ++i) {
            QTextCursor cursor = area.textCursor();
            cursor.setPosition(i * 100'000);
            area.setTextCursor(cursor);
            QTest::keyClick(&area, 'k');
            int longest = 0;
            for (QTextBlock block = area.document()->begin(); block.isValid(); block = block.next())
                longest = qMax(longest, block.length());
            QVERIFY2(longest < 2000, qPrintable(QString::number(longest)));
        }
        QCOMPARE(area.text().bytes().count('k'), 9);
    }

    void whatTakesTooLongIsNotHeld()
    {
        QVERIFY(CellTextArea::canHold(QByteArray(2'000'000, 'x')));
        QVERIFY(!CellTextArea::canHold(QByteArray(2'000'001, 'x')));
        QVERIFY(CellTextArea::canHold(QByteArray("\xc3\xa9").repeated(2'000'000)));
    }
};

QTEST_MAIN(CellTextAreaTest)
#include "tst_celltextarea.moc"
