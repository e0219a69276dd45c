#include "core/mapping/lint/tablerules.h"
#include "tests/support/realdata.h"
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

QStringList problemCodes(const Schema &schema)
{
    QStringList codes;
    for (const mapping::Diagnostic &problem : mapping::tableRules(schema))
        codes += problem.kind + u' ' + mapping::tablePlace(problem.where);
    return codes;
}

} // namespace

/// Tables, their columns and constraints as they are read from a database.
class ReflectorTest : public QObject
{
    Q_OBJECT

private slots:
    void columnsCarryTypeNullabilityDefaultAndGeneration()
    {
        const Schema schema =
            reflectedSql(u"CREATE TABLE t(id INTEGER PRIMARY KEY, a VARCHAR(80) NOT NULL DEFAULT 'x''y', b, "
                         u"c REAL DEFAULT (1+1),"
                         "d INT AS (c*2) VIRTUAL, e INT GENERATED ALWAYS AS (c*3) STORED, f DEFAULT NULL)"_s);
        const Table &table = *schema.table(u"T"_s);
        QCOMPARE(table.columns.size(), 7);
        QCOMPARE(table.rowidAlias, u"id"_s);
        QVERIFY(!table.column(u"id"_s)->nullable);
        QCOMPARE(table.column(u"a"_s)->type, u"VARCHAR(80)"_s);
        QVERIFY(!table.column(u"a"_s)->nullable);
        QCOMPARE(table.column(u"a"_s)->defaultValue, std::optional<QString>(u"'x''y'"_s));
        QCOMPARE(table.column(u"b"_s)->type, QString());
        QVERIFY(table.column(u"b"_s)->nullable);
        QCOMPARE(table.column(u"b"_s)->defaultValue, std::optional<QString>());
        QCOMPARE(table.column(u"c"_s)->defaultValue, std::optional<QString>(u"1+1"_s));
        QCOMPARE(table.column(u"d"_s)->generated, schema::Generated::Virtual);
        QCOMPARE(table.column(u"e"_s)->generated, schema::Generated::Stored);
        QCOMPARE(table.column(u"f"_s)->defaultValue, std::optional<QString>(u"NULL"_s));
    }

    void onlyAnIntegerPrimaryKeyIsTheRowid_data()
    {
        QTest::addColumn<QString>("declaration");
        QTest::addColumn<QString>("alias");
        QTest::addColumn<bool>("nullable");
        QTest::newRow("INTEGER") << u"k INTEGER PRIMARY KEY"_s << u"k"_s << false;
        QTest::newRow("table constraint") << u"k integer, PRIMARY KEY(k)"_s << u"k"_s << false;
        QTest::newRow("INT") << u"k INT PRIMARY KEY"_s << QString() << true;
        QTest::newRow("UNSIGNED") << u"k INTEGER UNSIGNED PRIMARY KEY"_s << QString() << true;
        QTest::newRow("BIGINT NOT NULL") << u"k BIGINT NOT NULL PRIMARY KEY"_s << QString() << false;
        QTest::newRow("DESC") << u"k INTEGER PRIMARY KEY DESC"_s << QString() << true;
        QTest::newRow("TEXT") << u"k TEXT PRIMARY KEY"_s << QString() << true;
    }
    void onlyAnIntegerPrimaryKeyIsTheRowid()
    {
        QFETCH(QString, declaration);
        QFETCH(QString, alias);
        QFETCH(bool, nullable);
        const Schema schema = reflectedSql(u"CREATE TABLE t("_s + declaration + u")"_s);
        const Table &table = *schema.table(u"t"_s);
        QCOMPARE(table.rowidAlias, alias);
        QCOMPARE(table.columns[0].nullable, nullable);
        QCOMPARE(schema::addressOf(table).kind,
                 nullable ? schema::RowAddress::Kind::Rowid : schema::RowAddress::Kind::Key);
    }

