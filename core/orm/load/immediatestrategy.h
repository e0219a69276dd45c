#pragma once

#include "core/orm/load/eagerstrategy.h"
#include "core/orm/store/objectref.h"

#include <QHash>

namespace relata::orm {

class Loading;

/// lazy="immediate": behind the owners' statement, for every owner what a lazy load would send. A refresh
/// also loads so what its class has as selectin or subquery.
class ImmediateStrategy final : public EagerStrategy
{
public:
    explicit ImmediateStrategy(Loading &loading) : m_loading(loading) {}

    std::unique_ptr<LoadTask> afterRows(const EagerLoad &load, const ObjectReader &reader) override;

    /// Begins the load of a relationship of an object. False where it is underway twice already: a way that
    /// leads back to the object loads it once more, and not for ever.
    bool begin(ObjectRef owner, int relationship);
    void end(ObjectRef owner, int relationship);

private:
    Loading &m_loading;
    QHash<std::pair<ObjectRef, int>, int> m_underway; ///< how many loads, by owner and relationship
};

} // namespace relata::orm
