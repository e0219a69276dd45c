#include "core/insight/loadpredictor.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Lazy;

class LoadPredictorTest : public QObject
{
    Q_OBJECT

    const mapping::MappedSchema m_schema = tests::reflectedSql(
        u"CREATE TABLE user(id INTEGER PRIMARY KEY);"
        u"CREATE TABLE post(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user(id));"_s);

private slots:
    void whatIsPredictedApartIsWhatIsWorkedOutHere()
    {
        const mapping::Side &posts = *m_schema.relationship(u"user"_s, u"posts"_s);
        insight::LoadPredictor predictor;
        const auto costs = predictor.costs(m_schema, {posts}, {100});
        const auto sql = predictor.sql(m_schema, posts, Lazy::Selectin, {100});
        QCOMPARE(costs.result(), insight::loadCosts(m_schema, QList{posts}, {100}));
        QCOMPARE(sql.result(), insight::loadSql(m_schema, posts, Lazy::Selectin, {100}));
    }

    void aQuestionThatNobodyAsksAnyMoreHasNoAnswer()
    {
        const mapping::Side &posts = *m_schema.relationship(u"user"_s, u"posts"_s);
        insight::LoadPredictor predictor;
        QFuture<QList<insight::LoadSql>> last;
        for (int i = 0; i < 1000; ++i) {
            last.cancel();
            last = predictor.sql(m_schema, posts, Lazy::Selectin, {100});
        }
        auto forgotten = predictor.sql(m_schema, posts, Lazy::Select, {100});
        forgotten.cancel();
        last.waitForFinished();
        forgotten.waitForFinished();
        QCOMPARE(last.resultCount(), 1);
        QCOMPARE(forgotten.resultCount(), 0);
    }

    void closingWaitsForNoQuestionThatWaits()
    {
        const mapping::Side &posts = *m_schema.relationship(u"user"_s, u"posts"_s);
        QFuture<QList<insight::LoadSql>> last;
        {
            insight::LoadPredictor predictor;
            for (int i = 0; i < 1000; ++i)
                last = predictor.sql(m_schema, posts, Lazy::Selectin, {100});
        }
        QCOMPARE(last.resultCount(), 0);
    }
};

QTEST_GUILESS_MAIN(LoadPredictorTest)
#include "tst_loadpredictor.moc"
