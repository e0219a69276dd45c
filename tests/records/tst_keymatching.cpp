#include "tests/records/opensession.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::DisplaySql;
using base::NodeSummary;
using base::Record;
using base::RecordKey;
using base::Values;

namespace {

const QStringList kValues = {u"1"_s,   u"1.0"_s, u"'1'"_s,  u"'01'"_s, u"'1.0'"_s, u"' 1'"_s,  u"'1 '"_s,
                             u"'a'"_s, u"'A'"_s, u"'a '"_s, u"2.5"_s,  u"'2.5'"_s, u"x'31'"_s, u"NULL"_s};

QString insertAll(const QString &table, bool isParent)
{
    QString sql;
    for (qsizetype i = 0; i < kValues.size(); ++i) {
        if (!isParent || kValues[i] != u"NULL"_s)
            sql +=
                u"INSERT OR IGNORE INTO %1 VALUES(%2,%3);"_s.arg(table, QString::number(i + 1), kValues[i]);
    }
    return sql;
}

/// Which children refer to which parent as SQLite's own check of foreign keys says, which agrees with what it
/// lets in: each parent alone with all children.
QHash<QString, QStringList> askSqlite(const QString &parent, const QString &child)
{
    const ScratchDatabase all(u"BEGIN; CREATE TABLE p(id INTEGER PRIMARY KEY, k "_s + parent + u");"_s +
                              insertAll(u"p"_s, true) + u"COMMIT"_s);
    QHash<QString, QStringList> children;
    QString sql;
    const QStringList ids = all.rows(u"SELECT id FROM p ORDER BY id"_s);
    for (const QString &id : ids) {
        sql += u"CREATE TABLE p%1(id INTEGER PRIMARY KEY, k %2);"_s.arg(id, parent);
        sql += u"INSERT INTO p%1 VALUES(%1,%2);"_s.arg(id, kValues[id.toInt() - 1]);
        sql += u"CREATE TABLE c%1(id INTEGER PRIMARY KEY, v %2 REFERENCES p%1(k));"_s.arg(id, child);
        sql += insertAll(u"c"_s + id, false);
    }
    const ScratchDatabase each(u"BEGIN;"_s + sql + u"COMMIT"_s);
    for (const QString &id : ids) {
        children[id] = each.rows(u"SELECT id FROM c%1 WHERE v IS NOT NULL AND id NOT IN (SELECT rowid FROM "
                                 "pragma_foreign_key_check('c%1')) ORDER BY id"_s.arg(id));
    }
    return children;
}

} // namespace

/// A child belongs to the parent that SQLite's own look-up finds: by the affinity and the collation of the
/// parent's column. What is counted, listed and named says the same.
class KeyMatchingTest : public QObject
{
    Q_OBJECT

private slots:
    void countsListsAndTitlesFollowTheLookUp_data()
    {
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QString>("child");
        const QStringList types = {u"INTEGER"_s, u"TEXT"_s, u"REAL"_s, QString()};
        const QStringList collations = {u"BINARY"_s, u"NOCASE"_s, u"RTRIM"_s};
        for (const QString &parentType : types) {
            for (const QString &parentCollation : collations) {
                for (const QString &childType : types) {
                    for (const QString &childCollation : collations) {
                        const QString parent = parentType + u" COLLATE "_s + parentCollation + u" UNIQUE"_s;
                        const QString child = childType + u" COLLATE "_s + childCollation;
                        QTest::newRow(qPrintable(parent + u" <- "_s + child)) << parent << child;
                    }
                }
            }
        }
    }

