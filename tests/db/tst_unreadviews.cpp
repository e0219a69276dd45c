#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/schema/viewcolumns.h"
#include "tests/support/explodingview.h"
#include "tests/support/scratchdatabase.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using db::Views;
using schema::Schema;
using schema::TableKind;
using tests::explodingView;
using tests::ScratchDatabase;

namespace {

const QString kTables =
    u"CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE child(id INTEGER PRIMARY KEY, parent_id INT REFERENCES parent) WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE found USING fts5(words);"
    "CREATE VIEW names AS SELECT id, name FROM parent;"
    "CREATE VIEW broken AS SELECT * FROM missing;"
    "CREATE TRIGGER t INSTEAD OF INSERT ON names BEGIN SELECT 1; END;"_s;

std::unique_ptr<db::Connection> openFile(const ScratchDatabase &file)
{
    auto connection = db::Connection::open({file.file(), base::ConnectionSettings::Mode::ReadWrite, 1000});
    if (!connection)
        qFatal("%s", qPrintable(connection.error().text()));
    return std::move(*connection);
}

} // namespace

/// A schema is read without looking into its views: SQLite may take for ever for that.
class UnreadViewsTest : public QObject
{
    Q_OBJECT

private slots:
    void viewsAreListedWithoutColumnsAndAllElseIsTheSame()
    {
        const ScratchDatabase file(kTables);
        const auto connection = openFile(file);
        const Schema whole = *db::reflect(*connection);
        const Schema names = *db::reflect(*connection, {}, Views::NamesOnly);
        QCOMPARE(names.tables.size(), whole.tables.size());
        for (const schema::Table &table : whole.tables) {
            const schema::Table *again = names.table(table.name);
            QVERIFY(again);
            if (table.name == "names"_L1 || table.name == "broken"_L1)
                QVERIFY(schema::isUnreadView(*again) && again->triggers == table.triggers);
            else
                QVERIFY2(*again == table, qPrintable(table.name));
        }
        QCOMPARE(db::readViews(*connection, names, {}, 0), whole);
    }

    void aViewThatExplodesDoesNotHoldUpTheSchema()
    {
        const ScratchDatabase file(kTables + explodingView(u"bomb"_s, 26));
        const auto connection = openFile(file);
        QElapsedTimer timer;
        timer.start();
        const Schema names = *db::reflect(*connection, {}, Views::NamesOnly);
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(schema::isUnreadView(*names.table(u"bomb"_s)));
        const Schema some = db::readViews(*connection, names, {u"names"_s, u"parent"_s}, 0);
        QCOMPARE(some.table(u"names"_s)->columns.size(), 2);
        QVERIFY(schema::isUnreadView(*some.table(u"bomb"_s)));
        QVERIFY(timer.elapsed() < 1000);
    }

    void whoReadsAllStopsAfterTheOneThatTakesLong()
    {
        const ScratchDatabase file(u"CREATE VIEW a AS SELECT 1 AS x;"_s + explodingView(u"b"_s, 16) +
                                   u"CREATE VIEW c AS SELECT 2 AS y;"_s);
        const auto connection = openFile(file);
        const Schema names = *db::reflect(*connection, {}, Views::NamesOnly);
        const Schema read = db::readViews(*connection, names, {}, 50);
        QCOMPARE(read.table(u"a"_s)->columns.size(), 1);
        QCOMPARE(read.table(u"b"_s)->columns.size(), 1);
        QVERIFY(schema::isUnreadView(*read.table(u"c"_s)));
    }

    void columnsOfViewsAreTakenOverFromAnotherSchema()
    {
        const ScratchDatabase file(kTables);
        const auto connection = openFile(file);
        const Schema whole = *db::reflect(*connection);
        const Schema names = *db::reflect(*connection, {}, Views::NamesOnly);
        QCOMPARE(schema::withViewsOf(names, whole), whole);
        QCOMPARE(schema::withViewsOf(whole, names), whole);
    }
};

QTEST_APPLESS_MAIN(UnreadViewsTest)
#include "tst_unreadviews.moc"
