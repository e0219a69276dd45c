#include "loadpredictor.h"

#include <utility>

namespace relata::insight {

LoadPredictor::LoadPredictor()
{
    m_thread.setMaxThreadCount(1);
}

LoadPredictor::~LoadPredictor()
{
    m_thread.clear();
    m_thread.waitForDone();
}

template<typename Job>
auto LoadPredictor::run(Job job)
{
    using Answer = decltype(job());
    const auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    m_thread.start([promise, job = std::move(job)] {
        if (!promise->isCanceled())
            promise->addResult(job());
        promise->finish();
    });
    return promise->future();
}

QFuture<QList<QList<LoadCost>>> LoadPredictor::costs(const mapping::MappedSchema &schema,
                                                     const QList<mapping::Side> &sides,
                                                     const LoadScale &scale)
{
    return run([schema, sides, scale] { return loadCosts(schema, sides, scale); });
}

QFuture<QList<LoadSql>> LoadPredictor::sql(const mapping::MappedSchema &schema, const mapping::Side &side,
                                           mapping::Lazy lazy, const LoadScale &scale)
{
    return run([schema, side, lazy, scale] { return loadSql(schema, side, lazy, scale); });
}

} // namespace relata::insight
