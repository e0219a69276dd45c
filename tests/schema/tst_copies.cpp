#include "core/schema/copies.h"
#include "core/schema/schemachange.h"

#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using schema::CopyNames;

namespace {

schema::Schema shop()
{
    return tests::reflectedSql(
        u"CREATE TABLE user (id INTEGER PRIMARY KEY, email TEXT UNIQUE, best INTEGER REFERENCES ware (id));"
        "CREATE TABLE ware (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES user (id) ON DELETE "
        "CASCADE, price REAL CHECK (price > 0));"
        "CREATE TABLE country (code TEXT PRIMARY KEY);"
        "CREATE INDEX ware_owner ON ware (owner); CREATE INDEX by_price ON ware (price DESC);"
        "CREATE VIEW names AS SELECT email FROM user"_s);
}

struct Copied
{
    Copied(const schema::Schema &before, const QList<schema::Table> &originals, CopyNames names)
        : schema(before)
    {
        const auto copies = schema::planCopies(before, originals, names);
        if (!copies)
            qFatal("%s", qPrintable(copies.error().text()));
        made = *copies;
        inverse = schema::applyChange(schema, made.change).value();
    }

    schema::Schema schema;
    schema::Copies made;
    schema::SchemaChange inverse;
};

QList<schema::Table> tablesOf(const schema::Schema &schema, const QStringList &names)
{
    QList<schema::Table> tables;
    for (const QString &name : names)
        tables += *schema.table(name);
    return tables;
}

} // namespace

/// Copies of tables, within a design and from another one.
class CopiesTest : public QObject
{
    Q_OBJECT

private slots:
    void whatWasCutFromTheDatabaseComesBackAsItself()
    {
        const schema::Schema database = shop();
        const QList<schema::Table> cut = tablesOf(database, {u"ware"_s, u"user"_s});
        schema::Schema rest = database;
        rest.tables.removeIf([](const schema::Table &each) { return each.name != "country"_L1; });
        const auto copies = schema::planCopies(rest, cut, CopyNames::Number, database);
        QVERIFY(copies);
        QVERIFY(schema::applyChange(rest, copies->change));
        for (const schema::Table &table : cut) {
            QVERIFY(rest.table(table.id));
            QCOMPARE(*rest.table(table.id), table);
        }
        // A second time they are copies, as the first ones are there.
        const auto more = schema::planCopies(rest, cut, CopyNames::Number, database);
        QVERIFY(more && !more->copyOf.values().contains(cut.first().id));
    }

    void aCopyHasWhatTheTableHas()
    {
        const Copied copied(shop(), tablesOf(shop(), {u"ware"_s}), CopyNames::Copy);
        const schema::Table &copy = *copied.schema.table(u"ware_copy"_s);
        const schema::Table &original = *copied.schema.table(u"ware"_s);
        QCOMPARE(copy.columns, original.columns);
        QCOMPARE(copy.primaryKey, original.primaryKey);
        QVERIFY(copy.checks == original.checks);
        QCOMPARE(copy.indexes.size(), 2);
        QStringList indexes;
        for (const schema::Index &index : copy.indexes)
            indexes += index.name;
        indexes.sort();
        QCOMPARE(indexes, (QStringList{u"by_price_2"_s, u"ware_copy_owner"_s}));
        QCOMPARE(copy.foreignKeys.first().table, u"user"_s);
        QCOMPARE(copy.foreignKeys.first().onDelete, schema::Action::Cascade);
        QVERIFY(copy.foreignKeys.first().id != original.foreignKeys.first().id);
        QCOMPARE(copied.made.change.text, u"Add table 'ware_copy'"_s);
    }

    void keysAmongCopiesLeadFromCopyToCopy()
    {
        const Copied copied(shop(), tablesOf(shop(), {u"user"_s, u"ware"_s}), CopyNames::Copy);
        QCOMPARE(copied.schema.table(u"user_copy"_s)->foreignKeys.first().table, u"ware_copy"_s);
        QCOMPARE(copied.schema.table(u"ware_copy"_s)->foreignKeys.first().table, u"user_copy"_s);
        QCOMPARE(copied.schema.table(u"user"_s)->foreignKeys.first().table, u"ware"_s);
        QCOMPARE(copied.made.change.text, u"Add 2 tables"_s);
    }

    void aSecondCopyGetsANumber()
    {
        const Copied first(shop(), tablesOf(shop(), {u"country"_s}), CopyNames::Copy);
        const Copied second(first.schema, tablesOf(first.schema, {u"country"_s}), CopyNames::Copy);
        QVERIFY(second.schema.table(u"country_copy_2"_s));
    }

    void fromElsewhereANameStaysWhereItIsFree()
    {
        schema::Schema other = tests::reflectedSql(u"CREATE TABLE user (id INTEGER PRIMARY KEY)"_s);
        const Copied copied(other, tablesOf(shop(), {u"user"_s, u"ware"_s}), CopyNames::Number);
        QVERIFY(copied.schema.table(u"user_2"_s));
        QVERIFY(copied.schema.table(u"ware"_s));
        QCOMPARE(copied.schema.table(u"ware"_s)->foreignKeys.first().table, u"user_2"_s);
    }

    void aKeyToATableThatTheDesignHasIsTied()
    {
        schema::Schema other = tests::reflectedSql(u"CREATE TABLE user (id INTEGER PRIMARY KEY)"_s);
        const Copied copied(other, tablesOf(shop(), {u"ware"_s}), CopyNames::Number);
        QCOMPARE(copied.schema.table(u"ware"_s)->foreignKeys.first().table, u"user"_s);
    }

    void aKeyThatNamesNoColumnsFindsThem()
    {
        const schema::Schema pasted =
            tests::reflectedSql(u"CREATE TABLE note (id INTEGER PRIMARY KEY, by INTEGER REFERENCES user)"_s);
        const Copied copied(shop(), pasted.tables, CopyNames::Number);
        QCOMPARE(copied.schema.table(u"note"_s)->foreignKeys.first().targetColumns, QStringList{u"id"_s});
    }

    void copiesCanBeTakenBack()
    {
        Copied copied(shop(), tablesOf(shop(), {u"user"_s, u"ware"_s, u"country"_s}), CopyNames::Copy);
        QVERIFY(schema::applyChange(copied.schema, copied.inverse));
        QCOMPARE(copied.schema, shop());
    }

    void aViewIsNoTableToCopy()
    {
        const auto copies = schema::planCopies(shop(), tablesOf(shop(), {u"names"_s}), CopyNames::Copy);
        QVERIFY(!copies);
        QCOMPARE(copies.error().sentence, u"There is no table to copy."_s);
    }
};

QTEST_APPLESS_MAIN(CopiesTest)
#include "tst_copies.moc"
