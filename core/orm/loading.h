#pragma once

#include "core/orm/attributes.h"
#include "core/orm/selectwriter.h"

namespace relata::orm {

/// What a load is about, beside its statement.
struct LoadRequest
{
    std::shared_ptr<const LoadOptions> options;
    QList<int> path;               ///< relationships that led here
    bool populateExisting = false; ///< overwrite what objects hold
    ObjectRef refresh;             ///< the object that is refreshed; None: no refresh
    QSet<int> onlyColumns;         ///< of a refresh; empty: all
    QSet<int> onlyRelationships;   ///< indexes; with onlyColumns
    bool partial = false;          ///< onlyColumns and onlyRelationships count
};

/// A statement that loads objects of a class.
struct LoadStatement
{
    std::shared_ptr<PlannedEntity> plan;
    EntityColumns columns;
    Select select;
    Select base;           ///< without what joined loading added; the subquery strategy repeats it
    QString baseAlias;     ///< of the class in `base`
    QList<int> behindBase; ///< relationships between the class of `base` and the one that is loaded
    int baseMapper = -1;
};

/// The objects of the rows, in order; None where a row has none.
struct LoadedRows
{
    QList<ObjectRef> objects;
    base::RowPage page;
};

/// Sends the statements of a load plan and makes objects of their rows. One strategy, one file. Belongs to a
/// session.
class Loading
{
public:
    Loading(SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    /// Objects by a SELECT on the class's own table, with everything that the plan says.
    base::Result<QList<ObjectRef>> byCondition(int mapper, const QStringList &where,
                                               const base::Values &values, const LoadRequest &request,
                                               const QStringList &order = {});
    /// The object with a key, by a SELECT; NULL parts are compared with IS NULL.
    base::Result<QList<ObjectRef>> byKey(int mapper, const base::Values &key, const LoadRequest &request);
    /// Sends the statement and loads what comes with it.
    base::Result<LoadedRows> run(LoadStatement &statement, const LoadRequest &request);
    /// Turns a SELECT without columns into a statement for a class.
    LoadStatement prepare(int mapper, const QString &alias, SelectWriter &writer, const QStringList &order,
                          const LoadRequest &request);

private:
    /// Collections and scalars that the rows of one statement fill.
    struct Filling
    {
        bool wanted = true;
        bool several = false;
        QList<ObjectRef> objects;
        QSet<ObjectRef> seen;
    };
    struct RowContext
    {
        const LoadRequest *request = nullptr;
        QHash<std::pair<ObjectRef, int>, Filling> fillings;
        QList<std::pair<ObjectRef, int>> order;
        QHash<const PlannedEntity *, QList<ObjectRef>> objects;
        QHash<const PlannedEntity *, QSet<ObjectRef>> seen;
        QSet<ObjectRef> fresh; ///< made or filled by this statement
    };

    ObjectRef readObject(RowContext &context, const EntityColumns &columns, const base::RowPage &page,
                         int row);
    ObjectRef materialise(RowContext &context, const EntityColumns &columns, const base::RowPage &page,
                          int row);
    void fillCells(RowContext &context, ObjectRef object, int first, const base::RowPage &page, int row,
                   bool overwrite);
    void finish(RowContext &context);
    base::Done loadBehind(RowContext &context, const LoadStatement &statement, const EntityColumns &columns,
                          const LoadRequest &request);
    base::Done selectin(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                        const QList<int> &path, const LoadRequest &request);
    base::Done selectinByKeys(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                              const QList<int> &path, const LoadRequest &request);
    base::Done selectinByParents(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                                 const QList<int> &path, const LoadRequest &request);
    base::Done subquery(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                        const LoadStatement &statement, const QList<int> &path, const QList<int> &localPath,
                        const LoadRequest &request);
    base::Done immediate(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                         bool isReentrant);
    void noload(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                const RowContext &context);
    /// Sets what a statement found for each parent, unless the parent has it already.
    void distribute(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                    const QList<QList<ObjectRef>> &found, const LoadRequest &request);
    void setRelated(ObjectRef parent, const MappedRelationship &relationship,
                    const QList<ObjectRef> &objects);
    bool mayOverwrite(ObjectRef parent, const MappedRelationship &relationship,
                      const LoadRequest &request) const;

    SessionCore &m_core;
    Attributes &m_attributes;
};

} // namespace relata::orm
