#include "tests/orm/shop.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Model;
using orm::LoadOption;
using orm::LoadPlan;
using orm::MappedRelationship;
using orm::Query;
using orm::SentStatement;
using schema::Lazy;
using tests::must;
using tests::Shop;

namespace {

QList<Model> chain()
{
    return {Model(u"A"_s).key(u"id"_s).relationship(u"bs"_s, u"B"_s, u"a"_s),
            Model(u"B"_s).key(u"id"_s).foreignKey(u"a_id"_s, u"a.id"_s).relationship(u"cs"_s, u"C"_s, u"b"_s),
            Model(u"C"_s).key(u"id"_s).foreignKey(u"b_id"_s, u"b.id"_s)};
}

/// What is queried, the relationships along which it loads, and by which SQL the distinct keys of the owners
/// of each are counted.
struct Way
{
    QString start;
    QStringList links;
    QStringList keys;
};

QList<Way> ways()
{
    return {{u"A"_s,
             {u"A.bs"_s, u"B.cs"_s},
             {u"SELECT count(*) FROM a"_s, u"SELECT count(*) FROM b WHERE a_id IS NOT NULL"_s}},
            {u"C"_s,
             {u"C.b"_s, u"B.a"_s},
             {u"SELECT count(DISTINCT b_id) FROM c"_s,
              u"SELECT count(DISTINCT a_id) FROM b WHERE id IN (SELECT b_id FROM c)"_s}}};
}

const MappedRelationship &linkNamed(const Shop &shop, const QString &label)
{
    const auto &registry = shop.session->registry();
    for (int i = 0; i < registry.configuration().relationships.size(); ++i) {
        if (registry.relationship(i).label == label)
            return registry.relationship(i);
    }
    throw std::runtime_error("no such relationship");
}

void fill(Shop &shop, QRandomGenerator &dice)
{
    const QStringList tables = {u"a"_s, u"b"_s, u"c"_s};
    QList<int> counts;
    for (int level = 0; level < 3; ++level) {
        counts += int(dice.bounded(level == 0 ? 30 : 60));
        for (int row = 1; row <= counts[level]; ++row) {
            if (level == 0) {
                must(shop.session->execute(u"INSERT INTO a VALUES (%1)"_s.arg(row)));
                continue;
            }
            const bool isLinked = counts[level - 1] > 0 && dice.bounded(5) > 0;
            const QString owner = isLinked ? QString::number(1 + dice.bounded(counts[level - 1])) : u"NULL"_s;
            must(shop.session->execute(
                u"INSERT INTO %1 VALUES (%2, %3)"_s.arg(tables[level]).arg(row).arg(owner)));
        }
    }
    must(shop.session->commit());
}

/// Strategies along the way. What is behind an immediate load is loaded once for each of its owners, which a
/// number of keys for each step does not tell: so it is last.
QList<Lazy> strategies(const Way &way, QRandomGenerator &dice)
{
    static const QList<Lazy> all = {Lazy::Joined, Lazy::Selectin, Lazy::Subquery, Lazy::Select,
                                    Lazy::Immediate};
    QList<Lazy> chosen;
    for (qsizetype i = 0; i < way.links.size(); ++i) {
        chosen += all.at(int(dice.bounded(i + 1 < way.links.size() ? 4 : 5)));
        if (chosen.last() == Lazy::Select)
            break;
    }
    return chosen;
}

} // namespace

class PredictedStatementsTest : public QObject
{
    Q_OBJECT

private slots:
    void aQuerySendsAsManySelectsAsItsPlanTold()
    {
        const int rounds = qEnvironmentVariableIntValue("RELATA_LONG") > 0 ? 2'000 : 60;
        QRandomGenerator dice(20);
        for (int round = 0; round < rounds; ++round) {
            Shop shop(chain());
            fill(shop, dice);
            const Way way = ways().at(int(dice.bounded(2)));
            Query query;
            QHash<QString, qint64> keys;
            for (const orm::Mapper &mapper : shop.session->registry().mappers()) {
                if (mapper.name() == way.start)
                    query.mapper = mapper.index;
            }
            QList<int> path;
            const QList<Lazy> chosen = strategies(way, dice);
            for (qsizetype i = 0; i < chosen.size(); ++i) {
                path += linkNamed(shop, way.links[i]).index;
                query.options.options += LoadOption{LoadOption::Kind::Strategy, chosen[i], path, false, 0};
                keys.insert(way.links[i], shop.count(way.keys[i]));
            }
            const LoadPlan plan = shop.session->plan(query);
            QList<qint64> keysOfStep;
            for (const orm::LoadStep &step : plan.steps())
                keysOfStep += keys.value(step.label);
            shop.sent.clear();
            must(shop.session->all(query));
            const auto selects =
                std::count_if(shop.sent.cbegin(), shop.sent.cend(), [](const SentStatement &sent) {
                    return sent.kind == SentStatement::Kind::Select;
                });
            QVERIFY2(selects == plan.statementCount(keysOfStep),
                     qPrintable(u"round %1, %2 SELECTs, but the plan is\n%3"_s.arg(round).arg(selects).arg(
                         plan.text())));
        }
    }
};

RELATA_EVERY_ENGINE_MAIN(PredictedStatementsTest)
#include "tst_predictedstatements.moc"
