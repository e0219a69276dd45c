#pragma once

#include "core/orm/attributes/attributes.h"
#include "core/orm/load/loadtask.h"

namespace relata::orm {

class ImmediateStrategy;
class Loading;

/// The immediate load of a relationship for some owners, one after the other. As in SQLAlchemy an owner gets
/// its objects only when everything that follows from them is loaded: a way that leads back to the owner asks
/// for them again.
class ImmediateTask final : public LoadTask
{
public:
    ImmediateTask(ImmediateStrategy &strategy, Loading &loading, QList<ObjectRef> owners,
                  const MappedRelationship &relationship, Reach reach);
    ~ImmediateTask() override;

    base::Result<bool> step() override;

private:
    bool begin();
    void end();

    ImmediateStrategy &m_strategy;
    Loading &m_loading;
    const QList<ObjectRef> m_owners;
    const MappedRelationship &m_relationship;
    const Reach m_reach;
    qsizetype m_next = 0; ///< of the owners
    bool m_isUnderway = false;
    std::optional<LazyRead> m_read; ///< for that owner, not set yet
};

} // namespace relata::orm
