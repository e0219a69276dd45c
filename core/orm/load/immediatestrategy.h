#pragma once

#include "core/orm/load/eagerstrategy.h"
#include "core/orm/store/objectref.h"

#include <QHash>

namespace relata::orm {

class Loading;

/// lazy="immediate": after the owners' statement, each owner's relationship is loaded the way a lazy load
/// does it. On a refresh this strategy stands in for selectin and subquery.
class ImmediateStrategy final : public EagerStrategy
{
public:
    explicit ImmediateStrategy(Loading &loading) : m_loading(loading) {}

    std::unique_ptr<LoadTask> afterRows(const EagerLoad &load, const ObjectReader &reader) override;

    /// Begins to load a relationship of an object. False where two such loads are underway already: a way
    /// that leads back to the object loads it once more, but not for ever.
    bool begin(ObjectRef owner, int relationship);
    void end(ObjectRef owner, int relationship);

private:
    Loading &m_loading;
    QHash<std::pair<ObjectRef, int>, int> m_underway; ///< how many loads, by owner and relationship
};

} // namespace relata::orm
