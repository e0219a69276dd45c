#include "core/schema/keptids.h"
#include "core/schema/linkplanner.h"
#include "core/schema/partids.h"
#include "core/schema/rowid.h"
#include "tests/schema/blog.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::schema;

namespace {

const QString kTables = u"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE CHECK (a <> ''), b TEXT); "
                        "CREATE INDEX i ON t (b)"_s;

Table tableOf(const QString &sql)
{
    return *tests::reflectedSql(sql).table(u"t"_s);
}

QList<int> columnNumbers(const Table &table)
{
    QList<int> numbers;
    for (const Column &column : table.columns)
        numbers += column.id.number;
    return numbers;
}

} // namespace

/// The ids of columns, constraints and indexes.
class PartIdsTest : public QObject
{
    Q_OBJECT

private slots:
    void aDatabasesPartsAreCounted()
    {
        const Table table = tableOf(kTables);
        QCOMPARE(columnNumbers(table), (QList<int>{1, 2, 3}));
        QCOMPARE(table.uniques.first().id.number, 1);
        QCOMPARE(table.checks.first().id.number, 2);
        QCOMPARE(table.indexes.first().id.number, 1);
    }

    void whatIsReadAgainKeepsItsIdsAndWhatIsNewTakesNone()
    {
        Schema before = tests::reflectedSql(kTables);
        before.tables.first().columns[1].id = {77};
        const Schema again =
            withIdsOf(tests::reflectedSql(u"CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT, c TEXT, "
                                          "A TEXT UNIQUE)"_s),
                      before);
        const QList<int> numbers = columnNumbers(again.tables.first());
        QCOMPARE(numbers[0], 1);
        QCOMPARE(numbers[1], 3);
        QCOMPARE(numbers[3], 77);
        QVERIFY(numbers[2] > 0 && numbers[2] != 1 && numbers[2] != 2 && numbers[2] != 3 && numbers[2] != 77);
    }

    void aChangeGivesItsNewPartsIds()
    {
        Schema schema = tests::reflectedSql(kTables);
        const base::TableId id = schema.tables.first().id;
        Table now = schema.tables.first();
        clearPartIds(now);
        now.columns.removeAt(2);
        now.indexes.clear();
        now.columns += Column{u"d"_s, u"TEXT"_s, true, {}};
        now.uniques += Unique{{u"d"_s}};
        SchemaChange change{u"x"_s,
                            {ChangeTable{id, now}, AddColumn{id, -1, Column{u"e"_s, u"TEXT"_s, true, {}}},
                             AddUnique{id, -1, {{u"e"_s}}},
                             ChangeColumn{id, u"a"_s, Column{u"f"_s, u"TEXT"_s, true, {}}}}};
        change = withPartIds(schema, change);
        const Schema before = schema;
        const auto back = applyChange(schema, change);
        QVERIFY(back);
        const Table &table = schema.tables.first();
        const QList<int> numbers = columnNumbers(table);
        QCOMPARE(numbers.first(2), (QList<int>{1, 2}));
        QCOMPARE(table.columns[1].name, u"f"_s);
        QSet<int> all(numbers.cbegin(), numbers.cend());
        QCOMPARE(all.size(), 4);
        QVERIFY(!all.contains(0) && !all.contains(3));
        QSet<int> constraints = {table.checks.first().id.number};
        for (const Unique &unique : table.uniques)
            constraints += unique.id.number;
        QCOMPARE(constraints.size(), 4);
        QVERIFY(!constraints.contains(0));
        QVERIFY(applyChange(schema, *back));
        QCOMPARE(schema, before);
    }

    void anotherKeyForgetsTheTermsOfTheOneBefore()
    {
        Schema schema = tests::reflectedSql(
            u"CREATE TABLE t (a TEXT, b TEXT, c TEXT, CONSTRAINT k PRIMARY KEY (a DESC, b)) WITHOUT ROWID"_s);
        const Schema before = schema;
        const auto back =
            applyChange(schema, {u"x"_s, {SetPrimaryKey{schema.tables.first().id, {u"a"_s, u"c"_s}}}});
        QVERIFY(back);
        QVERIFY(schema.tables.first().keyClause.terms.isEmpty());
        QCOMPARE(schema.tables.first().keyClause.name, u"k"_s);
        QVERIFY(applyChange(schema, *back));
        QCOMPARE(schema, before);
        Table numbered = tableOf(u"CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT)"_s);
        numbered.primaryKey = {u"code"_s};
        QVERIFY(!withKeyClause(numbered).keyClause.autoincrement);
    }

    void aStrictTableTakesNoOtherTypes()
    {
        Schema schema =
            tests::reflectedSql(u"CREATE TABLE t (a TEXT) STRICT; CREATE TABLE p (code VARCHAR(36) "
                                "PRIMARY KEY)"_s);
        const base::TableId id = schema.table(u"t"_s)->id;
        const auto add = [&](const QString &type) {
            return applyChange(schema, {u"x"_s, {AddColumn{id, -1, Column{u"c"_s, type, true, {}}}}});
        };
        QVERIFY(!add(u"VARCHAR(9)"_s));
        QCOMPARE(schema.table(id)->columns.size(), 1);
        const auto plan = planLink(schema, {schema.table(u"p"_s)->id, u"code"_s, id, {}});
        QVERIFY2(plan && applyChange(schema, plan->change), "a link");
        QCOMPARE(std::as_const(schema).table(id)->columns.last().type, u"TEXT"_s);
    }

    void countedNumbersAreFreeInBothTables()
    {
        Table table = tableOf(kTables);
        const Table other = table;
        table.columns += Column{u"d"_s, u"TEXT"_s, true, {}};
        table.columns[1].id = {};
        countPartIds(table, other);
        QCOMPARE(columnNumbers(table), (QList<int>{1, 4, 3, 5}));
    }
};

QTEST_GUILESS_MAIN(PartIdsTest)
#include "tst_partids.moc"
