#include "promisedparents.h"

#include "core/records/browsermapping.h"

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using orm::MappedRelationship;
using orm::ObjectRef;
using schema::Table;

/// Null where the browser has no relationship for it.
const MappedRelationship *PromisedParents::foreignKey(const QString &table, qsizetype index) const
{
    return m_memory.relationship(table, foreignKeyName(index));
}

/// The many-to-one of a foreign key of that column; the last one where several lead to the parent's table.
const MappedRelationship *PromisedParents::foreignKeyTo(const QString &tableName, int column,
                                                        const QString &parentTable) const
{
    const Table &table = m_shapes.of(tableName)->table();
    for (qsizetype i = table.foreignKeys.size() - 1; i >= 0; --i) {
        const schema::ForeignKey &key = table.foreignKeys[i];
        const MappedRelationship *mapped = foreignKey(tableName, i);
        if (mapped && schema::sameName(key.table, parentTable) &&
            schema::indexOfName(key.columns, table.columns[column].name) >= 0)
            return mapped;
    }
    return nullptr;
}

Done PromisedParents::link(const QString &table, ObjectRef child, int column, const QString &parentTable,
                           ObjectRef parent)
{
    const MappedRelationship *mapped = foreignKeyTo(table, column, parentTable);
    if (!mapped) {
        return fail(ErrorCode::InvalidChange,
                    u"No foreign key leads from '%1' to '%2'."_s.arg(table, parentTable),
                    u"Choose a parent of another table."_s);
    }
    forget(table, child, column);
    orm::Session &session = m_memory.session();
    for (const mapping::SyncPair &pair : mapped->prop->synchronizePairs)
        session.revert(child, pair.destination.column);
    // Whom it had before is nobody's question, and would be asked for.
    session.setCommitted(child, *mapped, {});
    return session.setRelated(child, *mapped, parent);
}

void PromisedParents::forget(const QString &tableName, ObjectRef child, int column)
{
    orm::Session &session = m_memory.session();
    const Table &table = m_shapes.of(tableName)->table();
    for (qsizetype i = 0; i < table.foreignKeys.size(); ++i) {
        const MappedRelationship *mapped = foreignKey(tableName, i);
        if (mapped && schema::indexOfName(table.foreignKeys[i].columns, table.columns[column].name) >= 0 &&
            session.changedTo(child, *mapped))
            session.revert(child, *mapped);
    }
}

void PromisedParents::leave(const QString &table, ObjectRef child, const QSet<ObjectRef> &parents)
{
    orm::Session &session = m_memory.session();
    for (qsizetype i = 0; i < m_shapes.of(table)->table().foreignKeys.size(); ++i) {
        const MappedRelationship *mapped = foreignKey(table, i);
        const auto parent = mapped ? session.changedTo(child, *mapped) : std::nullopt;
        if (parent && parents.contains(*parent))
            session.revert(child, *mapped);
    }
}

QHash<int, ObjectRef> PromisedParents::of(const QString &table, ObjectRef child) const
{
    QHash<int, ObjectRef> parents;
    for (qsizetype i = 0; i < m_shapes.of(table)->table().foreignKeys.size(); ++i) {
        const MappedRelationship *mapped = foreignKey(table, i);
        const auto parent = mapped ? m_memory.session().changedTo(child, *mapped) : std::nullopt;
        if (!parent)
            continue;
        for (const mapping::SyncPair &pair : mapped->prop->synchronizePairs)
            parents.insert(pair.destination.column, *parent);
    }
    return parents;
}

} // namespace relata::records
