#include "tests/records/library.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::ErrorCode;
using base::PageRequest;
using base::Record;
using base::RecordKey;
using base::Value;

namespace {

QString textOf(const Record &record)
{
    QStringList cells;
    for (const Value &value : record.values)
        cells += value.isNull() ? u"NULL"_s : value.toText();
    return cells.join(u'|');
}

} // namespace

/// Rows page by page: sorted, filtered, of tables, views and collections.
class SessionPagesTest : public QObject
{
    Q_OBJECT

private slots:
    void aTableWithoutRowidIsPagedByItsKey()
    {
        OpenSession open(
            u"CREATE TABLE t(a TEXT, b INT, x, PRIMARY KEY(b DESC, a)) WITHOUT ROWID;"
            "INSERT INTO t VALUES('q',1,'1q'),('r',1,'1r'),('q',2,'2q'),('s',2,'2s'),('a',3,'3a')"_s);
        QCOMPARE(pagedToTheEnd(open, u"t"_s, {}, Qt::AscendingOrder, 2).join(u' '),
                 u"q|1|1q r|1|1r q|2|2q s|2|2s a|3|3a"_s);
        QCOMPARE(pagedToTheEnd(open, u"t"_s, {}, Qt::DescendingOrder, 2).join(u' '),
                 u"a|3|3a s|2|2s q|2|2q r|1|1r q|1|1q"_s);
    }

