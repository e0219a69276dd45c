#include "core/insight/rowproduct.h"

#include "core/mapping/plan/editside.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

const QString kBlog = uR"(
CREATE TABLE user (id INTEGER PRIMARY KEY);
CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user(id));
CREATE TABLE comment (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user(id));
CREATE TABLE tag (id INTEGER PRIMARY KEY);
CREATE TABLE post_tag (post_id INTEGER REFERENCES post(id), tag_id INTEGER REFERENCES tag(id),
                       PRIMARY KEY (post_id, tag_id));
)"_s;

/// With both collections of a user joined.
mapping::MappedSchema joined()
{
    mapping::Design design{tests::reflectedSql(kBlog), {}};
    for (const QString &name : {u"posts"_s, u"comments"_s})
        design.given = mapping::withSideEdited(design, *mapping::mapped(design).relationship(u"user"_s, name),
                                               [](auto &options) { options.lazy = u"joined"_s; })
                           .value();
    return mapping::mapped(design);
}

} // namespace

/// What collections that are joined together make of a class's rows.
class RowProductTest : public QObject
{
    Q_OBJECT

private slots:
    void itIsTheProductOfWhatTheyHoldOnAverage()
    {
        const mapping::MappedSchema schema = joined();
        const insight::KnownRows rows = {{schema.table(u"user"_s)->id, 10},
                                         {schema.table(u"post"_s)->id, 50},
                                         {schema.table(u"comment"_s)->id, 30}};
        const insight::RowProduct product = insight::rowProduct(schema, u"User"_s, rows);
        QCOMPARE(product.collections, (QStringList{u"comments"_s, u"posts"_s}));
        QVERIFY(product.multiplies());
        QCOMPARE(product.rowsOfEach(), 15.0);
    }

    void anEmptyCollectionStillGivesARow()
    {
        const mapping::MappedSchema schema = joined();
        const insight::KnownRows rows = {{schema.table(u"user"_s)->id, 10},
                                         {schema.table(u"post"_s)->id, 0},
                                         {schema.table(u"comment"_s)->id, 30}};
        QCOMPARE(insight::rowProduct(schema, u"User"_s, rows).rowsOfEach(), 3.0);
    }

    void whatNobodyCountedIsNotKnown()
    {
        const mapping::MappedSchema schema = joined();
        const insight::RowProduct product =
            insight::rowProduct(schema, u"User"_s, {{schema.table(u"user"_s)->id, 10}});
        QVERIFY(!product.isKnown());
        QVERIFY(product.multiplies());
    }

    void aManyToManyHoldsTheRowsOfItsJunction()
    {
        const mapping::MappedSchema schema = tests::reflectedSql(kBlog);
        const insight::KnownRows rows = {{schema.table(u"post"_s)->id, 10},
                                         {schema.table(u"tag"_s)->id, 5},
                                         {schema.table(u"post_tag"_s)->id, 40}};
        QCOMPARE(insight::heldOnAverage(schema, *schema.relationship(u"post"_s, u"tags"_s), rows), 4.0);
    }
};

QTEST_GUILESS_MAIN(RowProductTest)
#include "tst_rowproduct.moc"
