#pragma once

#include "core/orm/plan/keyedselect.h"
#include "core/orm/plan/lazyselect.h"
#include "core/orm/plan/loadrequest.h"
#include "core/orm/plan/loadstatement.h"
#include "core/orm/plan/selectwriter.h"

namespace relata::orm {

/// Writes the SELECTs by which a session loads, whatever the strategy, and sends none: who wants to know what
/// would be sent asks it, too. The registry has to outlive it. Any thread.
class StatementMaker
{
public:
    explicit StatementMaker(const MapperRegistry &registry) : m_registry(registry) {}

    const MapperRegistry &registry() const { return m_registry; }
    /// Turns a SELECT without columns into a statement for a class and for what is loaded eagerly with it.
    /// @param alias of the class's table in what the writer has written
    /// @param order terms of its ORDER BY
    LoadStatement prepare(int mapper, const QString &alias, SelectWriter &writer, const QStringList &order,
                          const LoadRequest &request) const;
    /// The SELECT of an object by its key; its values come later.
    /// @param key only counts for which of its parts are NULL
    LoadStatement byKey(int mapper, const base::Values &key, const LoadRequest &request) const;
    /// The targets of a many-to-one by some of their keys.
    KeyedSelect byTargets(const MappedRelationship &relationship, const LoadRequest &request,
                          qsizetype keys) const;
    /// The targets of any relationship by keys of their owners.
    /// @param keys how many an IN compares; 0: the whole table
    KeyedSelect byOwners(const MappedRelationship &relationship, const LoadRequest &request,
                         qsizetype keys) const;
    /// The targets to which a chain of relationships leads from a statement, which is repeated inside a
    /// subquery. The columns by which the last relationship is joined come first in the rows.
    /// @param chain begins at the class of the statement's `base`
    LoadStatement bySubquery(const LoadStatement &statement, const QList<int> &chain,
                             const LoadRequest &request) const;
    /// The targets for one owner.
    LazySelect forOwner(const MappedRelationship &relationship, const LoadRequest &request) const;

private:
    std::shared_ptr<PlannedEntity> planOf(int mapper, const LoadRequest &request) const;

    const MapperRegistry &m_registry;
};

} // namespace relata::orm
