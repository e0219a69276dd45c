#include "core/models/columntypes.h"
#include "core/models/sqltext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::models;
using relata::schema::Column;

class ColumnTypesTest : public QObject
{
    Q_OBJECT

private slots:
    void aDeclaredTypeBecomesSqlalchemysOrStaysAsItIs_data()
    {
        QTest::addColumn<QString>("declared");
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("annotation");
        const auto row = [](const char *declared, const char *expression, const char *annotation) {
            QTest::newRow(declared) << QString::fromLatin1(declared) << QString::fromLatin1(expression)
                                    << QString::fromLatin1(annotation);
        };
        row("INTEGER", "db.Integer", "int");
        row("int(11) unsigned", "db.Integer", "int");
        row("BIG INT", "db.BigInteger", "int");
        row("VARCHAR(80)", "db.String(80)", "str");
        row("character varying ( 255 )", "db.String(255)", "str");
        row("NVARCHAR(MAX)", "db.String", "str");
        row("CHAR(2)", "db.CHAR(2)", "str");
        row("LONGVARCHAR", "db.Text", "str");
        row("DECIMAL(10, 2)", "db.Numeric(10, 2, asdecimal=False)", "float");
        row("numeric", "db.Numeric(asdecimal=False)", "float");
        row("DOUBLE PRECISION", "db.Float", "float");
        row("boolean", "db.Boolean", "bool");
        row("DATE", "db.Date", "datetime.date");
        row("DATETIME", "db.DateTime", "datetime.datetime");
        row("timestamp with time zone", "db.DateTime(timezone=True)", "datetime.datetime");
        row("BLOB", "db.LargeBinary", "bytes");
        row("JSON", "db.JSON", "Any");
        row("", "DeclaredType()", "Any");
        row("MONEY", "DeclaredType('MONEY')", "Any");
        // SQLite keeps texts in such a column, though it is called a BLOB.
        row("BLOB SUB_TYPE TEXT", "DeclaredType('BLOB SUB_TYPE TEXT')", "Any");
    }
    void aDeclaredTypeBecomesSqlalchemysOrStaysAsItIs()
    {
        QFETCH(QString, declared);
        const ColumnType type = columnType(Column{u"c"_s, declared, true, {}}, u"sqlite"_s);
        QTEST(type.expression, "expression");
        QTEST(type.annotation, "annotation");
    }

    void decimalNumbersStayDecimalWhereTheEngineHasThem()
    {
        const ColumnType type = columnType(Column{u"c"_s, u"DECIMAL(10,2)"_s, true, {}}, u"postgresql"_s);
        QCOMPARE(type.expression, u"db.Numeric(10, 2)"_s);
        QCOMPARE(type.annotation, u"decimal.Decimal"_s);
    }

    void onlyTextsHaveACollation()
    {
        Column column{u"c"_s, u"VARCHAR(80)"_s, true, {}};
        column.collation = u"NOCASE"_s;
        QCOMPARE(columnType(column, u"sqlite"_s).expression, u"db.String(80, collation='NOCASE')"_s);
        column.type = u"INTEGER"_s;
        QCOMPARE(columnType(column, u"sqlite"_s).expression, u"db.Integer"_s);
    }

    void anAnnotationAloneIsEnoughForSqlalchemysOwnChoice()
    {
        const auto isImplied = [](const QString &type) {
            return columnType(Column{u"c"_s, type, true, {}}, u"sqlite"_s).isImplied;
        };
        QVERIFY(isImplied(u"INTEGER"_s) && isImplied(u"VARCHAR"_s) && isImplied(u"DATETIME"_s));
        QVERIFY(!isImplied(u"VARCHAR(80)"_s) && !isImplied(u"TEXT"_s) && !isImplied(u"BIGINT"_s));
        QVERIFY(!isImplied(u"NUMERIC"_s) && !isImplied(QString()));
    }

    void whatLooksLikeAParameterIsNone_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("written");
        QTest::newRow("number") << u"5"_s << u"db.text('5')"_s;
        QTest::newRow("text") << u"'a'"_s << u"db.text(\"'a'\")"_s;
        QTest::newRow("time") << u"'12:30'"_s << u"db.text(\"'12:30'\")"_s;
        QTest::newRow("parameter") << u"':a'"_s << u"db.text(\"'\\\\:a'\")"_s;
        QTest::newRow("expression") << u"datetime('now')"_s << u"db.text(\"(datetime('now'))\")"_s;
        QTest::newRow("NULL") << u"null"_s << QString();
    }
    void whatLooksLikeAParameterIsNone()
    {
        QFETCH(QString, value);
        QTEST(serverDefault(Column{u"c"_s, u"TEXT"_s, true, value}), "written");
    }
};

QTEST_APPLESS_MAIN(ColumnTypesTest)
#include "tst_columntypes.moc"
