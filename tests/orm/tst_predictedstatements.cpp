#include "tests/orm/classtree.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Lazy;
using mapping::Model;
using orm::LoadPlan;
using orm::Query;
using orm::SentStatement;
using tests::ClassTree;
using tests::must;
using tests::Shop;

namespace {

qint64 selectsOf(Shop &shop, const Query &query)
{
    shop.sent.clear();
    must(shop.session->all(query));
    return std::count_if(shop.sent.cbegin(), shop.sent.cend(),
                         [](const SentStatement &sent) { return sent.kind == SentStatement::Kind::Select; });
}

mapping::RelationshipDeclaration selectin(const QString &name, const QString &target)
{
    mapping::RelationshipDeclaration link;
    link.name = name;
    link.target = target;
    link.lazy = u"selectin"_s;
    return link;
}

} // namespace

class PredictedStatementsTest : public QObject
{
    Q_OBJECT

private slots:
    void aQuerySendsAsManySelectsAsItsPlanTold()
    {
        const int rounds = qEnvironmentVariableIntValue("RELATA_LONG") > 0 ? 5'000 : 100;
        for (int round = 0; round < rounds; ++round) {
            QRandomGenerator dice(round);
            const ClassTree tree(dice);
            Shop shop(tree.models());
            tree.fill(shop);
            const Query query = tree.query(*shop.session);
            const LoadPlan plan = shop.session->plan(query);
            const qint64 predicted = plan.statementCount(tree.keysOf(plan));
            const qint64 sent = selectsOf(shop, query);
            QVERIFY2(sent == predicted,
                     qPrintable(u"round %1: %2 SELECTs, not %3 as told by the plan\n%4"_s.arg(round)
                                    .arg(sent)
                                    .arg(predicted)
                                    .arg(plan.text())));
        }
    }

    /// What is after a selectin runs for each of its statements.
    void moreThanFiveHundredKeysMakeSeveralStatements()
    {
        Shop shop({Model(u"A"_s).key(u"id"_s).relationship(selectin(u"bs"_s, u"B"_s)),
                   Model(u"B"_s)
                       .key(u"id"_s)
                       .foreignKey(u"a_id"_s, u"a.id"_s)
                       .relationship(selectin(u"cs"_s, u"C"_s)),
                   Model(u"C"_s).key(u"id"_s).foreignKey(u"b_id"_s, u"b.id"_s)});
        QStringList as;
        QStringList bs;
        for (int row = 1; row <= 1'200; ++row) {
            as += u"(%1)"_s.arg(row);
            bs += u"(%1, %2), (%3, %2)"_s.arg(row).arg(row).arg(row + 1'200);
        }
        must(shop.session->execute(u"INSERT INTO a (id) VALUES "_s + as.join(u',')));
        must(shop.session->execute(u"INSERT INTO b (id, a_id) VALUES "_s + bs.join(u',')));
        must(shop.session->commit());
        Query query;
        query.mapper = 0;
        const LoadPlan plan = shop.session->plan(query);
        QCOMPARE(plan.statementCount({{}, {1'200}, {1'000, 1'000, 400}}), 9);
        QCOMPARE(selectsOf(shop, query), 9);
    }
};

RELATA_EVERY_ENGINE_MAIN(PredictedStatementsTest)
#include "tst_predictedstatements.moc"
