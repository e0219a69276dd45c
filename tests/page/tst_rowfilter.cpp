#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/page/pagereader.h"
#include "core/sql/keyfilter.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ScratchDatabase;

/// The filter of rows finds what the grid shows.
class RowFilterTest : public QObject
{
    Q_OBJECT

    static QStringList keysFoundBy(const QString &filter, const QString &table)
    {
        static const ScratchDatabase file(
            u"CREATE TABLE author(code TEXT PRIMARY KEY COLLATE NOCASE, first_name TEXT, last_name TEXT);"
            "INSERT INTO author VALUES('de','Germany',NULL),('at','Anna','Berg');"
            "CREATE TABLE r(id INTEGER PRIMARY KEY, x REAL, note TEXT, raw BLOB, author TEXT REFERENCES "
            "author(code));"
            "INSERT INTO r "
            "VALUES(1,0.1+0.2,'sum',NULL,'DE'),(2,123456789012345680.0,'large',NULL,'de'),(3,NULL,'nul',NULL,"
            "NULL),"
            "(4,0.1,'tenth',x'616263',NULL),(5,1e300,'huge',x'00','at'),(6,2.0,'two',NULL,NULL),(7,-1.5e-7,'"
            "x',NULL,NULL);"
            "CREATE TABLE pair(a INTEGER, b TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID; INSERT INTO pair "
            "VALUES(1,'x'),(1,'y'),(11,'x'),"
            "(2,'it''s \" AND \"a\" = 1')"_s);
        const auto connection = std::move(*db::Connection::open(
            {file.file(), base::ConnectionSettings::Mode::ReadOnly, 100}, [](const auto &) {}));
        const mapping::MappedSchema schema = mapping::mapped(*db::reflect(*connection));
        page::PageReader reader(*connection, schema);
        base::PageRequest request;
        request.scope.table = table;
        request.filter = filter;
        const auto page = reader.read(request, {1, u"grid"_s, base::Cause::Kind::Click});
        if (!page)
            return {page.error().text()};
        QStringList keys;
        for (const base::Record &record : page->records) {
            keys += record.key.toDisplay();
            // A row is found again by the filter that names it.
            const auto conditions = sql::KeyFilter::parse(
                sql::KeyFilter::textOf(*schema.table(table), record.key), *schema.table(table));
            for (qsizetype i = 0; i < record.key.values.size(); ++i) {
                if (!conditions || !(conditions->value(i).value == record.key.values[i]))
                    keys += u"and not read back"_s;
            }
        }
        return keys;
    }

private slots:
    void theFilterFindsWhatTheGridShows_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("keys");
        const auto row = [](const QString &filter, const QStringList &keys) {
            QTest::newRow(qPrintable(filter)) << filter << keys;
        };
        row(u"0.30000000000000004"_s, {u"1"_s});
        row(u"0.3000000000000000"_s, {u"1"_s});
        row(u"00000000004"_s, {u"1"_s});
        row(u"123456789012345680"_s, {u"2"_s});
        row(u"0.1"_s, {u"4"_s});
        row(u"0.10000000000000001"_s, {u"4"_s}); // the same number
        row(u"1e+300"_s, {u"5"_s});
        row(u"2.0"_s, {u"6"_s});
        row(u"1.5e-07"_s, {u"7"_s});
        row(u"NULL"_s, {u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"6"_s, u"7"_s});
        row(u"nul"_s, {u"3"_s});
        row(u"Germany"_s, {u"1"_s, u"2"_s});
        row(u"anna berg"_s, {u"5"_s});
        row(u"3 bytes"_s, {u"4"_s});
        row(u"1 byte"_s, {u"5"_s});
        row(u"abc"_s, {}); // The bytes are not shown.
        row(u"x > 1"_s, {u"2"_s, u"5"_s, u"6"_s});
        row(u"X>1 and note like h%"_s, {u"5"_s});
        row(u"x = 0.1"_s, {u"4"_s});
        row(u"author IS NULL AND id <= 4"_s, {u"3"_s, u"4"_s});
        row(u"author = NULL AND id <= 4"_s, {u"3"_s, u"4"_s});
        row(u"note LIKE nul%"_s, {u"3"_s});
        row(u"note LIKE null"_s, {});
        row(u"author <> NULL"_s, {u"1"_s, u"2"_s, u"5"_s});
        row(u"author is not null"_s, {u"1"_s, u"2"_s, u"5"_s});
        row(u"author = de"_s, {u"2"_s}); // As the column compares.
        row(u"note = sum"_s, {u"1"_s});
        row(u"\"note\" = 'sum'"_s, {u"1"_s});
        row(u"note != sum AND note NOT LIKE t% and x >= 1"_s, {u"2"_s, u"5"_s});
        row(u"x >"_s, {});
        row(u"x > 1 AND"_s, {});
        row(u"nothing > 1"_s, {}); // No column of the table, and no text that it shows.
        row(u"\"id\" = 4"_s, {u"4"_s});
        row(u"\"nothing\" = 4"_s, {});
        row(u"id = 4"_s, {u"4"_s});
    }
    void theFilterFindsWhatTheGridShows()
    {
        QFETCH(QString, filter);
        QFETCH(QStringList, keys);
        QCOMPARE(keysFoundBy(filter, u"r"_s), keys);
    }

    void aKeyOfSeveralColumnsNamesOneRow()
    {
        QCOMPARE(keysFoundBy(u"\"a\" = 1 AND \"b\" = 'x'"_s, u"pair"_s), QStringList({u"(1, x)"_s}));
        QCOMPARE(keysFoundBy(u"\"a\" = 2 AND \"b\" = 'it''s \" AND \"a\" = 1'"_s, u"pair"_s).size(), 1);
        QCOMPARE(keysFoundBy({}, u"pair"_s).size(), 4);
    }
};

QTEST_APPLESS_MAIN(RowFilterTest)
#include "tst_rowfilter.moc"
