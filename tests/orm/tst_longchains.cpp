#include "tests/orm/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Lazy;
using mapping::Model;
using orm::LoadOption;
using orm::MappedObject;
using orm::Query;
using tests::must;
using tests::Shop;

namespace {

constexpr int kLevels = 4'000;

/// A row that refers to the next one, and so on.
class Chain : public Shop
{
public:
    Chain() : Shop(models())
    {
        must(session->execute(
            u"INSERT INTO link SELECT i, NULLIF(i + 1, %1) FROM %2 ORDER BY i DESC"_s.arg(kLevels + 1)
                .arg(tests::numbersTo(kLevels))));
        must(session->commit());
    }

    MappedObject first(const QString &along, Lazy strategy)
    {
        const orm::MapperRegistry &registry = session->registry();
        Query query;
        LoadOption option;
        option.strategy = strategy;
        option.path = {registry.relationship(0, along)->index};
        option.recursionDepth = -1;
        query.mapper = 0;
        query.where = {{{0, 0}, u"="_s, {base::Value::integer(along == u"next"_s ? 1 : kLevels)}}};
        query.options.options = {option};
        return {*session, must(session->all(query)).first()};
    }

private:
    static QList<Model> models()
    {
        mapping::RelationshipDeclaration next;
        next.name = u"next"_s;
        next.target = u"Link"_s;
        next.remoteSide = {{u"link"_s, u"id"_s}};
        next.backref = mapping::Backref{u"before"_s, {}};
        return {Model(u"Link"_s).key(u"id"_s).foreignKey(u"next_id"_s, u"link.id"_s).relationship(next)};
    }
};

} // namespace

class LongChainsTest : public QObject
{
    Q_OBJECT

private slots:
    void aChainIsLoadedToItsEndWithoutAStackAsLong_data()
    {
        QTest::addColumn<Lazy>("strategy");
        QTest::addColumn<QString>("along");
        QTest::newRow("selectin, many-to-one") << Lazy::Selectin << u"next"_s;
        QTest::newRow("selectin, one-to-many") << Lazy::Selectin << u"before"_s;
        QTest::newRow("immediate, many-to-one") << Lazy::Immediate << u"next"_s;
        QTest::newRow("immediate, one-to-many") << Lazy::Immediate << u"before"_s;
    }
    void aChainIsLoadedToItsEndWithoutAStackAsLong()
    {
        QFETCH(Lazy, strategy);
        QFETCH(QString, along);
        Chain chain;
        MappedObject record = chain.first(along, strategy);
        chain.sent.clear();
        int levels = 1;
        while (true) {
            const MappedObject next = along == u"next"_s
                                          ? must(record.related(along))
                                          : must(record.collection(along)).value(0, MappedObject());
            if (next.isNone())
                break;
            record = next;
            ++levels;
        }
        QCOMPARE(levels, kLevels);
        QCOMPARE(chain.sent.size(), 0);
    }

    void aCircleOfRowsEndsWhereItBegan()
    {
        for (const Lazy strategy : {Lazy::Selectin, Lazy::Immediate}) {
            Chain chain;
            must(chain.session->execute(u"UPDATE link SET next_id = 1 WHERE id = 3"_s));
            chain.sent.clear();
            const MappedObject record = chain.first(u"next"_s, strategy);
            QVERIFY2(chain.sent.size() <= 5, qPrintable(QString::number(chain.sent.size())));
            const MappedObject third = must(must(record.related(u"next"_s)).related(u"next"_s));
            QCOMPARE(must(third.related(u"next"_s)), record);
        }
    }

    void aWayThatASubqueryForgetsComesToAnEnd()
    {
        Chain chain;
        must(chain.session->execute(u"UPDATE link SET next_id = 1 WHERE id = 1"_s));
        chain.sent.clear();
        Query query;
        query.mapper = 0;
        const int next = chain.session->registry().relationship(0, u"next"_s)->index;
        QList<int> path;
        for (const Lazy strategy : {Lazy::Joined, Lazy::Selectin, Lazy::Subquery}) {
            path += next;
            query.options.options += LoadOption{LoadOption::Kind::Strategy, strategy, path, false, 0};
        }
        query.where = {{{0, 0}, u"="_s, {base::Value::integer(1)}}};
        QCOMPARE(must(chain.session->all(query)).size(), 1);
        QVERIFY2(chain.sent.size() < 20, qPrintable(QString::number(chain.sent.size())));
    }
};

RELATA_EVERY_ENGINE_MAIN(LongChainsTest)
#include "tst_longchains.moc"
