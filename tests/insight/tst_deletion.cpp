#include "core/insight/deletion.h"

#include "core/db/connection.h"
#include "core/mapping/plan/editside.h"
#include "core/orm/session/session.h"
#include "tests/support/reflected.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using insight::Deletion;
using Outcome = Deletion::Outcome;
using tests::ScratchDatabase;

namespace {

QString sqlOf(const QString &action, bool isNullable)
{
    return u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
           "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER %1 REFERENCES user(id) ON DELETE %2);"
           "INSERT INTO user VALUES (1); INSERT INTO post VALUES (1, 1)"_s.arg(
               isNullable ? QString() : u"NOT NULL"_s, action);
}

mapping::MappedSchema declared(const QString &sql, const QString &cascade, mapping::PassiveDeletes passive)
{
    const mapping::MappedSchema schema = tests::reflectedSql(sql);
    const auto edit = [&](mapping::RelationshipOptions &options) {
        options.cascade = cascade;
        options.passiveDeletes = passive;
    };
    const auto given =
        mapping::withSideEdited({schema, {}}, *schema.relationship(u"user"_s, u"posts"_s), edit);
    return mapping::mapped({schema, given.value()});
}

/// What is there after somebody tried to delete the parent.
Outcome found(const ScratchDatabase &file)
{
    if (file.rows(u"SELECT id FROM user"_s).size() == 1)
        return Outcome::Refused;
    return file.rows(u"SELECT id FROM post"_s).isEmpty() ? Outcome::ChildrenGo : Outcome::ChildrenStay;
}

} // namespace

/// What is said about a deletion is what happens.
class DeletionTest : public QObject
{
    Q_OBJECT

private slots:
    void theSessionAndTheDatabaseDoWhatIsSaid_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<bool>("isNullable");
        QTest::addColumn<QString>("cascade");
        QTest::addColumn<int>("passive");
        for (const QString &action : {u"NO ACTION"_s, u"RESTRICT"_s, u"CASCADE"_s, u"SET NULL"_s}) {
            for (const bool isNullable : {true, false}) {
                for (const QString &cascade : {u"save-update, merge"_s, u"all"_s, u"all, delete-orphan"_s}) {
                    for (const int passive : {0, 1, 2}) {
                        if (passive == 2 && cascade != "save-update, merge"_L1)
                            continue; // The two exclude each other.
                        QTest::addRow("%s%s, %s, passive_deletes %d", qPrintable(action),
                                      isNullable ? "" : " of NOT NULL", qPrintable(cascade), passive)
                            << action << isNullable << cascade << passive;
                    }
                }
            }
        }
    }
    void theSessionAndTheDatabaseDoWhatIsSaid()
    {
        QFETCH(QString, action);
        QFETCH(bool, isNullable);
        QFETCH(QString, cascade);
        QFETCH(int, passive);
        const QString sql = sqlOf(action, isNullable);
        const mapping::MappedSchema schema = declared(sql, cascade, mapping::PassiveDeletes(passive));
        QVERIFY(!schema.configuration->firstError());
        const Deletion said = insight::deletionOf(schema, *schema.relationship(u"user"_s, u"posts"_s));

        const ScratchDatabase past(sql);
        {
            const auto connection =
                db::Connection::open({past.file(), base::ConnectionSettings::Mode::ReadWrite, 100});
            QVERIFY(connection);
            static_cast<void>((*connection)->run({u"DELETE FROM user"_s, {}}));
        }
        QCOMPARE(int(said.byDatabase), int(found(past)));

        const ScratchDatabase bySession(sql);
        {
            const auto connection =
                db::Connection::open({bySession.file(), base::ConnectionSettings::Mode::ReadWrite, 100});
            QVERIFY(connection);
            orm::Session session(**connection, *schema.configuration);
            const auto user =
                session.get(schema.configuration->classNamed(u"User"_s), {base::Value::integer(1)});
            QVERIFY(user);
            QVERIFY(session.erase(*user));
            if (!session.commit())
                QVERIFY(session.rollback());
        }
        QVERIFY2(said.bySession == found(bySession), qPrintable(said.sentence));
    }

    void aSentenceNamesWhatTheSessionWritesAndWhatTheDatabaseDoes()
    {
        const mapping::MappedSchema schema =
            declared(sqlOf(u"CASCADE"_s, false), u"save-update, merge"_s, mapping::PassiveDeletes::No);
        const Deletion said = insight::deletionOf(schema, *schema.relationship(u"user"_s, u"posts"_s));
        QVERIFY(!said.agree());
        QCOMPARE(
            said.sentence,
            u"When a row of User is deleted, the session sets post.user_id of its posts to NULL, which is "
            "refused: the column is NOT NULL. Past the session, the database deletes them: ON DELETE "
            "CASCADE."_s);
    }

    void ofAManyToManyOnlyTheLinksGo()
    {
        const mapping::MappedSchema schema = tests::reflectedSql(
            u"CREATE TABLE post (id INTEGER PRIMARY KEY); CREATE TABLE tag (id INTEGER PRIMARY KEY);"
            "CREATE TABLE post_tag (post_id INTEGER REFERENCES post(id) ON DELETE CASCADE, tag_id INTEGER "
            "REFERENCES tag(id), PRIMARY KEY (post_id, tag_id))"_s);
        const Deletion said = insight::deletionOf(schema, *schema.relationship(u"post"_s, u"tags"_s));
        QCOMPARE(int(said.bySession), int(Outcome::Unlinked));
        QCOMPARE(int(said.byDatabase), int(Outcome::Unlinked));
    }
};

QTEST_GUILESS_MAIN(DeletionTest)
#include "tst_deletion.moc"
