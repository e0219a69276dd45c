#include "core/db/connection.h"
#include "core/open/opendesign.h"
#include "core/schema/linkplanner.h"
#include "core/schema/linkremoval.h"
#include "core/schema/schemachange.h"
#include "core/sql/schemadifference.h"
#include "tests/support/scratchdatabase.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using open::OpenDesign;
using tests::ScratchDatabase;

namespace {

const QString kBlog =
    u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT, user_id INTEGER REFERENCES user(id));"
    "CREATE INDEX post_title ON post (title);"
    "INSERT INTO user VALUES (1, 'alice'), (2, NULL);"
    "INSERT INTO post VALUES (1, 'First Post', 1), (2, 'Second Post', 1)"_s;

/// The design of a database, which it shall become.
struct Applying
{
    explicit Applying(const QString &sql = kBlog) : file(sql)
    {
        QSignalSpy shown(&design, &OpenDesign::shown);
        design.open({file.file(), base::ConnectionSettings::Mode::ReadWrite, 300});
        if (!QTest::qWaitFor([&shown] { return !shown.isEmpty(); }))
            qFatal("not opened");
    }

    const schema::Table &table(const QString &name) { return *design.document().schema().table(name); }
    void change(const schema::SchemaStep &step)
    {
        if (const auto done =
                design.document().change({u"change"_s, {schema::SchemaChange{u"change"_s, {step}}}});
            !done)
            qFatal("%s", qPrintable(done.error().text()));
    }
    void changeColumn(const QString &name, const QString &column,
                      const std::function<void(schema::Column &)> &edit)
    {
        schema::Column now = *table(name).column(column);
        edit(now);
        change(schema::ChangeColumn{table(name).id, column, now});
    }
    void removePost()
    {
        const auto plan = schema::planRemoval(design.document().schema(), {table(u"post"_s).id}, {});
        if (!plan || !design.document().change({plan->text, {*plan}}))
            qFatal("not removed");
    }
    /// Whether it was applied.
    bool apply(const QString &copy = {})
    {
        QSignalSpy applied(&design, &OpenDesign::applied);
        QSignalSpy refused(&design, &OpenDesign::notApplied);
        design.apply({difference(), copy});
        if (!QTest::qWaitFor([&] { return applied.size() + refused.size() > 0 && !design.isApplying(); },
                             10000))
            qFatal("neither applied nor refused");
        if (!refused.isEmpty())
            error = refused.first().first().value<base::Error>();
        return refused.isEmpty();
    }
    QStringList difference()
    {
        return sql::differenceSql(design.document().baseline(), design.document().schema());
    }

    ScratchDatabase file;
    QTemporaryDir folder;
    OpenDesign design{folder.path()};
    base::Error error;
};

} // namespace

