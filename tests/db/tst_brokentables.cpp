#include "core/mapping/lint/tablerules.h"
#include "tests/support/reflected.h"
#include "tests/support/scratchdatabase.h"
#include "tests/support/constraints.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using Schema = mapping::MappedSchema;
using schema::Table;
using schema::TableKind;
using tests::reflected;
using tests::reflectedSql;
using tests::ScratchDatabase;

namespace {

/// SQL that gives a table of the schema another name, of any bytes.
QString renamed(const QString &name, const QByteArray &bytes)
{
    return u"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, '%1', CAST(x'%2' AS "
           u"TEXT)),"
           " name = replace(name, '%1', CAST(x'%2' AS TEXT)), tbl_name = replace(tbl_name, '%1', CAST(x'%2' AS TEXT));"_s
               .arg(name, QString::fromLatin1(bytes.toHex()));
}

} // namespace

/// What cannot be read or named is shown with the reason, and the rest of the schema works.
class BrokenTablesTest : public QObject
{
    Q_OBJECT

private slots:
    void aBrokenTableIsShownWithTheReasonAndTheOthersWork()
    {
        const ScratchDatabase file(
            u"CREATE TABLE good(id INTEGER PRIMARY KEY, a TEXT); INSERT INTO good VALUES(1, 'x');"
            "CREATE TABLE coll(id INTEGER PRIMARY KEY, a TEXT, good_id REFERENCES good); CREATE TABLE mod(a);"
            "CREATE VIEW view_of_nothing AS SELECT * FROM good;"
            "PRAGMA writable_schema=ON;"
            "UPDATE sqlite_schema SET sql='CREATE TABLE coll(id INTEGER PRIMARY KEY, a TEXT COLLATE klingon, "
            "good_id REFERENCES good)' WHERE name='coll';"
            "UPDATE sqlite_schema SET sql='CREATE VIRTUAL TABLE mod USING nosuchmodule(a)', rootpage=0 WHERE "
            "name='mod';"
            "UPDATE sqlite_schema SET sql='CREATE VIEW view_of_nothing AS SELECT nosuchfunction(a) FROM missing' WHERE name='view_of_nothing'"_s);
        const Schema schema = reflected(file.file());
        QCOMPARE(schema.tables.size(), 4);
        QCOMPARE(schema.table(u"coll"_s)->kind, TableKind::Broken);
        QVERIFY2(schema.table(u"coll"_s)->error.contains(u"klingon"_s),
                 qPrintable(schema.table(u"coll"_s)->error));
        QCOMPARE(schema.table(u"coll"_s)->columns.size(), 3);
        QCOMPARE(schema.table(u"mod"_s)->kind, TableKind::Broken);
        QVERIFY(schema.table(u"mod"_s)->error.contains(u"nosuchmodule"_s));
        QCOMPARE(schema.table(u"view_of_nothing"_s)->kind, TableKind::Broken);
        QCOMPARE(schema.table(u"good"_s)->kind, TableKind::Table);
        QVERIFY(schema.classOf(u"good"_s) && !schema.classOf(u"coll"_s));
        QStringList problems;
        for (const mapping::Diagnostic &problem : mapping::tableRules(schema))
            problems += problem.kind + u' ' + mapping::tablePlace(problem.where);
        QCOMPARE(problems, QStringList({u"broken-table coll"_s, u"broken-table mod"_s,
                                        u"broken-table view_of_nothing"_s}));
    }

