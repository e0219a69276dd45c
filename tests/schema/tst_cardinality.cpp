#include "core/schema/cardinality.h"

#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using schema::Cardinality;

namespace {

schema::Schema withChild(const QString &child)
{
    return tests::reflectedSql(u"CREATE TABLE user (id INTEGER PRIMARY KEY);"_s + child);
}

base::LinkId linkOf(const schema::Schema &schema)
{
    for (const schema::Table &table : schema.tables) {
        if (!table.foreignKeys.isEmpty())
            return table.foreignKeys.first().id;
    }
    return {};
}

Cardinality of(const schema::Schema &schema)
{
    const schema::Table &child = *schema.tableOfLink(linkOf(schema));
    return schema::cardinalityOf(child, child.foreignKeys.first());
}

} // namespace

/// The ends of a link are what the columns of its key say.
class CardinalityTest : public QObject
{
    Q_OBJECT

private slots:
    void everyEndsCanBeGivenToAPlainKeyAndTakenBack()
    {
        const schema::Schema before =
            withChild(u"CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user(id))"_s);
        for (const bool isMandatory : {false, true}) {
            for (const bool isOne : {false, true}) {
                const Cardinality wanted{isMandatory, isOne};
                schema::Schema schema = before;
                const auto change = schema::withCardinality(schema, linkOf(schema), wanted);
                QVERIFY(change);
                const auto inverse = schema::applyChange(schema, *change);
                QVERIFY(inverse);
                QVERIFY(of(schema) == wanted);
                const auto back = schema::withCardinality(schema, linkOf(schema), {});
                QVERIFY(back);
                schema::Schema again = schema;
                QVERIFY(schema::applyChange(again, *back));
                QVERIFY(again == before);
                QVERIFY(schema::applyChange(schema, *inverse));
                QVERIFY(schema == before);
            }
        }
    }

    void whatTheKeySaysCannotBeTakenAway_data()
    {
        QTest::addColumn<QString>("child");
        QTest::addColumn<QString>("words");
        QTest::newRow("a parent's key is the key")
            << u"CREATE TABLE profile (user_id INTEGER NOT NULL PRIMARY KEY REFERENCES user(id))"_s
            << u"is part of the primary key"_s;
        QTest::newRow("a unique index")
            << u"CREATE TABLE profile (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user(id));"
               "CREATE UNIQUE INDEX one ON profile (user_id)"_s
            << u"only one row for each parent"_s;
    }
    void whatTheKeySaysCannotBeTakenAway()
    {
        QFETCH(QString, child);
        QFETCH(QString, words);
        const schema::Schema schema = withChild(child);
        const auto change = schema::withCardinality(schema, linkOf(schema), {});
        QVERIFY(!change);
        QVERIFY2(change.error().sentence.contains(words), qPrintable(change.error().sentence));
    }
};

QTEST_GUILESS_MAIN(CardinalityTest)
#include "tst_cardinality.moc"