    void aCompositeKeyComesInKeyOrder()
    {
        const Schema schema = reflectedSql(u"CREATE TABLE t(a, b, c, PRIMARY KEY(c, a));"
                                           "CREATE TABLE w(a, b, PRIMARY KEY(b, a)) WITHOUT ROWID"_s);
        QCOMPARE(schema.table(u"t"_s)->primaryKey, QStringList({u"c"_s, u"a"_s}));
        QCOMPARE(schema::addressOf(*schema.table(u"t"_s)).columns, QStringList({u"rowid"_s}));
        QVERIFY(schema.table(u"w"_s)->withoutRowid);
        QVERIFY(!schema.table(u"w"_s)->columns[0].nullable);
        QCOMPARE(schema::addressOf(*schema.table(u"w"_s)).columns, QStringList({u"b"_s, u"a"_s}));
    }

    void aColumnCalledRowidHidesTheRowid()
    {
        const Schema schema =
            reflectedSql(u"CREATE TABLE t(rowid TEXT, oid TEXT); CREATE TABLE u(rowid, oid, _rowid_)"_s);
        QCOMPARE(schema.table(u"t"_s)->rowidName, u"_rowid_"_s);
        QCOMPARE(schema::addressOf(*schema.table(u"u"_s)).kind, schema::RowAddress::Kind::None);
    }

