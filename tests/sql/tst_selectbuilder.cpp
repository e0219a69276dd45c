#include "core/sql/rowwriter.h"
#include "core/sql/selectbuilder.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::PageRequest;
using base::Value;
using base::Values;
using schema::Table;

namespace {

Table tableOf(const QString &name, const QStringList &columns, const QStringList &key)
{
    Table table;
    table.name = name;
    for (const QString &column : columns)
        table.columns += schema::Column{column, {}, !key.contains(column), {}, schema::Generated::No};
    table.primaryKey = key;
    table.rowidName = u"rowid"_s;
    return table;
}

QString show(const sql::Statement &statement)
{
    QStringList values;
    for (const Value &value : statement.values)
        values += value.toSql();
    return statement.text + u" | "_s + values.join(u", "_s);
}

} // namespace

class SelectBuilderTest : public QObject
{
    Q_OBJECT

private slots:
    void aFirstPageHasTheKeysOrderAndOneRowMore()
    {
        const Table table = tableOf(u"t"_s, {u"id"_s, u"v"_s}, {u"id"_s});
        PageRequest request;
        request.limit = 200;
        QCOMPARE(show(sql::selectPage(table, request, nullptr, {})),
                 uR"(SELECT "t"."id", "t"."v" FROM "t" ORDER BY "t"."id" LIMIT 201 | )"_s);
    }

    void aLaterPageContinuesAfterTheLastRow()
    {
        const Table table = tableOf(u"t"_s, {u"id"_s, u"v"_s}, {u"id"_s});
        PageRequest request;
        request.limit = 10;
        request.after = {{u"t"_s, {Value::integer(7)}, 0}, {Value::integer(7), Value()}};
        QCOMPARE(
            show(sql::selectPage(table, request, nullptr, {})),
            uR"(SELECT "t"."id", "t"."v" FROM "t" WHERE ("t"."id" > ?) ORDER BY "t"."id" LIMIT 11 | 7)"_s);
        request.sortColumn = u"v"_s;
        QCOMPARE(
            show(sql::selectPage(table, request, nullptr, {})),
            uR"(SELECT "t"."id", "t"."v" FROM "t" WHERE ("t"."v" IS NOT NULL OR "t"."v" IS ? AND "t"."id" > ?) )"_s +
                uR"(ORDER BY "t"."v", "t"."id" LIMIT 11 | NULL, 7)"_s);
        request.sortOrder = Qt::DescendingOrder;
        request.after.values[1] = Value::text(u"x"_s);
        QCOMPARE(
            show(sql::selectPage(table, request, nullptr, {})),
            uR"(SELECT "t"."id", "t"."v" FROM "t" WHERE (("t"."v" < ? OR "t"."v" IS NULL) OR "t"."v" IS ? AND "t"."id" < ?) )"_s +
                uR"(ORDER BY "t"."v" DESC, "t"."id" DESC LIMIT 11 | 'x', 'x', 7)"_s);
    }

    void rowsWithoutATrustedKeyAreOrderedByRowid()
    {
        Table table = tableOf(u"t"_s, {u"a"_s, u"rowid"_s}, {});
        table.rowidName = u"_rowid_"_s;
        QCOMPARE(
            show(sql::selectPage(table, {}, nullptr, {})),
            uR"(SELECT "t"."a", "t"."rowid", "t"."_rowid_" FROM "t" ORDER BY "t"."_rowid_" LIMIT 201 | )"_s);
    }

    void everyNameIsQuotedAndNoValueIsWritten_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name :
             {u"a b"_s, u"a\"b"_s, u"a'b"_s, u"select"_s, u"a.b"_s, u"a-b"_s, u"a`b"_s, u"a\nb"_s,
              u"x FROM y"_s, u"?"_s, u":a"_s, u"[x]"_s, u"ä"_s, u"%1"_s, u"--"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyNameIsQuotedAndNoValueIsWritten()
    {
        QFETCH(QString, name);
        const QString quoted = u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
        const Table table = tableOf(name, {name, u"v"_s}, {name});
        PageRequest request;
        request.filter = u"'; DROP TABLE x; --"_s;
        request.sortColumn = u"v"_s;
        const sql::Statement page = sql::selectPage(table, request, nullptr, {});
        QVERIFY(page.text.contains(quoted + u'.' + quoted));
        QVERIFY(!page.text.contains(u"DROP"_s));
        QCOMPARE(sql::deleteRow(table, {name, {Value::text(u"k'"_s)}, 0}).text,
                 u"DELETE FROM %1 WHERE %1 = ?"_s.replace(u"%1"_s, quoted));
        const sql::Statement insert = sql::insertRow(table, {{0, Value::text(u"k'"_s)}});
        QCOMPARE(insert.text, QString(u"INSERT INTO # (#) VALUES (?) RETURNING #"_s).replace(u"#"_s, quoted));
        const sql::Statement update =
            sql::updateRow(table, {name, {Value::integer(1)}, 0}, {{1, {Value(), Value::text(u""_s)}}});
        QCOMPARE(update.text,
                 QString(u"UPDATE # SET \"v\" = ? WHERE # = ? AND \"v\" IS ?"_s).replace(u"#"_s, quoted));
        QCOMPARE(update.values, Values({Value::text(u""_s), Value::integer(1), Value()}));
    }

    void aRowOfDefaultsIsInserted()
    {
        const Table table = tableOf(u"t"_s, {u"id"_s}, {u"id"_s});
        QCOMPARE(sql::insertRow(table, {}).text, uR"(INSERT INTO "t" DEFAULT VALUES RETURNING "id")"_s);
    }

    void aTextThatIsNotUtf8IsBoundAsItIs()
    {
        const Table table = tableOf(u"t"_s, {u"a"_s, u"b"_s}, {u"a"_s});
        const Value latin = Value::utf8("M\xfcll");
        const sql::Statement insert = sql::insertRow(table, {{1, latin}});
        QCOMPARE(insert.text, uR"(INSERT INTO "t" ("b") VALUES (?) RETURNING "a")"_s);
        QCOMPARE(insert.values, Values{latin});
    }

    void tuplesAreNumbered()
    {
        const Table table = tableOf(u"t"_s, {u"a"_s, u"b"_s, u"n"_s}, {u"a"_s, u"b"_s});
        const QList<Values> tuples = {{Value::integer(1), Value::text(u"x"_s)},
                                      {Value::integer(2), Value::text(u"y"_s)}};
        QCOMPARE(
            show(sql::selectByValues(table, {u"n"_s}, {u"a"_s, u"b"_s}, tuples)),
            uR"(SELECT "t"."n" FROM "t" WHERE ("t"."a", "t"."b") IN (VALUES (?, ?), (?, ?)) | 1, 'x', 2, 'y')"_s);
        QCOMPARE(
            show(sql::selectMatches(table, {u"n"_s}, {u"a"_s, u"b"_s}, tuples)),
            uR"(WITH _wanted(n, v0, v1) AS (VALUES (0, ?, ?), (1, ?, ?)) SELECT _wanted.n, "t"."n" FROM _wanted )"_s +
                uR"(JOIN "t" ON "t"."a" = _wanted.v0 AND "t"."b" = _wanted.v1 | 1, 'x', 2, 'y')"_s);
    }
};

QTEST_APPLESS_MAIN(SelectBuilderTest)
#include "tst_selectbuilder.moc"