    void moreFollowsExactlyWhereMoreFollows()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id REFERENCES "
            u"p);"
            "INSERT INTO p VALUES(1);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<10) INSERT INTO c SELECT i, 1 FROM n"_s);
        const RecordKey parent = open.row(u"p"_s, 0).key;
        for (const int limit : {1, 4, 5, 9, 10, 11}) {
            open.session->expireAll();
            PageRequest request = OpenSession::related(parent, u"cs"_s, limit);
            QList<int> sizes;
            for (bool more = true; more;) {
                const auto page = open.page(request);
                QVERIFY2(page, page ? "" : qPrintable(page.error().text()));
                QVERIFY(!page->records.isEmpty());
                sizes += int(page->records.size());
                more = page->hasMore;
                request.after = page->records.last();
            }
            QCOMPARE(std::accumulate(sizes.cbegin(), sizes.cend(), 0), 10);
            QCOMPARE(sizes.size(), (10 + limit - 1) / limit);
            QVERIFY(sizes.last() > 0);
        }
    }

    void aCollectionCountsAsLoadedOnlyWhenItsLastPageHasCome()
    {
        OpenSession open(u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, "
                         u"p_id REFERENCES p);"
                         "INSERT INTO p VALUES(1); INSERT INTO c VALUES(1,1),(2,1),(3,1),(4,1),(5,1)"_s);
        const RecordKey parent = open.row(u"p"_s, 0).key;
        PageRequest request = OpenSession::related(parent, u"cs"_s, 3);
        const auto first = open.page(request);
        QVERIFY(open.page(request));
        QCOMPARE(open.statements(), 2); // Not whole yet.
        request.after = first->records.last();
        QVERIFY(!open.page(request)->hasMore);
        QCOMPARE(open.statements(), 1);
        QVERIFY(!open.page(request)->hasMore);
        QCOMPARE(open.follow(parent, u"cs"_s).size(), 5);
        QCOMPARE(open.statements(), 0);
        PageRequest sorted = OpenSession::related(parent, u"cs"_s);
        sorted.filter = u"4"_s;
        QCOMPARE(open.page(sorted)->records.size(), 1);
        QCOMPARE(open.follow(parent, u"cs"_s).size(), 5);
        QCOMPARE(open.statements(), 1);
    }

    void lastPagesWhoseFirstOnesWereForgottenAreNotTakenForTheWhole()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id REFERENCES "
            u"p, x);"
            "INSERT INTO p VALUES(1); INSERT INTO c(id, p_id) VALUES(1,1),(2,1),(3,1),(4,1),(5,1)"_s);
        const RecordKey parent = open.row(u"p"_s, 0).key;
        PageRequest request = OpenSession::related(parent, u"cs"_s, 3);
        const auto first = open.page(request);
        QVERIFY(open.edit(first->records[0], u"x"_s, Value::integer(1)));
        QVERIFY(open.save());
        request.after = first->records.last();
        QCOMPARE(open.page(request)->records.size(), 2);
        QCOMPARE(open.follow(parent, u"cs"_s).size(), 5);
    }

    void sortedPagesPutTogetherAreTheBigSelect()
    {
        QRandomGenerator random(20260101);
        for (const QString &type : {u""_s, u"TEXT"_s, u"INTEGER"_s, u"NUMERIC NOT NULL DEFAULT 0"_s,
                                    u"REAL"_s, u"TEXT COLLATE NOCASE"_s}) {
            for (const bool indexed : {false, true}) {
                QString sql = u"BEGIN; CREATE TABLE t(id INTEGER PRIMARY KEY, v %1);"_s.arg(type);
                if (indexed)
                    sql += u"CREATE INDEX ti ON t(v);"_s;
                for (int i = 0; i < 150; ++i) {
                    const QStringList kinds = {u"NULL"_s,
                                               u"1"_s,
                                               u"1.0"_s,
                                               u"'1'"_s,
                                               u"''"_s,
                                               u"x'31'"_s,
                                               u"x''"_s,
                                               u"'a'"_s,
                                               u"'A'"_s,
                                               u"'ä'"_s,
                                               u"9e999"_s,
                                               u"-0.5"_s,
                                               u"9007199254740993"_s,
                                               u"9007199254740992.0"_s,
                                               QString::number(random.bounded(5)),
                                               u"'it''s'"_s,
                                               u"char(0xe000)"_s,
                                               u"CAST(x'ff41' AS TEXT)"_s,
                                               u"CAST(x'ff42' AS TEXT)"_s,
                                               u"'x' || char(0) || 'y'"_s};
                    QString value = kinds[random.bounded(int(kinds.size()))];
                    if (type.contains(u"NOT NULL"_s) && value == u"NULL"_s)
                        value = u"3"_s;
                    sql += u"INSERT INTO t(v) VALUES(%1);"_s.arg(value);
                }
                OpenSession open{sql + u"COMMIT"_s};
                for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                    const QString direction = order == Qt::DescendingOrder ? u" DESC"_s : QString();
                    const QStringList whole =
                        open.file.rows(u"SELECT id, v FROM t ORDER BY v%1, id%1"_s.arg(direction));
                    for (const int limit : {2, 7, 149, 150}) {
                        const QStringList paged = pagedToTheEnd(open, u"t"_s, u"v"_s, order, limit);
                        const QString where =
                            u"%1 %2 %3 by %4: %5"_s.arg(type, direction).arg(indexed).arg(limit);
                        QVERIFY2(ids(paged) == ids(whole),
                                 qPrintable(where.arg(paged.mid(130, 40).join(u' '))));
                    }
                }
            }
        }
    }

    void aDeepPageOfAnIndexedSortIsEnteredByTheIndex()
    {
        OpenSession open(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, v INT); CREATE INDEX ti ON t(v);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<1000) INSERT INTO t SELECT i, i/10 FROM n"_s);
        PageRequest request;
        request.scope.table = u"t"_s;
        request.sortColumn = u"v"_s;
        request.after = {{u"t"_s, {Value::integer(900)}, 0}, {Value::integer(900), Value::integer(90)}};
        QVERIFY(open.page(request));
        QString plan = open.log.last().sql;
        for (const QString &value : open.log.last().boundValues)
            plan.replace(plan.indexOf(u'?'), 1, value);
        const QString steps = open.file.rows(u"EXPLAIN QUERY PLAN "_s + plan).join(u' ');
        QVERIFY2(steps.contains(u"v>?"_s) && !steps.contains(u"TEMP B-TREE"_s), qPrintable(steps));
    }

    void aFilterTakesItsLettersAsTheyAre()
    {
        OpenSession open(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w);"
            "INSERT INTO t "
            "VALUES(1,'100%',NULL),(2,'100x',NULL),(3,'a_b',NULL),(4,'aXb',NULL),(5,'c\\d',NULL),"
            "(6,'it''s',NULL),(7,'HeLLo',NULL),(8,NULL,4711),(9,'\"q\"','%')"_s);
        const QList<std::pair<QString, QStringList>> cases = {
            {u"%"_s, {u"1"_s, u"9"_s}}, {u"0%"_s, {u"1"_s}},    {u"_"_s, {u"3"_s}},   {u"\\"_s, {u"5"_s}},
            {u"'"_s, {u"6"_s}},         {u"hello"_s, {u"7"_s}}, {u"711"_s, {u"8"_s}}, {u"\""_s, {u"9"_s}},
            {u"nowhere"_s, {}},         {u"a_b"_s, {u"3"_s}},
        };
        for (const auto &[filter, expected] : cases) {
            PageRequest request;
            request.scope.table = u"t"_s;
            request.filter = filter;
            QStringList found;
            const auto page = open.page(request);
            for (const Record &record : page->records)
                found += record.values[0].toText();
            QCOMPARE(found, expected);
        }
    }

    void whatCannotBeReadIsRefusedInWords()
    {
        OpenSession open(kLibrary + u"; CREATE VIEW v AS SELECT nosuch(id) AS n FROM author"_s);
        PageRequest request;
        request.scope.table = u"nowhere"_s;
        QCOMPARE(open.page(request).error().code, ErrorCode::UnknownTable);
        request.scope.table = u"v"_s;
        QCOMPARE(open.page(request).error().code, ErrorCode::BrokenTable);
        request.scope.table = u"book"_s;
        request.sortColumn = u"nothing"_s;
        QCOMPARE(open.page(request).error().code, ErrorCode::UnknownColumn);
        QCOMPARE(open.page(OpenSession::related(open.row(u"book"_s, 0).key, u"nothing"_s)).error().code,
                 ErrorCode::UnknownRelationship);
    }

    void viewsArePagedByOffset()
    {
        OpenSession open(
            u"CREATE TABLE t(a); INSERT INTO t VALUES(1),(2),(3),(4),(5); CREATE VIEW v AS SELECT a, a * 2 AS b FROM t"_s);
        PageRequest request;
        request.scope.table = u"v"_s;
        request.sortColumn = u"b"_s;
        request.sortOrder = Qt::DescendingOrder;
        request.limit = 2;
        QStringList all;
        for (bool more = true; more;) {
            const auto page = open.page(request);
            for (const Record &record : page->records)
                all += textOf(record);
            QVERIFY(!page->records.first().key.isValid());
            request.offsetHint += int(page->records.size());
            more = page->hasMore;
        }
        QCOMPARE(all.join(u' '), u"5|10 4|8 3|6 2|4 1|2"_s);
    }

private:
    static QStringList ids(const QStringList &rows)
    {
        QStringList all;
        for (const QString &row : rows)
            all += row.section(u'|', 0, 0);
        return all;
    }

    static QStringList pagedToTheEnd(OpenSession &open, const QString &table, const QString &sortColumn,
                                     Qt::SortOrder order, int limit)
    {
        PageRequest request;
        request.scope.table = table;
        request.sortColumn = sortColumn;
        request.sortOrder = order;
        request.limit = limit;
        QStringList all;
        for (bool more = true; more && all.size() < 2000;) {
            const auto page = open.page(request);
            if (!page)
                return {page.error().text()};
            for (const Record &record : page->records)
                all += textOf(record);
            more = page->hasMore;
            if (more)
                request.after = page->records.last();
        }
        return all;
    }
};

QTEST_GUILESS_MAIN(SessionPagesTest)
#include "tst_sessionpages.moc"