    void foreignKeysCarryNameActionsAndDeferrability()
    {
        const Schema schema = reflectedSql(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY, code TEXT UNIQUE, a, b, UNIQUE(a, b));"
            "CREATE TABLE c(id INTEGER PRIMARY KEY, p1 INT REFERENCES P, p2 TEXT CONSTRAINT fk_code "
            "REFERENCES p(CODE) ON DELETE SET NULL ON UPDATE CASCADE,"
            " x, y, CONSTRAINT fk_two FOREIGN KEY(x, y) REFERENCES p(a, b) DEFERRABLE INITIALLY DEFERRED)"_s);
        const auto &keys = schema.table(u"c"_s)->foreignKeys;
        QCOMPARE(keys.size(), 3);
        QVERIFY(keys[0].implicitTarget && keys[0].name.isNull());
        QCOMPARE(keys[0].table, u"p"_s);
        QCOMPARE(keys[0].targetColumns, QStringList({u"id"_s}));
        QCOMPARE(keys[0].onDelete, schema::Action::NoAction);
        QCOMPARE(keys[1].name, u"fk_code"_s);
        QCOMPARE(keys[1].targetColumns, QStringList({u"code"_s}));
        QCOMPARE(keys[1].onDelete, schema::Action::SetNull);
        QCOMPARE(keys[1].onUpdate, schema::Action::Cascade);
        QCOMPARE(keys[2].columns, QStringList({u"x"_s, u"y"_s}));
        QVERIFY(keys[2].deferrable && keys[2].initiallyDeferred && !keys[1].deferrable);
        QVERIFY(problemCodes(schema).isEmpty());
    }

    void uniquesIndexesChecksAndTriggersAreListed()
    {
        const Schema schema =
            reflectedSql(u"CREATE TABLE t(id TEXT PRIMARY KEY, a UNIQUE, b CHECK (b > 0), c, UNIQUE(b, c));"
                         "CREATE INDEX plain ON t(c); CREATE UNIQUE INDEX expr ON t(lower(c), b); CREATE "
                         "UNIQUE INDEX part ON t(c) WHERE c > 1;"
                         "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END"_s);
        const Table &table = *schema.table(u"t"_s);
        QCOMPARE(tests::columnsOf(table.uniques), QList<QStringList>({{u"a"_s}, {u"b"_s, u"c"_s}}));
        QCOMPARE(table.indexes.size(), 3);
        QCOMPARE(table.indexes[0].name, u"plain"_s);
        QVERIFY(!table.indexes[0].unique);
        QCOMPARE(table.indexes[1].columns, QStringList({QString(), u"b"_s}));
        QVERIFY(table.indexes[1].columns[0].isNull() && table.indexes[2].partial);
        QVERIFY(!table.isUnique({u"c"_s}) && !table.isUnique({u"b"_s}) && table.isUnique({u"a"_s}));
        QCOMPARE(tests::conditionsOf(table.checks), QStringList({u"b > 0"_s}));
        QCOMPARE(tests::namesOf(table.triggers), QStringList({u"tr"_s}));
    }

    void uniquesAreThoseThatTheTableDeclares_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("uniques");
        const auto row = [](const char *name, const QString &body, const QString &uniques) {
            QTest::newRow(name) << body << uniques;
        };
        row("none", u"(a PRIMARY KEY, b)"_s, {});
        row("on the key's column", u"(a TEXT PRIMARY KEY UNIQUE)"_s, u"a"_s);
        row("on the key's columns", u"(a, b, PRIMARY KEY (a, b), UNIQUE (A, \"b\"))"_s, u"a,b"_s);
        row("on the key's columns in another order", u"(a, b, PRIMARY KEY (a, b), UNIQUE (b, a))"_s,
            u"b,a"_s);
        row("before the key", u"(a UNIQUE, b, PRIMARY KEY (a))"_s, u"a"_s);
        row("on the rowid", u"(a INTEGER PRIMARY KEY UNIQUE)"_s, u"a"_s);
        row("without rowid", u"(a PRIMARY KEY UNIQUE, b UNIQUE) WITHOUT ROWID"_s, u"a b"_s);
        row("the same twice", u"(a UNIQUE, UNIQUE (a))"_s, u"a"_s);
        row("another collation than the key's", u"(a PRIMARY KEY, UNIQUE (a COLLATE NOCASE))"_s, u"a"_s);
        row("two collations", u"(a UNIQUE, UNIQUE (a COLLATE NOCASE))"_s, u"a a"_s);
        row("in the order of the text", u"(a, b UNIQUE, c PRIMARY KEY, UNIQUE (c), UNIQUE (a, c))"_s,
            u"b c a,c"_s);
        row("in a comment only", u"(a PRIMARY KEY /* UNIQUE */, b -- UNIQUE (a)\n)"_s, {});
        row("an index", u"(a PRIMARY KEY, b); CREATE UNIQUE INDEX i ON t (b)"_s, {});
    }
    void uniquesAreThoseThatTheTableDeclares()
    {
        QFETCH(QString, body);
        const Schema schema = reflectedSql(u"CREATE TABLE t "_s + body);
        QStringList all;
        for (const QStringList &unique : tests::columnsOf(schema.table(u"t"_s)->uniques))
            all += unique.join(u',');
        QTEST(all.join(u' '), "uniques");
    }

    void viewsVirtualAndShadowTablesAreToldApart()
    {
        const Schema schema = reflectedSql(
            u"CREATE TABLE t(a INT); CREATE VIEW v AS SELECT a, a+1 AS b FROM t;"
            "CREATE VIRTUAL TABLE f USING fts5(title, body); CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)"_s);
        QCOMPARE(schema.table(u"v"_s)->kind, TableKind::View);
        QCOMPARE(schema.table(u"v"_s)->columns.size(), 2);
        QCOMPARE(schema.table(u"f"_s)->kind, TableKind::Virtual);
        QCOMPARE(schema.table(u"f"_s)->columns.size(), 2); // The hidden columns "f" and "rank" are left out.
        QCOMPARE(schema.table(u"f_data"_s)->kind, TableKind::Shadow);
        QCOMPARE(schema.table(u"r_node"_s)->kind, TableKind::Shadow);
        QVERIFY(!schema.classOf(u"f_data"_s) && !schema.classOf(u"v"_s) && schema.classOf(u"t"_s));
    }

    void foreignKeysThatLeadNowhereAreProblems()
    {
        const Schema schema = reflectedSql(
            u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT, born INT);"
            "CREATE TABLE a(x REFERENCES authors(id)); CREATE TABLE b(x REFERENCES author(idx)); CREATE "
            "TABLE c(x REFERENCES author(name));"
            "CREATE TABLE d(x, y, FOREIGN KEY(x, y) REFERENCES author); CREATE TABLE e(id INTEGER PRIMARY KEY, x INT REFERENCES author, FOREIGN KEY(x) REFERENCES author(id))"_s);
        const QStringList codes = problemCodes(schema);
        QVERIFY(codes.contains(u"missing-table a.x"_s));
        QVERIFY(codes.contains(u"missing-column b.x"_s));
        QVERIFY(codes.contains(u"foreign-key-mismatch c.x"_s));
        QVERIFY(codes.contains(u"foreign-key-mismatch d.x, y"_s));
        QVERIFY(codes.contains(u"duplicate-foreign-key e.x"_s));
        const auto problems = mapping::tableRules(schema);
        const auto missing = std::find_if(problems.begin(), problems.end(),
                                          [](const auto &p) { return p.kind == "missing-table"_L1; });
        QVERIFY(missing->sentence.contains(u"Did you mean 'author'?"_s));
        QCOMPARE(schema.classOf(u"e"_s)->relationships.size(), 1);
        QCOMPARE(schema.classOf(u"a"_s)->relationships.size(), 0);
    }

    void namesOfQuotesBlanksAndLineEndsSurvive()
    {
        const Schema schema =
            reflectedSql(u"CREATE TABLE \"a\"\"b\nc d\" (\"x\"\"y\" INTEGER PRIMARY KEY, \"select\" TEXT, "
                         u"\"p.q\" REFERENCES \"a\"\"b\nc d\");"
                         "CREATE TABLE [group](`order` REFERENCES \"a\"\"b\nc d\"(\"x\"\"y\"))"_s);
        const Table *table = schema.table(u"a\"b\nc d"_s);
        QVERIFY(table);
        QCOMPARE(table->columns[0].name, u"x\"y"_s);
        QCOMPARE(table->foreignKeys[0].targetColumns, QStringList({u"x\"y"_s}));
        QCOMPARE(schema.classOf(table->name)->relationships.size(), 3);
        QCOMPARE(schema.classOf(u"group"_s)->relationships.size(), 1);
    }

    void everyRealDatabaseIsReflectedWhole_data() { tests::addRealDatabases(); }
    void everyRealDatabaseIsReflectedWhole()
    {
        SKIP_WITHOUT_REAL_DATA();
        QFETCH(QString, file);
        if (file.isEmpty())
            return;
        const ScratchDatabase copy = ScratchDatabase::copyOf(file);
        const QByteArray before = copy.checksum();
        const Schema schema = reflected(copy.file());
        QCOMPARE(copy.checksum(), before);
        const qsizetype listed =
            copy.rows(
                    u"SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s)
                .size();
        QCOMPARE(schema.tables.size(), listed);
        for (const Table &table : schema.tables) {
            QVERIFY2(table.kind != TableKind::Broken, qPrintable(table.name + table.error));
            const QStringList columns =
                copy.rows(u"SELECT name FROM pragma_table_info('%1')"_s.arg(table.name));
            if (table.kind == TableKind::Table)
                QVERIFY2(table.columns.size() >= columns.size(), qPrintable(table.name));
        }
        // Both sides of every pair point at each other and no name is given twice.
        for (const mapping::MappedClass &mapped : schema.classes) {
            QSet<QString> names;
            for (const mapping::Side &each : mapped.relationships) {
                const mapping::Side *back = schema.relationship(each.targetTable, each.backPopulates);
                QVERIFY2(back && back->backPopulates == each.name,
                         qPrintable(mapped.name + u'.' + each.name));
                QVERIFY2(!names.contains(each.name), qPrintable(mapped.name + u'.' + each.name));
                QVERIFY2(schema.table(mapped.table)->columnIndex(each.name) < 0,
                         qPrintable(mapped.name + u'.' + each.name));
                names += each.name;
            }
        }
    }

    void aTableCalledLikeAPragmaHidesNothing()
    {
        const Schema schema =
            reflectedSql(u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE pragma_table_xinfo(a);"
                         "CREATE TABLE pragma_table_list(b)"_s);
        QCOMPARE(schema.tables.size(), 3);
        for (const Table &table : schema.tables)
            QCOMPARE(table.kind, TableKind::Table);
    }

    void namesDifferWhereSqliteTellsThemApart()
    {
        const Schema schema = reflectedSql(
            u"CREATE TABLE \"Ä\"(id INTEGER PRIMARY KEY); CREATE TABLE \"ä\"(x TEXT PRIMARY KEY NOT NULL);"
            "CREATE TABLE c(a REFERENCES \"ä\", b REFERENCES \"Ä\", note)"_s);
        QCOMPARE(schema.table(u"c"_s)->foreignKeys[0].targetColumns, QStringList({u"x"_s}));
        QCOMPARE(schema.table(u"c"_s)->foreignKeys[1].targetColumns, QStringList({u"id"_s}));
    }
};

QTEST_GUILESS_MAIN(ReflectorTest)
#include "tst_reflector.moc"