/// A database becomes as its design, all at once or not at all.
class ApplyDesignTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void theDatabaseBecomesAsTheDesignAndKeepsItsRows()
    {
        Applying on;
        on.change(schema::RenameTable{on.table(u"post"_s).id, u"article"_s});
        on.changeColumn(u"article"_s, u"title"_s, [](schema::Column &now) { now.name = u"headline"_s; });
        on.changeColumn(u"article"_s, u"headline"_s, [](schema::Column &now) {
            now.type = u"VARCHAR(80)"_s;
            now.nullable = false;
        });
        on.change(schema::AddColumn{on.table(u"user"_s).id, -1, {u"city"_s, u"TEXT"_s, true, {}}});
        QVERIFY2(on.apply(), qPrintable(on.error.text()));
        QCOMPARE(on.file.rows(u"SELECT id, headline, user_id FROM article"_s),
                 (QStringList{u"1|First Post|1"_s, u"2|Second Post|1"_s}));
        QCOMPARE(on.file.rows(u"SELECT name FROM pragma_table_info('user')"_s),
                 (QStringList{u"id"_s, u"name"_s, u"city"_s}));
        QCOMPARE(on.file.rows(u"SELECT name FROM sqlite_master WHERE type = 'index'"_s),
                 QStringList{u"post_title"_s});
        // The design is of the database as it is now.
        QCOMPARE(on.difference(), QStringList());
        QVERIFY(on.design.workspace()->schema().table(u"article"_s));
        QVERIFY(on.design.document().schema().relationship(u"user"_s, u"articles"_s));
    }

    void aNewTableIsTheDesignsOwnAfterwards()
    {
        Applying on;
        const auto plan = schema::planTable(on.design.document().schema(), u"rating"_s);
        QVERIFY(plan && on.design.document().change({plan->text, {*plan}}));
        schema::Table rating = on.table(u"rating"_s);
        rating.columns += {u"user_id"_s, u"INTEGER"_s, false, {}}; // As typed in a card, letter by letter.
        rating.columns += {u"stars"_s, u"integer"_s, true, {}};
        rating.checks = {schema::Check{u"stars between 1 and 5"_s}};
        schema::ForeignKey key;
        key.id = on.design.document().schema().freeLinkId();
        key.columns = {u"user_id"_s};
        key.table = u"user"_s;
        key.targetColumns = {u"id"_s};
        key.onDelete = schema::Action::Cascade;
        rating.foreignKeys = {key};
        on.change(schema::ChangeTable{rating.id, rating});
        QVERIFY2(on.apply(), qPrintable(on.error.text()));
        QVERIFY2(on.difference().isEmpty(), qPrintable(on.difference().join(u'\n')));
        QCOMPARE(on.table(u"rating"_s).id, rating.id);
        QVERIFY(on.design.document().schema().relationship(u"user"_s, u"ratings"_s));
    }

    void whatTheDatabaseRefusesChangesNothing()
    {
        Applying on;
        const QStringList before = on.file.rows(u"SELECT sql FROM sqlite_master ORDER BY name"_s);
        on.change(schema::AddColumn{on.table(u"post"_s).id, -1, {u"views"_s, u"INTEGER"_s, true, {}}});
        on.changeColumn(u"user"_s, u"name"_s,
                        [](schema::Column &now) { now.nullable = false; }); // One is NULL.
        const QStringList wanted = on.difference();
        const QString copy = on.folder.filePath(u"before.db"_s);
        QVERIFY(!on.apply(copy));
        QVERIFY(!QFile::exists(copy));
        QVERIFY2(on.error.sentence.startsWith(u"The database was not changed: NOT NULL constraint failed"_s),
                 qPrintable(on.error.sentence));
        QCOMPARE(on.file.rows(u"SELECT sql FROM sqlite_master ORDER BY name"_s), before);
        QCOMPARE(on.difference(), wanted);
    }

    void keysThatWouldLeadNowhereAreRefused()
    {
        Applying on(
            u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
            "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER); INSERT INTO post VALUES (1, 7)"_s);
        schema::ForeignKey key;
        key.id = on.design.document().schema().freeLinkId();
        key.columns = {u"user_id"_s};
        key.table = u"user"_s;
        key.targetColumns = {u"id"_s};
        on.change(schema::AddForeignKey{on.table(u"post"_s).id, -1, key});
        QVERIFY(!on.apply());
        QCOMPARE(on.error.sentence,
                 u"The database was not changed: foreign keys of 'post' would lead nowhere."_s);
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM pragma_foreign_key_list('post')"_s),
                 QStringList{u"0"_s});
    }

    void aViewThatWouldNotWorkAnyMoreIsRefused()
    {
        Applying on(u"CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT, views INT);"
                    "INSERT INTO post VALUES (1, 'One', 1), (2, 'Two', 2);"
                    "CREATE VIEW titles AS SELECT title FROM post; CREATE VIEW dead AS SELECT x FROM post"_s);
        on.changeColumn(u"post"_s, u"views"_s, [](schema::Column &now) { now.type = u"BIGINT"_s; });
        QVERIFY2(on.apply(), qPrintable(on.error.text())); // One that is broken already is no reason.
        on.change(schema::RemoveColumn{on.table(u"post"_s).id, u"title"_s});
        on.changeColumn(u"post"_s, u"views"_s, [](schema::Column &now) { now.type = u"TEXT"_s; });
        QVERIFY(!on.apply());
        QVERIFY2(on.error.sentence.contains(u"the view 'titles' would not work any more"_s),
                 qPrintable(on.error.sentence));
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM titles"_s), QStringList{u"2"_s});
    }

    void aTriggerThatWouldNotWorkAnyMoreIsRefused()
    {
        Applying on(
            u"CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT, views INT);"
            "CREATE TABLE log (text TEXT);"
            "CREATE TRIGGER count_up AFTER INSERT ON log BEGIN UPDATE post SET title = new.text; END"_s);
        on.change(schema::RemoveColumn{on.table(u"post"_s).id, u"title"_s});
        on.changeColumn(u"post"_s, u"views"_s, [](schema::Column &now) { now.type = u"TEXT"_s; });
        QVERIFY(!on.apply());
        QVERIFY2(on.error.sentence.contains(u"a trigger for INSERT of 'log' would not work any more"_s),
                 qPrintable(on.error.sentence));
    }

    void aDatabaseWhoseKeysCannotBeCheckedIsMended()
    {
        Applying on(u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"
                    "CREATE TABLE post (id INTEGER PRIMARY KEY, by TEXT REFERENCES user (name));"
                    "INSERT INTO user VALUES (1, 'ann'); INSERT INTO post VALUES (1, 'ann')"_s);
        on.change(schema::AddUnique{on.table(u"user"_s).id, -1, {{u"name"_s}}});
        QVERIFY2(on.apply(), qPrintable(on.error.text()));
        QCOMPARE(on.file.rows(u"PRAGMA foreign_key_check"_s), QStringList());
    }

    void whatAPersonHasNotAgreedToIsNotDone()
    {
        Applying on;
        on.change(schema::AddColumn{on.table(u"user"_s).id, -1, {u"city"_s, u"TEXT"_s, true, {}}});
        const QStringList agreed = on.difference();
        on.removePost();
        QSignalSpy refused(&on.design, &OpenDesign::notApplied);
        on.design.apply({agreed, {}});
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM post"_s), QStringList{u"2"_s});
    }

    void aCopyIsKeptWhereOneIsWanted()
    {
        Applying on;
        on.removePost();
        QVERIFY(on.difference().join(u'\n').contains(u"-- All rows of this table go with it."_s));
        const QString copy = on.folder.filePath(u"before.db"_s);
        QVERIFY2(on.apply(copy), qPrintable(on.error.text()));
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM sqlite_master WHERE name = 'post'"_s),
                 QStringList{u"0"_s});
        const auto old = db::Connection::open({copy, base::ConnectionSettings::Mode::ReadOnly, 100});
        QVERIFY(old);
        const auto rows = (*old)->select({u"SELECT count(*) FROM post"_s, {}});
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().text()));
        QCOMPARE(rows->value(0, 0).toInteger(), 2);
    }

    void whereTheCopyCannotBeMadeNothingIsChanged()
    {
        Applying on;
        on.removePost();
        QVERIFY(!on.apply(u"/nowhere/at all.db"_s));
        QVERIFY2(on.error.sentence.contains(u"no copy of it could be made"_s), qPrintable(on.error.sentence));
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM post"_s), QStringList{u"2"_s});
    }

    void tablesThatAnotherProgramHasChangedAreLookedAtFirst()
    {
        Applying on;
        on.change(schema::AddColumn{on.table(u"user"_s).id, -1, {u"city"_s, u"TEXT"_s, true, {}}});
        on.file.run(u"ALTER TABLE post ADD COLUMN views INTEGER"_s);
        QVERIFY(!on.apply());
        QCOMPARE(on.error.code, base::ErrorCode::StaleData);
        QVERIFY(on.table(u"post"_s).column(u"views"_s)); // The design knows it by now.
        QVERIFY2(on.apply(), qPrintable(on.error.text()));
        QCOMPARE(on.difference(), QStringList());
    }

    void rowsThatWaitGoFirst()
    {
        Applying on;
        on.change(schema::AddColumn{on.table(u"user"_s).id, -1, {u"city"_s, u"TEXT"_s, true, {}}});
        QSignalSpy pending(&on.design.workspace()->records(), &async::Records::pendingChanged);
        on.design.workspace()->records().add(u"user"_s, {});
        QTRY_VERIFY(!on.design.workspace()->records().pending().isEmpty());
        QVERIFY(!on.apply());
        QCOMPARE(on.error.sentence, u"Rows wait for Save."_s);
    }

    void aLockedDatabaseSaysSo()
    {
        Applying on;
        on.change(schema::AddColumn{on.table(u"user"_s).id, -1, {u"city"_s, u"TEXT"_s, true, {}}});
        auto other = db::Connection::open({on.file.file()});
        QVERIFY(other && (*other)->run({u"BEGIN IMMEDIATE"_s, {}}));
        QVERIFY(!on.apply());
        QCOMPARE(on.error.code, base::ErrorCode::DatabaseLocked);
        QVERIFY((*other)->run({u"ROLLBACK"_s, {}}));
        QVERIFY2(on.apply(), qPrintable(on.error.text()));
    }
};

QTEST_GUILESS_MAIN(ApplyDesignTest)
#include "tst_applydesign.moc"