    void countsListsAndTitlesFollowTheLookUp()
    {
        QFETCH(const QString, parent);
        QFETCH(const QString, child);
        OpenSession open(
            u"BEGIN; CREATE TABLE p(id INTEGER PRIMARY KEY, k %1);"
            "CREATE TABLE c(id INTEGER PRIMARY KEY, v %2 REFERENCES p(k));"_s.arg(parent, child) +
            insertAll(u"p"_s, true) + insertAll(u"c"_s, false) + u"CREATE INDEX c_v ON c(v); COMMIT"_s);
        const QHash<QString, QStringList> expected = askSqlite(parent, child);
        const QString children = open.name(u"p"_s, u"c"_s, schema::Direction::OneToMany);
        QList<RecordKey> owners;
        for (const Record &record : open.rows(u"p"_s))
            owners += record.key;
        const auto counted = open.session->summaries(owners, children, DisplaySql::On, open.cause);
        QVERIFY(counted);
        QHash<QString, QStringList> named;
        QList<Values> values;
        const QList<Record> rows = open.rows(u"c"_s);
        for (const Record &row : rows)
            values += Values{row.values[1]};
        const auto titles = open.session->titlesOf(u"p"_s, {u"k"_s}, values, DisplaySql::On, open.cause);
        QVERIFY(titles);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (titles->at(i).key.isValid())
                named[titles->at(i).key.toDisplay()] += rows[i].key.toDisplay();
        }
        for (qsizetype i = 0; i < owners.size(); ++i) {
            const QString id = owners[i].toDisplay();
            QCOMPARE(open.follow(owners[i], children), expected[id]);
            QCOMPARE(counted->at(i).count, expected[id].size());
            QCOMPARE(named[id], expected[id]);
        }
    }

    void compositeKeysAndJunctionsFollowTheLookUp()
    {
        OpenSession open(
            u"CREATE TABLE a(x TEXT COLLATE NOCASE, y INTEGER, PRIMARY KEY(x, y));"
            "CREATE TABLE b(k TEXT PRIMARY KEY COLLATE NOCASE NOT NULL);"
            "CREATE TABLE c(id INTEGER PRIMARY KEY, ax TEXT, ay TEXT, FOREIGN KEY(ax, ay) REFERENCES a);"
            "CREATE TABLE ab(b TEXT REFERENCES b, d INTEGER REFERENCES d, PRIMARY KEY(b, d));"
            "CREATE TABLE d(id TEXT PRIMARY KEY NOT NULL);"
            "INSERT INTO a VALUES('One', 1),('Two', 2); INSERT INTO b VALUES('K'),('L');"
            "INSERT INTO c VALUES(1,'ONE','01'),(2,'one','1.0'),(3,'one','2'),(4,'two',NULL);"
            "INSERT INTO d VALUES('1'),('2'),('02'); INSERT INTO ab VALUES('k',1),('K',2),('l',2);"_s);
        const Record one = open.row(u"a"_s, 0);
        const QString cs = open.name(u"a"_s, u"c"_s, schema::Direction::OneToMany);
        QCOMPARE(open.follow(one.key, cs), (QStringList{u"1"_s, u"2"_s}));
        const auto counted = open.session->summaries({one.key}, cs, DisplaySql::On, open.cause);
        QCOMPARE(counted->first().count, 2);
        const Record k = open.row(u"b"_s, 0);
        const QString ds = open.name(u"b"_s, u"d"_s, schema::Direction::ManyToMany);
        QCOMPARE(open.session->summaries({k.key}, ds, DisplaySql::On, open.cause)->first().count, 2);
        QCOMPARE(open.follow(k.key, ds), (QStringList{u"1"_s, u"2"_s}));
        const QString bs = open.name(u"d"_s, u"b"_s, schema::Direction::ManyToMany);
        for (const Record &d : open.rows(u"d"_s)) {
            const QStringList expected = d.key.toDisplay() == u"'2'"_s || d.key.toDisplay() == u"2"_s
                                             ? QStringList{u"K"_s, u"L"_s}
                                         : d.key.toDisplay().contains(u'0') ? QStringList{}
                                                                            : QStringList{u"K"_s};
            QCOMPARE(open.session->summaries({d.key}, bs, DisplaySql::On, open.cause)->first().count,
                     expected.size());
            QCOMPARE(open.follow(d.key, bs), expected);
        }
    }

    void anIndexOnTheChildrenIsStillUsed_data()
    {
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QString>("child");
        QTest::newRow("alike") << u"INTEGER"_s << u"INTEGER"_s;
        QTest::newRow("no type") << u"INTEGER"_s << QString();
        QTest::newRow("numbers that refer to texts") << u"TEXT"_s << u"INTEGER"_s;
        QTest::newRow("another collation") << u"TEXT"_s << u"TEXT COLLATE NOCASE"_s;
    }

    void anIndexOnTheChildrenIsStillUsed()
    {
        QFETCH(const QString, parent);
        QFETCH(const QString, child);
        OpenSession open(
            u"CREATE TABLE p(k %1 PRIMARY KEY NOT NULL);"
            "CREATE TABLE c(id INTEGER PRIMARY KEY, v %2 REFERENCES p(k));"
            "CREATE INDEX c_v ON c(v); INSERT INTO p VALUES(1); INSERT INTO c VALUES(1,1);"_s.arg(parent,
                                                                                                  child));
        const Record owner = open.row(u"p"_s, 0);
        open.log.clear();
        open.follow(owner.key, open.name(u"p"_s, u"c"_s, schema::Direction::OneToMany));
        const QString sql = open.log.last().sql;
        QString bound = sql;
        while (bound.contains(u'?'))
            bound.replace(bound.indexOf(u'?'), 1, parent == u"TEXT"_s ? u"'1'"_s : u"1"_s);
        const QString plan = open.file.rows(u"EXPLAIN QUERY PLAN "_s + bound).join(u'\n');
        QVERIFY2(plan.contains(u"c_v"_s), qPrintable(sql + u'\n' + plan));
    }

    void aDeletionThatTheCheckRefusesAlthoughCascadeMissesTheChildIsExplained()
    {
        OpenSession open(u"CREATE TABLE p(k TEXT PRIMARY KEY NOT NULL);"
                         "CREATE TABLE c(id INTEGER PRIMARY KEY, v INTEGER REFERENCES p ON DELETE CASCADE);"
                         "INSERT INTO p VALUES('1'),('01'); INSERT INTO c VALUES(1,1)"_s);
        const RecordKey odd = {u"p"_s, {base::Value::text(u"01"_s)}, 0};
        const QString children = open.name(u"p"_s, u"c"_s, schema::Direction::OneToMany);
        QCOMPARE(open.follow(odd, children), QStringList()); // The look-up takes it for the child of '1'.
        QVERIFY(open.session->changes().remove({odd}));
        const auto told = open.session->forecast(open.cause);
        QVERIFY(told);
        QVERIFY2(told->refusal.contains(u"'c.v' has another type or collation than 'p.k'"_s),
                 qPrintable(told->refusal));
        QVERIFY(!open.save());
        open.session->changes().discard();
        QVERIFY(open.session->changes().remove({{u"p"_s, {base::Value::text(u"1"_s)}, 0}}));
        QCOMPARE(open.session->forecast(open.cause)->besides, u"Also deletes 1 c (ON DELETE CASCADE)."_s);
    }

    void namesOfOursNeverHidePeoples()
    {
        OpenSession open(
            u"CREATE TABLE \"(2)\" (\":id\" INTEGER PRIMARY KEY, \"?\" TEXT);"
            "CREATE TABLE _wanted(n INTEGER PRIMARY KEY, v0 INTEGER REFERENCES \"(2)\");"
            "CREATE TABLE _counted(c0 TEXT REFERENCES \"(2)\", total INTEGER REFERENCES _wanted, "
            "PRIMARY KEY(c0, total));"
            "CREATE TABLE _owner(id INTEGER PRIMARY KEY, k TEXT REFERENCES _target(k));"
            "CREATE TABLE _target(k TEXT PRIMARY KEY COLLATE NOCASE NOT NULL);"
            "CREATE TABLE _parent1(id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES _wanted, b INT NOT NULL "
            "REFERENCES \"(2)\");"
            "CREATE TABLE \"\"(\"\" INTEGER PRIMARY KEY, \" \" INTEGER REFERENCES \"(2)\");"
            "INSERT INTO \"(2)\" VALUES(1,'one'),(2,'two'); INSERT INTO _wanted VALUES(10,1),(11,1),(12,2);"
            "INSERT INTO _counted VALUES('1',10),('01',11),(2,11); INSERT INTO _target VALUES('A');"
            "INSERT INTO _owner VALUES(1,'a'),(2,'A'); INSERT INTO _parent1 VALUES(1,10,1);"
            "INSERT INTO \"\" VALUES(5,1),(6,1)"_s);
        for (const mapping::MappedClass &mapped : open.session->schema().classes) {
            const QList<Record> rows = open.rows(mapped.table);
            QVERIFY2(!rows.isEmpty(), qPrintable(mapped.table));
            QList<RecordKey> owners;
            for (const Record &row : rows)
                owners += row.key;
            for (const mapping::Side &side : mapped.relationships) {
                const auto counted = open.session->summaries(owners, side.name, DisplaySql::On, open.cause);
                QVERIFY2(counted, counted ? "" : qPrintable(counted.error().text()));
                for (qsizetype i = 0; i < owners.size(); ++i)
                    QCOMPARE(counted->at(i).count, open.follow(owners[i], side.name).size());
            }
        }
        const RecordKey first = open.row(u"(2)"_s, 0).key;
        QCOMPARE(open.follow(first, open.name(u"(2)"_s, u"_wanted"_s, schema::Direction::OneToMany)),
                 (QStringList{u"10"_s, u"11"_s}));
    }
};

QTEST_GUILESS_MAIN(KeyMatchingTest)
#include "tst_keymatching.moc"