    void whatAnUntrustedSchemaMayNotUseIsToldInPlainWords_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("reason");
        const QString reason =
            u"it uses the function '%1', which SQLite does not allow in a schema that is not trusted, so its columns cannot be read"_s;
        QTest::newRow("a pragma's function") << u"CREATE VIEW v AS SELECT * FROM pragma_table_info('good')"_s
                                             << reason.arg(u"pragma_table_info"_s);
        QTest::newRow("by another view")
            << u"CREATE VIEW u AS SELECT * FROM pragma_user_version; CREATE VIEW v AS SELECT * FROM u"_s
            << reason.arg(u"pragma_user_version"_s);
        QTest::newRow("a function") << u"CREATE VIEW v AS SELECT load_extension('x') AS x"_s
                                    << reason.arg(u"load_extension"_s);
    }
    void whatAnUntrustedSchemaMayNotUseIsToldInPlainWords()
    {
        QFETCH(QString, sql);
        const Schema schema = reflectedSql(u"CREATE TABLE good(a);"_s + sql);
        const Table &table = *schema.table(u"v"_s);
        QCOMPARE(table.kind, TableKind::Broken);
        QTEST(table.error, "reason");
        QCOMPARE(schema.table(u"good"_s)->kind, TableKind::Table);
        const auto problems = mapping::tableRules(schema);
        QVERIFY(!problems.isEmpty());
        for (const mapping::Diagnostic &problem : problems)
            QVERIFY2(!problem.sentence.contains(u"damaged"_s), qPrintable(problem.sentence));
    }

    void tablesWhoseNamesAreNotUtf8StayApart()
    {
        const Schema schema = reflectedSql(
            u"CREATE TABLE \"a\ufffd\"(id INTEGER PRIMARY KEY, v); CREATE TABLE x1(id INTEGER PRIMARY KEY, "
            u"w);"
            "CREATE TABLE x2(id INTEGER PRIMARY KEY); CREATE VIEW x3 AS SELECT 1 AS one; CREATE TABLE "
            "\"bom\"(b);"
            "CREATE TABLE child(p REFERENCES \"a\ufffd\", q REFERENCES x1, r REFERENCES x2);"
            "CREATE TRIGGER t AFTER INSERT ON x2 BEGIN SELECT 1; END;"_s +
            renamed(u"x1"_s, "a\xff") + renamed(u"x2"_s, "A\xfe") + renamed(u"x3"_s, "caf\xc3") +
            renamed(u"bom"_s, "\xef\xbb\xbf"
                              "child"));
        QStringList lines;
        for (const Table &table : schema.tables)
            lines += table.name + u' ' + schema::kindWord(table.kind);
        QCOMPARE(lines, QStringList({u"a\ufffd table"_s, u"A\ufffd (2) broken"_s, u"a\ufffd (3) broken"_s,
                                     u"caf\ufffd broken"_s, u"child table"_s, u"\ufeffchild table"_s}));
        QVERIFY(schema.tables[1].error.contains(u"not valid UTF-8"_s));
        QCOMPARE(tests::namesOf(schema.tables[1].triggers), QStringList{u"t"_s});
        QVERIFY(schema.tables[0].triggers.isEmpty());
        const auto &keys = schema.table(u"child"_s)->foreignKeys;
        QCOMPARE(keys[0].table, u"a\ufffd"_s);
        QCOMPARE(QStringList({keys[1].table, keys[2].table}),
                 QStringList({u"a\ufffd (3)"_s, u"A\ufffd (2)"_s}));
        QCOMPARE(schema.table(u"\ufeffchild"_s)->columns.size(), 1);
    }

    void aTableWithAColumnThatCannotBeNamedIsBroken()
    {
        const Schema schema = reflectedSql(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, c1, c2 DEFAULT 'd1', \"c\ufffd\"); CREATE TABLE good(a DEFAULT 'd1');"_s +
            renamed(u"c1"_s, "c\xff") + renamed(u"c2"_s, "c\xfe") + renamed(u"d1"_s, "d\xff"));
        const Table &table = *schema.table(u"t"_s);
        QCOMPARE(table.kind, TableKind::Broken);
        QVERIFY2(table.error.contains(u"column 'c\ufffd (2)' is not valid UTF-8"_s), qPrintable(table.error));
        QStringList names;
        for (const schema::Column &column : table.columns)
            names += column.name;
        QCOMPARE(names, QStringList({u"id"_s, u"c\ufffd (2)"_s, u"c\ufffd (3)"_s, u"c\ufffd"_s}));
        QCOMPARE(schema.table(u"good"_s)->kind, TableKind::Table);
        QCOMPARE(schema.table(u"good"_s)->columns[0].defaultValue, std::optional<QString>(u"'d\ufffd'"_s));
    }

    void anIndexThatCannotBeNamedSaysNothingOfItsColumns()
    {
        const Schema schema = reflectedSql(u"CREATE TABLE t(a, b); CREATE UNIQUE INDEX i1 ON t(a);"
                                           "CREATE UNIQUE INDEX \"i\ufffd\" ON t(b);"_s +
                                           renamed(u"i1"_s, "i\xff"));
        const Table &table = *schema.table(u"t"_s);
        QCOMPARE(table.indexes.size(), 2);
        QCOMPARE(table.indexes[0].columns, QStringList{QString()});
        QVERIFY(!table.isUnique({u"a"_s}) && table.isUnique({u"b"_s}));
    }
};

QTEST_GUILESS_MAIN(BrokenTablesTest)
#include "tst_brokentables.moc"
