#include "core/base/cutsink.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace relata::base;

namespace {

CellView textView(const QByteArray &bytes)
{
    return CellView::ofBytes(Value::Type::Text, bytes);
}

} // namespace

/// Large values of which only the beginning is known.
class CutValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void aTextIsCutAfterAWholeCharacter_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("most");
        QTest::addColumn<QByteArray>("beginning");
        QTest::newRow("letters") << QByteArray("abcdef") << 3 << QByteArray("abc");
        QTest::newRow("two bytes") << QByteArray("ab\xc3\xa9z") << 3 << QByteArray("ab");
        QTest::newRow("behind two bytes") << QByteArray("ab\xc3\xa9z") << 4 << QByteArray("ab\xc3\xa9");
        QTest::newRow("three bytes") << QByteArray("a\xe2\x82\xacz") << 3 << QByteArray("a");
        QTest::newRow("four bytes") << QByteArray("\xf0\x9f\x98\x80zz") << 3 << QByteArray();
        QTest::newRow("no UTF-8") << QByteArray("a\x80\x80\x80\x80\x80z") << 5
                                  << QByteArray("a\x80\x80\x80\x80");
    }
    void aTextIsCutAfterAWholeCharacter()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, most);
        QFETCH(QByteArray, beginning);
        const Value cut = textView(text).cutTo(most).value();
        QVERIFY(cut.isCut());
        QCOMPARE(cut.beginning(), beginning);
        QCOMPARE(cut.wholeSize(), text.size());
    }

    void bytesAreCutAnywhere()
    {
        const QByteArray bytes("ab\xc3\xa9z");
        const Value cut = CellView::ofBytes(Value::Type::Blob, bytes).cutTo(3).value();
        QCOMPARE(cut.beginning(), bytes.left(3));
        QCOMPARE(cut.type(), Value::Type::Blob);
    }

    void whatIsCutAgainKeepsItsWholeSize()
    {
        const Value cut = Value::cut(Value::Type::Text, "abcdef", 1'000);
        QCOMPARE(CellView::of(cut).cutTo(3).value(), Value::cut(Value::Type::Text, "abc", 1'000));
        QCOMPARE(CellView::of(cut).cutTo(6).value(), cut);
    }

    void aBeginningIsNoValue()
    {
        const Value cut = Value::cut(Value::Type::Text, "abc", 6);
        QVERIFY(cut != Value::utf8("abc"));
        QVERIFY(cut != Value::utf8("abcdef"));
        QVERIFY(cut != Value::cut(Value::Type::Text, "abc", 7));
        QVERIFY(cut != Value::cut(Value::Type::Blob, "abc", 6));
        QCOMPARE(cut, Value::cut(Value::Type::Text, "abc", 6));
        QVERIFY(qHash(cut) != qHash(Value::utf8("abc")));
        QVERIFY(!Value::utf8("abc").isCut() && !Value().isCut() && !Value::integer(5).isCut());
    }

    void whatIsKnownIsCompared()
    {
        const Value cut = Value::cut(Value::Type::Text, "abc", 6);
        QVERIFY(cut.agreesWith(Value::utf8("abcdef")));
        QVERIFY(Value::utf8("abcdef").agreesWith(cut));
        QVERIFY(cut.agreesWith(Value::cut(Value::Type::Text, "ab", 6)));
        QVERIFY(!cut.agreesWith(Value::utf8("abcdefg")));
        QVERIFY(!cut.agreesWith(Value::utf8("abXdef")));
        QVERIFY(!cut.agreesWith(Value::blob("abcdef")));
        QVERIFY(!cut.agreesWith(Value::utf8("abc")));
        QVERIFY(!Value::utf8("ab").agreesWith(Value::utf8("ac")));
        QVERIFY(Value::real(1.5).agreesWith(Value::real(1.5)));
        QVERIFY(!Value::real(1).agreesWith(Value::integer(1)));
        QVERIFY(Value().agreesWith(Value()));
    }

    void itsSizeIsSaidAndItsWordsAreNoSql()
    {
        QLocale::setDefault(QLocale::c());
        const Value text = Value::cut(Value::Type::Text, "Lorem ipsum", 10'000'000);
        QCOMPARE(text.toDisplay(), u"Lorem ipsum… (10.0 MB)"_s);
        QCOMPARE(text.toSql(), u"'Lorem ipsum'… (10.0 MB)"_s);
        QCOMPARE(text.toText(), u"Lorem ipsum…"_s);
        const Value blob = Value::cut(Value::Type::Blob, QByteArray("\0\xff", 2), 2'500'000);
        QCOMPARE(blob.toDisplay(), u"x'00ff'… (2.5 MB)"_s);
        QCOMPARE(blob.toSql(), u"x'00ff'… (2.5 MB)"_s);
    }

    void aLargeValueIsShortened()
    {
        const QByteArray bytes(CellView::kLargest + 1, 'x');
        QCOMPARE(Value::utf8(bytes).shortened(),
                 Value::cut(Value::Type::Text, bytes.left(CellView::kBeginning), bytes.size()));
        QCOMPARE(Value::utf8(bytes.chopped(1)).shortened(), Value::utf8(bytes.chopped(1)));
        QCOMPARE(Value::integer(5).shortened(), Value::integer(5));
    }

    void aPageKeepsThatACellIsCut()
    {
        RowPage page(2);
        page.appendValue(0, Value::cut(Value::Type::Blob, "abc", 3'000'000'000));
        page.appendValue(1, Value::utf8("abc"));
        page.endRow();
        QCOMPARE(page.value(0, 0), Value::cut(Value::Type::Blob, "abc", 3'000'000'000));
        QVERIFY(page.cell(0, 0).isCut());
        QCOMPARE(page.value(0, 1), Value::utf8("abc"));
    }

    void aPageIsBoundedWhateverItsRowsHold_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {100, 1'000, 20'000, 65'536, 65'537, 10'000'000})
            QTest::addRow("%d bytes", size) << size;
    }
    void aPageIsBoundedWhateverItsRowsHold()
    {
        QFETCH(int, size);
        const QByteArray bytes(size, 'x');
        const std::array cells = {CellView::ofInteger(1), textView(bytes), textView(bytes), textView(bytes)};
        CutSink sink({});
        sink.begin(int(cells.size()));
        for (int row = 0; row < 200; ++row)
            sink.row(cells);
        QVERIFY2(sink.page.byteCount() < 9'000'000, qPrintable(QString::number(sink.page.byteCount())));
        QCOMPARE(sink.page.cell(0, 1).isCut(), size > CellView::kLargest);
        QCOMPARE(sink.page.value(199, 3).wholeSize(), size);
        if (size <= 1'000)
            QVERIFY(!sink.page.cell(199, 3).isCut());
    }

    void moreRowsMayHoldMore()
    {
        const QByteArray bytes(10'000, 'x');
        const std::array cells = {textView(bytes)};
        CutSink sink({});
        sink.begin(1);
        for (int row = 0; row < 2'000; ++row)
            sink.row(cells);
        QVERIFY(!sink.page.cell(1'999, 0).isCut()); // As it would be in ten pages of 200 rows.
    }

    void whatLeadsToRowsStaysWhole()
    {
        const QByteArray large(CellView::kLargest, 'x');
        const QByteArray larger = large + 'x';
        using Keep = CellAllowance::Keep;
        CutSink sink({Keep::Whole, Keep::Links, Keep::Links, Keep::Beginning});
        sink.begin(4);
        const std::array cells = {textView(larger), textView(large), textView(larger), textView(large)};
        for (int row = 0; row < 199; ++row)
            sink.row(cells);
        QVERIFY(!sink.page.cell(198, 0).isCut());
        QVERIFY(!sink.page.cell(198, 1).isCut());
        QVERIFY(sink.page.cell(198, 2).isCut());
        QVERIFY(sink.page.cell(198, 3).isCut());
    }
};

QTEST_APPLESS_MAIN(CutValuesTest)
#include "tst_cutvalues.moc"
