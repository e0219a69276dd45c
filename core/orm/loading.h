#pragma once

#include "core/orm/rowreader.h"

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

/// Sends the statements of a load plan; a RowReader makes objects of their rows. Each strategy that sends
/// statements of its own has its file. Belongs to a session.
class Loading
{
public:
    Loading(SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    /// The object with a key, by a SELECT; NULL parts are compared with IS NULL. No object where there is no
    /// such row.
    base::Result<QList<ObjectRef>> byKey(int mapper, const base::Values &key, const LoadRequest &request);
    /// The same by a statement that keyStatement() has made for a key with the same NULL parts.
    base::Result<QList<ObjectRef>> byKey(LoadStatement statement, const base::Values &key,
                                         const LoadRequest &request);
    /// The SELECT of an object by its key; its values come later.
    LoadStatement keyStatement(int mapper, const base::Values &key, const LoadRequest &request) const;
    /// Sends the statement, makes objects of its rows and loads what comes with them. The reader has been
    /// made for this statement and request.
    base::Done run(const LoadStatement &statement, std::span<const base::CellView> values, RowReader &reader,
                   const LoadRequest &request);
    /// The same with the values that the statement was made with; every object once.
    base::Result<QList<ObjectRef>> run(const LoadStatement &statement, const LoadRequest &request);
    /// The same, the object of every row.
    base::Result<QList<ObjectRef>> runEveryRow(const LoadStatement &statement, const LoadRequest &request);
    std::shared_ptr<PlannedEntity> planOf(int mapper, const LoadRequest &request) const;
    /// Turns a SELECT without columns into a statement for a class.
    LoadStatement prepare(int mapper, const QString &alias, SelectWriter &writer, const QStringList &order,
                          const LoadRequest &request) const;

    /// Loads a collection for every owner in a session by one SELECT of the whole target table.
    base::Done scan(const QList<ObjectRef> &owners, const MappedRelationship &relationship);
    /// Loads a relationship for owners that do not have it yet, 500 keys a statement.
    base::Done batch(const QList<ObjectRef> &owners, const MappedRelationship &relationship);

private:
    base::Done loadBehind(const RowReader &reader, const LoadStatement &statement,
                          const LoadRequest &request);
    base::Done loadOne(const PlannedLoad &load, const QList<ObjectRef> &owners, const RowReader &reader,
                       const LoadStatement &statement, const PlannedEntity &entity,
                       const LoadRequest &request);

    base::Done selectin(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                        const QList<int> &path, const LoadRequest &request);
    base::Done selectinByTargets(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                                 const LoadRequest &request, const LoadRequest &behind);
    base::Done selectinByOwners(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                                const LoadRequest &request, const LoadRequest &behind);
    void giveOut(std::span<const ObjectRef> owners, const std::vector<quint32> &keyOfOwner,
                 const std::vector<QList<ObjectRef>> &groups, const MappedRelationship &relationship,
                 const LoadRequest &request);
    base::Done subquery(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                        const LoadStatement &statement, const QList<int> &path, const QList<int> &localPath,
                        const LoadRequest &request);
    base::Done immediate(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                         bool isReentrant);
    void noload(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                const RowReader &reader, const LoadRequest &request);

    SessionCore &m_core;
    Attributes &m_attributes;
    /// By class and whether it is for a refresh; without options and without NULL.
    QHash<std::pair<int, bool>, LoadStatement> m_byKey;
    QSet<std::pair<ObjectRef, int>> m_immediate; ///< owners and relationships that are being loaded
};

} // namespace relata::orm
