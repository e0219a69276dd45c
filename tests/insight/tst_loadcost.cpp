#include "core/insight/loadcost.h"

#include "core/mapping/plan/editside.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Lazy;

namespace {

const QString kBlog = uR"(
CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user(id));
CREATE TABLE comment (id INTEGER PRIMARY KEY, post_id INTEGER REFERENCES post(id));
)"_s;

mapping::MappedSchema withLazy(const mapping::MappedSchema &schema, const QString &table, const QString &name,
                               const QString &word)
{
    const auto given =
        mapping::withSideEdited({schema, {}}, *schema.relationship(table, name),
                                [&word](mapping::RelationshipOptions &options) { options.lazy = word; });
    return mapping::mapped({schema, given.value()});
}

qint64 costOf(const mapping::MappedSchema &schema, const QString &table, const QString &name, Lazy lazy,
              qint64 owners)
{
    for (const insight::LoadCost &each :
         insight::loadCosts(schema, *schema.relationship(table, name), {owners})) {
        if (each.lazy == lazy)
            return each.statements;
    }
    return -1;
}

} // namespace

/// What it costs to show rows with what a relationship leads to.
class LoadCostTest : public QObject
{
    Q_OBJECT

private slots:
    void aHundredParentsCostWhatTheStrategySays_data()
    {
        QTest::addColumn<Lazy>("lazy");
        QTest::addColumn<qint64>("statements");
        QTest::newRow("select") << Lazy::Select << qint64(101);
        QTest::newRow("selectin") << Lazy::Selectin << qint64(2);
        QTest::newRow("joined") << Lazy::Joined << qint64(1);
        QTest::newRow("subquery") << Lazy::Subquery << qint64(2);
        QTest::newRow("immediate") << Lazy::Immediate << qint64(101);
        QTest::newRow("dynamic") << Lazy::Dynamic << qint64(101);
        QTest::newRow("write_only") << Lazy::WriteOnly << qint64(101);
        QTest::newRow("noload") << Lazy::Noload << qint64(1);
        QTest::newRow("raise") << Lazy::Raise << qint64(0);
        QTest::newRow("raise_on_sql") << Lazy::RaiseOnSql << qint64(0);
    }
    void aHundredParentsCostWhatTheStrategySays()
    {
        QFETCH(Lazy, lazy);
        QFETCH(qint64, statements);
        const mapping::MappedSchema schema = tests::reflectedSql(kBlog);
        QCOMPARE(costOf(schema, u"user"_s, u"posts"_s, lazy, 100), statements);
    }

    /// SQLAlchemy does not go in a circle: what would lead to the same class is loaded when it is read.
    void aTableThatRefersToItselfIsLoadedRowByRowWhateverIsDeclared()
    {
        const mapping::MappedSchema schema = tests::reflectedSql(
            u"CREATE TABLE node (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES node(id))"_s);
        for (const Lazy lazy : {Lazy::Select, Lazy::Joined, Lazy::Selectin, Lazy::Subquery})
            QCOMPARE(costOf(schema, u"node"_s, u"children"_s, lazy, 100), 101);
    }

    void eachFurtherFiveHundredKeysCostSelectinOneMore()
    {
        const mapping::MappedSchema schema = tests::reflectedSql(kBlog);
        QCOMPARE(costOf(schema, u"user"_s, u"posts"_s, Lazy::Selectin, 500), 2);
        QCOMPARE(costOf(schema, u"user"_s, u"posts"_s, Lazy::Selectin, 501), 3);
    }

    void whatComesAlongAfterItCounts()
    {
        const mapping::MappedSchema schema =
            withLazy(tests::reflectedSql(kBlog), u"post"_s, u"comments"_s, u"selectin"_s);
        QCOMPARE(costOf(schema, u"user"_s, u"posts"_s, Lazy::Selectin, 100), 3);
        QCOMPARE(costOf(schema, u"user"_s, u"posts"_s, Lazy::Joined, 100), 2);
        QCOMPARE(costOf(schema, u"user"_s, u"posts"_s, Lazy::Select, 100), 201);
    }

    void whatLeadsBackDoesNot()
    {
        const mapping::MappedSchema schema =
            withLazy(tests::reflectedSql(kBlog), u"user"_s, u"posts"_s, u"selectin"_s);
        QCOMPARE(costOf(schema, u"post"_s, u"user"_s, Lazy::Select, 100), 101);
    }

    void whatComesBesideItDoesNot()
    {
        const mapping::MappedSchema schema =
            withLazy(tests::reflectedSql(kBlog), u"post"_s, u"user"_s, u"selectin"_s);
        QCOMPARE(costOf(schema, u"post"_s, u"comments"_s, Lazy::Selectin, 100), 2);
    }
};

QTEST_GUILESS_MAIN(LoadCostTest)
#include "tst_loadcost.moc"
