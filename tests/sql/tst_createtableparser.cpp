#include "core/sql/createtableparser.h"
#include "tests/support/constraints.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::sql;
using namespace relata::schema;

class CreateTableParserTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNoTableIsRefused_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("a view") << u"CREATE VIEW v AS SELECT 1"_s;
        QTest::newRow("a virtual table") << u"CREATE VIRTUAL TABLE t USING fts5(a)"_s;
        QTest::newRow("cut off") << u"CREATE TABLE t(a INTEGER, CHECK (a > 1"_s;
        QTest::newRow("an open quote") << u"CREATE TABLE t(\"a INTEGER)"_s;
    }
    void whatIsNoTableIsRefused()
    {
        QFETCH(QString, sql);
        QVERIFY(!parseCreateTable(sql));
    }

    void foreignKeysOfColumnsAndTablesAreFoundInOrder()
    {
        const auto table = parseCreateTable(
            u"CREATE TABLE t(\n"
            " a INTEGER CONSTRAINT fk_a REFERENCES p ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,\n"
            " b TEXT NOT NULL DEFAULT (')') REFERENCES [q r](x) NOT DEFERRABLE, -- , CONSTRAINT no\n"
            " c, d, /* FOREIGN KEY (c) REFERENCES no */\n"
            " CONSTRAINT 'fk two' FOREIGN KEY (c, \"d\") REFERENCES `s` (e, f) ON UPDATE CASCADE MATCH FULL\n"
            " FOREIGN KEY (a) REFERENCES p2 DEFERRABLE INITIALLY IMMEDIATE)"_s);
        QVERIFY(table);
        QCOMPARE(table->foreignKeys.size(), 4);
        const auto &keys = table->foreignKeys;
        QCOMPARE(keys[0], (DeclaredForeignKey{u"fk_a"_s, {u"a"_s}, u"p"_s, {}, true, true}));
        QCOMPARE(keys[1], (DeclaredForeignKey{{}, {u"b"_s}, u"q r"_s, {u"x"_s}, false, false}));
        QCOMPARE(keys[2],
                 (DeclaredForeignKey{u"fk two"_s, {u"c"_s, u"d"_s}, u"s"_s, {u"e"_s, u"f"_s}, false, false}));
        QCOMPARE(keys[3], (DeclaredForeignKey{{}, {u"a"_s}, u"p2"_s, {}, true, false}));
    }

    void aNameBelongsToItsOwnConstraintOnly()
    {
        const auto table = parseCreateTable(
            u"CREATE TABLE c(a INT CONSTRAINT nn NOT NULL REFERENCES p, b INT CONSTRAINT u UNIQUE CONSTRAINT fk REFERENCES p)"_s);
        QVERIFY(table);
        QVERIFY(table->foreignKeys[0].name.isNull());
        QCOMPARE(table->foreignKeys[1].name, u"fk"_s);
    }

    void aDeferClauseAppliesToTheLastForeignKeyBeforeIt()
    {
        const auto late =
            parseCreateTable(u"CREATE TABLE c(a INT REFERENCES p NOT NULL DEFERRABLE INITIALLY DEFERRED)"_s);
        QVERIFY(late->foreignKeys[0].deferrable && late->foreignKeys[0].initiallyDeferred);
        const auto next =
            parseCreateTable(u"CREATE TABLE c(a INT REFERENCES p DEFERRABLE, b TEXT NOT DEFERRABLE)"_s);
        QVERIFY(!next->foreignKeys[0].deferrable);
    }

    void checksKeepTheirTextWithoutTheParentheses()
    {
        const auto table =
            parseCreateTable(u"create temp table if not exists main.[t](a int check (a in (1, 2, ')')), b,"
                             " constraint c check(b > (a + 1)) check ( \"b\" <> '' ))"_s);
        QVERIFY(table);
        QCOMPARE(relata::tests::conditionsOf(table->checks),
                 QStringList({u"a in (1, 2, ')')"_s, u"b > (a + 1)"_s, u"\"b\" <> ''"_s}));
    }

    void uniquesOfColumnsAndTablesAreFoundInOrder()
    {
        const auto table = parseCreateTable(
            u"CREATE TABLE t(a TEXT PRIMARY KEY UNIQUE, b VARCHAR(9) CONSTRAINT u UNIQUE ON CONFLICT IGNORE "
            u"NOT NULL,\n"
            " c CHECK (\"unique\" > 0), \"unique\" INT DEFAULT ('UNIQUE'), -- UNIQUE (c)\n"
            " PRIMARY KEY (a), CONSTRAINT n UNIQUE ([c] COLLATE NOCASE DESC, 'b' ASC) ON CONFLICT FAIL UNIQUE(\"unique\"))"_s);
        QVERIFY(table);
        QCOMPARE(relata::tests::columnsOf(table->uniques),
                 QList<QStringList>({{u"a"_s}, {u"b"_s}, {u"c"_s, u"b"_s}, {u"unique"_s}}));
    }

    void whatNoPragmaTellsIsRead()
    {
        const auto table = parseCreateTable(uR"(CREATE TABLE t( -- all orders
  id INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT IGNORE AUTOINCREMENT, /* the number */
  price INT NOT NULL ON CONFLICT REPLACE DEFAULT 0, -- in cents
  count INT NOT NULL, total INT GENERATED ALWAYS AS (price * count) STORED -- behind, without a comma
  , "no comment" TEXT AS ((price)),
  -- of nobody
  CONSTRAINT few CHECK (count < 9), CONSTRAINT once UNIQUE (price DESC, count COLLATE NOCASE) ON CONFLICT FAIL))"_s);
        QVERIFY(table);
        QCOMPARE(table->comment, u"all orders"_s);
        QCOMPARE(table->key, (KeyClause{u"pk"_s, OnConflict::Ignore, {}, true}));
        QStringList comments;
        QStringList expressions;
        for (const DeclaredColumn &each : table->columns) {
            comments += each.comment;
            expressions += each.expression;
        }
        QCOMPARE(comments,
                 QStringList({u"the number"_s, u"in cents"_s, {}, u"behind, without a comma"_s, {}}));
        QCOMPARE(expressions, QStringList({{}, {}, {}, u"price * count"_s, u"(price)"_s}));
        QCOMPARE(table->columns[1].onNull, OnConflict::Replace);
        QCOMPARE(table->columns[2].onNull, OnConflict::Default);
        QCOMPARE(table->checks, QList<Check>({{u"count < 9"_s, u"few"_s}}));
        const Unique once{{u"price"_s, u"count"_s},
                          u"once"_s,
                          OnConflict::Fail,
                          {u"price DESC"_s, u"count COLLATE NOCASE"_s}};
        QCOMPARE(table->uniques, QList<Unique>({once}));
    }

    void columnsCalledLikeKeywordsAreColumns()
    {
        const auto table = parseCreateTable(
            u"CREATE TABLE t(\"check\" INT, unique_ INT, \"references\" REFERENCES p, UNIQUE (\"check\"), PRIMARY KEY(unique_) ON CONFLICT REPLACE)"_s);
        QVERIFY(table);
        QCOMPARE(table->foreignKeys.size(), 1);
        QCOMPARE(table->foreignKeys[0].columns, QStringList({u"references"_s}));
        QVERIFY(table->checks.isEmpty());
    }

    void anyTextEndsAndNeverHangs()
    {
        const QString sql =
            u"CREATE TABLE t(a REFERENCES p(x) ON DELETE CASCADE, CHECK (a<>')'), CONSTRAINT k UNIQUE(a))"_s;
        for (qsizetype length = 0; length <= sql.size(); ++length)
            static_cast<void>(parseCreateTable(sql.left(length)));
        for (qsizetype gone = 0; gone < sql.size(); ++gone)
            static_cast<void>(parseCreateTable(QString(sql).remove(gone, 1)));
    }
};

QTEST_APPLESS_MAIN(CreateTableParserTest)
#include "tst_createtableparser.moc"
