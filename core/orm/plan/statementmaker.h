#pragma once

#include "core/orm/plan/ownersjoins.h"
#include "core/orm/load/rowreader.h"

namespace relata::orm {

/// A statement that loads objects of a class. It can be sent more than once, with other values.
struct LoadStatement
{
    std::shared_ptr<PlannedEntity> plan;
    EntityColumns columns;
    Select select;
    QString text;          ///< of `select`
    Select base;           ///< without what joined loading added; the subquery strategy repeats it
    QString baseAlias;     ///< of the class in `base`
    QList<int> behindBase; ///< relationships between the class of `base` and the one that is loaded
    int baseMapper = -1;

    /// Other values for the same conditions.
    void setValues(const base::Values &where);
};

/// A SELECT of a relationship's targets whose rows tell by some columns to which owner they belong.
struct TargetSelect
{
    LoadStatement statement;
    std::vector<int> keyColumns; ///< where the owner's key stands in the rows
};

/// A SELECT of a relationship's targets for one owner, sent again and again with other values.
struct OwnersSelect
{
    LoadRequest request;
    LoadStatement statement;
    QList<OwnersJoins::Source> values;
    bool isProduct = false; ///< see OwnersJoins::isProduct()
};

/// Writes the SELECTs by which a session loads, whatever the strategy, and sends none: who wants to know what
/// would be sent asks it, too. The registry has to outlive it. Any thread.
class StatementMaker
{
public:
    explicit StatementMaker(const MapperRegistry &registry) : m_registry(registry) {}

    const MapperRegistry &registry() const { return m_registry; }
    /// Some attributes of an object come alone; an object as a whole brings with it what is loaded eagerly.
    std::shared_ptr<PlannedEntity> planOf(int mapper, const LoadRequest &request) const;
    /// Turns a SELECT without columns into a statement for a class.
    LoadStatement prepare(int mapper, const QString &alias, SelectWriter &writer, const QStringList &order,
                          const LoadRequest &request) const;
    /// The SELECT of an object by its key; its values come later.
    LoadStatement byKey(int mapper, const base::Values &key, const LoadRequest &request) const;
    /// The targets of a many-to-one by some of their keys.
    LoadStatement byTargets(const MappedRelationship &relationship, const LoadRequest &request,
                            qsizetype keys) const;
    /// The targets of any relationship by keys of their owners.
    /// @param keys how many an IN compares; 0: the whole table
    TargetSelect byOwners(const MappedRelationship &relationship, const LoadRequest &request,
                          qsizetype keys) const;
    /// The targets behind a statement, which it repeats inside a subquery.
    /// @param chain leads there from the class of the statement's `base`
    LoadStatement behind(const LoadStatement &statement, const QList<int> &chain,
                         const LoadRequest &request) const;
    /// The targets for one owner.
    OwnersSelect forOwner(const MappedRelationship &relationship, const LoadRequest &request) const;
    /// What is asked for when a relationship is read that did not come with its owner.
    /// @param context the loader options that the owner keeps; null: none
    LoadRequest lazyRequest(const MappedRelationship &relationship, const LoadContext *context) const;

private:
    const MapperRegistry &m_registry;
};

} // namespace relata::orm
