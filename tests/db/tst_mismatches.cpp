#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/mapping/lint/tablerules.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ScratchDatabase;

namespace {

/// Parents with keys of every kind, and for each set of columns a child that refers to it.
QString everyKind()
{
    QString sql =
        u"CREATE TABLE p(id INTEGER PRIMARY KEY, a TEXT, b TEXT COLLATE NOCASE, c TEXT, d TEXT, e TEXT "
        u"UNIQUE,"
        " f TEXT COLLATE NOCASE UNIQUE, UNIQUE(a, b), UNIQUE(b COLLATE BINARY), UNIQUE(c COLLATE NOCASE));"
        "CREATE UNIQUE INDEX p_expr ON p(lower(a), d); CREATE UNIQUE INDEX p_part ON p(a) WHERE d IS NULL;"
        "CREATE UNIQUE INDEX p_nocase ON p(d COLLATE NOCASE); CREATE UNIQUE INDEX p_desc ON p(c, d DESC);"
        "CREATE INDEX p_plain ON p(d);"
        "CREATE TABLE q(x TEXT, y TEXT, PRIMARY KEY(x COLLATE NOCASE, y));"
        "CREATE TABLE r(k TEXT PRIMARY KEY COLLATE NOCASE, v TEXT) WITHOUT ROWID;"
        "CREATE TABLE s(k TEXT PRIMARY KEY) STRICT;"
        "CREATE TABLE nokey(a TEXT);"_s;
    const QStringList targets = {u"p"_s,       u"p(id)"_s,    u"p(a)"_s,   u"p(b)"_s,     u"p(c)"_s,
                                 u"p(d)"_s,    u"p(e)"_s,     u"p(f)"_s,   u"p(a,b)"_s,   u"p(b,a)"_s,
                                 u"p(id,a)"_s, u"p(c,d)"_s,   u"p(d,c)"_s, u"q"_s,        u"q(x,y)"_s,
                                 u"q(x)"_s,    u"r"_s,        u"r(k)"_s,   u"r(v)"_s,     u"s"_s,
                                 u"nokey"_s,   u"nokey(a)"_s, u"p(E)"_s,   u"p(b,a,id)"_s};
    for (qsizetype i = 0; i < targets.size(); ++i) {
        const bool isPair = targets[i].contains(u',') || targets[i] == u"q"_s;
        const bool isTriple = targets[i].count(u',') == 2;
        const QString columns = isTriple ? u"m, n, o"_s : isPair ? u"m, n"_s : u"m"_s;
        sql += u"CREATE TABLE child%1(m TEXT, n TEXT, o TEXT, FOREIGN KEY(%2) REFERENCES %3);"_s.arg(
            QString::number(i), columns, targets[i]);
    }
    return sql;
}

} // namespace

/// A foreign key is reported as a mismatch exactly where SQLite refuses to check it.
class MismatchesTest : public QObject
{
    Q_OBJECT

private slots:
    void aMismatchIsReportedWhereSqliteReportsIt_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("sql");
        QTest::newRow("every kind of key") << QString() << everyKind();
        for (const QString &file : tests::realDatabases())
            QTest::newRow(qPrintable(file.section(u'/', -1))) << file << QString();
    }

    void aMismatchIsReportedWhereSqliteReportsIt()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, sql);
        const ScratchDatabase database =
            file.isEmpty() ? ScratchDatabase(sql) : ScratchDatabase::copyOf(file);
        const auto connection =
            db::Connection::open({database.file(), base::ConnectionSettings::Mode::ReadWrite, 1000});
        QVERIFY(connection);
        const auto schema = db::reflect(**connection);
        QVERIFY(schema);
        QStringList reported;
        for (const mapping::Diagnostic &problem : mapping::tableRules(mapping::mapped(*schema))) {
            if (problem.kind == u"foreign-key-mismatch"_s || problem.kind == u"missing-column"_s)
                reported += problem.where.table;
        }
        reported.removeDuplicates();
        QStringList refused;
        for (const schema::Table &table : schema->tables) {
            if (table.foreignKeys.isEmpty() || table.kind != schema::TableKind::Table)
                continue;
            const base::Done done =
                (*connection)->check(u"INSERT INTO \"%1\" DEFAULT VALUES"_s.arg(table.name));
            if (!done && done.error().detail.contains(u"mismatch"_s))
                refused += table.name;
        }
        QCOMPARE(reported, refused);
        QVERIFY(!sql.isEmpty() == (refused.size() > 5));
    }

    void anIndexIsKnownWithItsTextsAndCondition()
    {
        const ScratchDatabase file(
            u"CREATE TABLE t(a TEXT COLLATE NOCASE, b TEXT);"
            "CREATE UNIQUE INDEX i ON t (lower(a), b COLLATE RTRIM DESC) WHERE b <> ',)' /* WHERE */;"
            "CREATE INDEX j ON t(a, \"b\")"_s);
        const auto connection =
            db::Connection::open({file.file(), base::ConnectionSettings::Mode::ReadWrite, 1000});
        const auto schema = db::reflect(**connection);
        const schema::Table &table = *schema->table(u"t"_s);
        QCOMPARE(table.columns[0].collation, u"NOCASE"_s);
        QVERIFY(table.columns[1].collation.isNull());
        QCOMPARE(table.indexes[0].terms, (QStringList{u"lower(a)"_s, u"b COLLATE RTRIM DESC"_s}));
        QVERIFY(table.indexes[0].condition.startsWith(u"b <> ',)'"_s));
        QCOMPARE(table.indexes[0].collations, (QStringList{QString(), u"RTRIM"_s}));
        QVERIFY(table.indexes[1].terms.isEmpty()); // Just columns.
        QVERIFY(table.indexes[1].condition.isNull());
    }
};

QTEST_GUILESS_MAIN(MismatchesTest)
#include "tst_mismatches.moc"
