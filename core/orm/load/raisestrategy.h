#pragma once

#include "core/orm/load/selectstrategy.h"

namespace relata::orm {

/// lazy="raise" and "raise_on_sql": reading a relationship that is not loaded is an error; with the second
/// only where the database would have to be asked. Belongs to a session.
class RaiseStrategy final : public LazyStrategy
{
public:
    enum class When { Always, OnSql };

    /// @param select does what is allowed
    RaiseStrategy(When when, SelectStrategy &select) : m_when(when), m_select(select) {}

    base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship,
                                Reach reach) override;

    /// The error with which reading the relationship fails.
    /// @param word of the strategy, as it is declared
    static base::Error error(const MappedRelationship &relationship, QStringView word);

private:
    When m_when;
    SelectStrategy &m_select;
};

} // namespace relata::orm
