#include "core/models/pythontext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::models;
using relata::base::Value;

class PythonTextTest : public QObject
{
    Q_OBJECT

private slots:
    void aTextIsWrittenSoThatPythonReadsTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("plain") << u"user.id"_s << u"'user.id'"_s;
        QTest::newRow("apostrophe") << u"O'Hara"_s << u"\"O'Hara\""_s;
        QTest::newRow("both quotes") << u"'\""_s << u"'\\'\"'"_s;
        QTest::newRow("backslash") << u"a\\b"_s << u"'a\\\\b'"_s;
        QTest::newRow("lines") << u"a\r\n\tb"_s << u"'a\\r\\n\\tb'"_s;
        QTest::newRow("NUL") << QString(QChar(0)) << u"'\\x00'"_s;
        QTest::newRow("letters") << u"Größe 数 😀"_s << u"'Größe 数 😀'"_s;
        QTest::newRow("written backwards") << QString(QChar(0x202e)) << u"'\\u202e'"_s;
        QTest::newRow("half a letter") << QString(QChar(0xd83d)) << u"'\\ud83d'"_s;
    }
    void aTextIsWrittenSoThatPythonReadsTheSame()
    {
        QFETCH(QString, text);
        QTEST(literal(text), "written");
    }

    void valuesAreWrittenAsPythonsOwn()
    {
        QCOMPARE(literal(Value()), u"None"_s);
        QCOMPARE(literal(Value::integer(-5)), u"-5"_s);
        QCOMPARE(literal(Value::real(1)), u"1.0"_s);
        QCOMPARE(literal(Value::real(0.1)), u"0.1"_s);
        QCOMPARE(literal(Value::text(u"a"_s)), u"'a'"_s);
        QCOMPARE(literal(Value::blob(QByteArray("a'\x00\xff", 4))), u"b'a\\x27\\x00\\xff'"_s);
    }

    void aCommentStaysOnItsLine()
    {
        QCOMPARE(commentText(u"a\nimport os # b"_s), u"a import os # b"_s);
        QCOMPARE(commentText(u"a"_s + QChar(0x2028) + QChar(0x85) + u"b"_s), u"a  b"_s);
    }

    void onlyWhatStaysTheSameToTheLetterIsAName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isName");
        QTest::addColumn<QString>("made");
        QTest::newRow("plain") << u"user_id"_s << true << u"user_id"_s;
        QTest::newRow("umlaut") << u"Größe"_s << true << u"Größe"_s;
        QTest::newRow("space") << u"unit price"_s << false << u"unit_price"_s;
        QTest::newRow("digit") << u"2fa"_s << false << u"_2fa"_s;
        QTest::newRow("nothing") << QString() << false << u"_"_s;
        QTest::newRow("ligature") << u"ﬁn"_s << false << u"fin"_s;
        QTest::newRow("keyword") << u"class"_s << true << u"class_"_s;
        QTest::newRow("no keyword in capitals") << u"CLASS"_s << true << u"CLASS"_s;
        QTest::newRow("private") << u"__secret"_s << true << u"_secret"_s;
    }
    void onlyWhatStaysTheSameToTheLetterIsAName()
    {
        QFETCH(QString, text);
        QTEST(isIdentifier(text), "isName");
        QTEST(identifierFrom(text), "made");
    }

    void aCallTakesAsManyLinesAsItNeeds()
    {
        QCOMPARE(callLines(u"a = f("_s, {u"b"_s, u"c=1"_s}, 4), QStringList{u"    a = f(b, c=1)"_s});
        const QString wide(70, u'x');
        QCOMPARE(callLines(u"a_long_name = f("_s, {wide, u"c=1"_s}, 4),
                 (QStringList{u"    a_long_name = f("_s, u"        "_s + wide + u", c=1"_s, u"    )"_s}));
        QCOMPARE(callLines(u"a = f("_s, {wide, wide}, 0),
                 (QStringList{u"a = f("_s, u"    "_s + wide + u',', u"    "_s + wide + u',', u")"_s}));
        QCOMPARE(callLines(u"a = f("_s, {wide, u"b=g('(', \"'\", [1, 2], "_s + wide + u')'}, 0),
                 (QStringList{u"a = f("_s, u"    "_s + wide + u',', u"    b=g("_s, u"        '(',"_s,
                              u"        \"'\","_s, u"        [1, 2],"_s, u"        "_s + wide + u',',
                              u"    ),"_s, u")"_s}));
    }
};

QTEST_APPLESS_MAIN(PythonTextTest)
#include "tst_pythontext.moc"
