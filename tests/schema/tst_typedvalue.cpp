#include "core/schema/typedvalue.h"
#include "tests/support/scratchdatabase.h"
#include "tests/support/typedtable.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using tests::ScratchDatabase;

/// What is typed over a cell: the table of core/base/README.md, row by row, and what SQLite makes of it.
class TypedValueTest : public QObject
{
    Q_OBJECT

    static Value valueOf(const QString &literal)
    {
        if (literal == "NULL"_L1)
            return {};
        if (literal.startsWith(u'\''))
            return Value::text(literal.mid(1, literal.size() - 2));
        if (literal.startsWith(u'x'))
            return Value::blob(QByteArray::fromHex(literal.mid(2, literal.size() - 3).toLatin1()));
        return literal.contains(u'.') ? Value::real(literal.toDouble())
                                      : Value::integer(literal.toLongLong());
    }

private slots:
    void everyRowOfTheTableIsStoredAsItSays_data()
    {
        QTest::addColumn<QString>("held");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        for (const tests::TypedRow &row : tests::typedTable()) {
            const QStringList types = tests::typesOf(row.affinity);
            const QStringList held = tests::literalsOf(row.held);
            QVERIFY2(!types.isEmpty() && !held.isEmpty(), qPrintable(row.held + u' ' + row.affinity));
            for (const QString &type : types) {
                for (const QString &literal : held)
                    QTest::addRow("%s in %s, typed '%s'", qPrintable(literal), qPrintable(type),
                                  qPrintable(row.typed))
                        << literal << type << row.typed << row.stored;
            }
        }
    }
    void everyRowOfTheTableIsStoredAsItSays()
    {
        QFETCH(QString, held);
        QFETCH(QString, type);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const Value before = valueOf(held);
        if (stored == "refused"_L1) {
            QVERIFY(!schema::isTypedOver(before));
            return;
        }
        QVERIFY(schema::isTypedOver(before));
        const ScratchDatabase file(
            u"PRAGMA synchronous = OFF; CREATE TABLE t(c %1, free); INSERT INTO t VALUES(%2, %3)"_s.arg(
                type, held, stored));
        const Value now = schema::valueOfText(typed.toUtf8(), type, before);
        file.run(u"PRAGMA synchronous = OFF; UPDATE t SET c = "_s + now.toSql());
        // What the cell shows while it waits is what is stored then.
        const QString own = now.toSql();
        QCOMPARE(file.rows(u"SELECT typeof(c), quote(c) FROM t"_s),
                 file.rows(u"SELECT typeof(free), quote(free) FROM t"_s));
        QCOMPARE(file.rows(u"SELECT typeof(c), quote(c) FROM t"_s),
                 file.rows(u"SELECT typeof(%1), quote(%1)"_s.arg(own)));
    }

    void textsAreKeptByteByByte()
    {
        const QByteArray odd("caf\xff\xe9\0x", 7);
        QCOMPARE(schema::valueOfText(odd, u"TEXT"_s, {}), Value::utf8(odd));
        QCOMPARE(schema::valueOfText(odd, u"INTEGER"_s, Value::integer(1)), Value::utf8(odd));
        // A blank that SQLite does not pass over makes no number.
        QCOMPARE(schema::valueOfText(u"\u00a05"_s.toUtf8(), u"INTEGER"_s, {}), Value::text(u"\u00a05"_s));
    }

    void aValueOfAnotherClassThanTheColumnsDoesNotFit_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("literal");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *type, const char *literal, bool fits) {
            QTest::addRow("%s in %s", literal, type)
                << QString::fromLatin1(type) << QString::fromLatin1(literal) << fits;
        };
        row("REAL", "'5,5'", false);
        row("REAL", "5.5", true);
        row("REAL", "5", true);
        row("INTEGER", "'x'", false);
        row("INTEGER", "1.5", false);
        row("INTEGER", "1", true);
        row("INTEGER", "NULL", true);
        row("BOOLEAN", "'yes'", false);
        row("BOOLEAN", "1", true);
        row("DECIMAL(10,2)", "'x'", false);
        row("DATE", "'2024-01-31'", true);
        row("JSON", "'{}'", true);
        row("TEXT", "'x'", true);
        row("TEXT", "x'00'", false);
        row("DATE", "x'00'", false);
        row("BLOB", "'x'", true);
        row("", "1", true);
    }
    void aValueOfAnotherClassThanTheColumnsDoesNotFit()
    {
        QFETCH(QString, type);
        QFETCH(QString, literal);
        QFETCH(bool, fits);
        QCOMPARE(schema::fitsType(valueOf(literal), type), fits);
    }
};

QTEST_APPLESS_MAIN(TypedValueTest)
#include "tst_typedvalue.moc"
