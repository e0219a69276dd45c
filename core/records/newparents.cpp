#include "core/records/browsermapping.h"
#include "core/records/pendingchanges.h"

#include <algorithm>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::CellEdit;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::RecordKey;
using base::Value;
using orm::MappedRelationship;
using orm::ObjectRef;
using schema::Table;

/// How rows take the keys of new rows when both are saved.

Done PendingChanges::setNewParent(const RecordKey &child, int column, const RecordKey &parent,
                                  const Value &before)
{
    if (!checkWaits(child) || !parent.isNew() || !checkWaits(parent)) {
        return fail(ErrorCode::InvalidChange, u"Only a row that waits for Save can become a new parent."_s,
                    u"Choose a parent that is there now."_s);
    }
    if (const Done editable = checkEditable(child.table); !editable)
        return editable;
    if (const Done has = checkColumn(m_shapes.of(child.table)->table(), column); !has)
        return has;
    forgetRefusal(child);
    rememberAsRead(child, Reason::Edited);
    if (!child.isNew())
        m_memory.session().setCommitted(objectOf(child), column, before);
    const Done linked = link(child, column, parent);
    show(child);
    return linked;
}

/// The many-to-one of a foreign key of that column; the last one where several lead to the parent's table.
const MappedRelationship *PendingChanges::foreignKeyTo(const QString &tableName, int column,
                                                       const QString &parent) const
{
    const Table &table = m_shapes.of(tableName)->table();
    for (qsizetype i = table.foreignKeys.size() - 1; i >= 0; --i) {
        const schema::ForeignKey &key = table.foreignKeys[i];
        const MappedRelationship *mapped = foreignKey(tableName, i);
        if (mapped && schema::sameName(key.table, parent) &&
            schema::indexOfName(key.columns, table.columns[column].name) >= 0)
            return mapped;
    }
    return nullptr;
}

const MappedRelationship *PendingChanges::foreignKey(const QString &table, qsizetype index) const
{
    return m_memory.relationship(table, foreignKeyName(index));
}

Done PendingChanges::link(const RecordKey &child, int column, const RecordKey &parent)
{
    const MappedRelationship *mapped = foreignKeyTo(child.table, column, parent.table);
    if (!mapped) {
        return fail(ErrorCode::InvalidChange,
                    u"No foreign key leads from '%1' to '%2'."_s.arg(child.table, parent.table),
                    u"Choose a parent of another table."_s);
    }
    forgetParent(child, column);
    orm::Session &session = m_memory.session();
    const ObjectRef object = objectOf(child);
    for (const mapping::SyncPair &pair : mapped->prop->synchronizePairs)
        session.revert(object, pair.destination.column);
    // Whom it had before is nobody's question, and would be asked for.
    session.setCommitted(object, *mapped, {});
    return session.setRelated(object, *mapped, objectOf(parent));
}

/// A foreign key leads to one parent: a column that leaves the new parent takes its companions along.
void PendingChanges::forgetParent(const RecordKey &child, int column)
{
    orm::Session &session = m_memory.session();
    const Table &table = m_shapes.of(child.table)->table();
    const ObjectRef object = objectOf(child);
    for (qsizetype i = 0; i < table.foreignKeys.size(); ++i) {
        const MappedRelationship *mapped = foreignKey(child.table, i);
        if (mapped && schema::indexOfName(table.foreignKeys[i].columns, table.columns[column].name) >= 0 &&
            session.changedTo(object, *mapped))
            session.revert(object, *mapped);
    }
}

/// Children that were to take a row's key are left without: new ones take the default, stored ones what they
/// have. All rows at once, because the children are looked for among everything that waits.
void PendingChanges::forgetNewRows(const QSet<int> &numbers)
{
    QHash<int, ObjectRef> gone;
    for (const int number : numbers) {
        if (const ObjectRef object = m_new.take(number); !object.isNone())
            gone.insert(number, object);
    }
    if (gone.isEmpty())
        return;
    m_shown.added.removeIf([&gone](const base::NewRow &row) { return gone.contains(row.key.newRow); });
    for (const RecordKey &child : childrenOf(gone))
        leaveParents(child, gone);
    for (auto row = gone.cbegin(); row != gone.cend(); ++row) {
        m_numbers.remove(*row);
        static_cast<void>(m_memory.session().expunge(*row));
    }
}

/// The rows that were to take the key of one of these.
QList<RecordKey> PendingChanges::childrenOf(const QHash<int, ObjectRef> &parents) const
{
    QList<RecordKey> children;
    for (const base::NewRow &row : m_shown.added) {
        if (std::any_of(row.parents.cbegin(), row.parents.cend(),
                        [&parents](int parent) { return parents.contains(parent); }))
            children += row.key;
    }
    for (auto row = m_shown.changed.cbegin(); row != m_shown.changed.cend(); ++row) {
        if (std::any_of(row->cbegin(), row->cend(),
                        [&parents](const CellEdit &cell) { return parents.contains(cell.parent); }))
            children += row.key();
    }
    return children;
}

void PendingChanges::leaveParents(const RecordKey &child, const QHash<int, ObjectRef> &parents)
{
    orm::Session &session = m_memory.session();
    const ObjectRef object = objectOf(child);
    for (qsizetype i = 0; i < m_shapes.of(child.table)->table().foreignKeys.size(); ++i) {
        const MappedRelationship *mapped = foreignKey(child.table, i);
        const auto parent = mapped ? session.changedTo(object, *mapped) : std::nullopt;
        if (parent && parents.contains(m_numbers.value(*parent)))
            session.revert(object, *mapped);
    }
    show(child);
}

/// Which columns take the key of which new row.
QHash<int, int> PendingChanges::parentsOf(const Table &table, ObjectRef object) const
{
    QHash<int, int> parents;
    for (qsizetype i = 0; i < table.foreignKeys.size(); ++i) {
        const MappedRelationship *mapped = foreignKey(table.name, i);
        const auto parent = mapped ? m_memory.session().changedTo(object, *mapped) : std::nullopt;
        if (!parent || !m_numbers.contains(*parent))
            continue;
        for (const mapping::SyncPair &pair : mapped->prop->synchronizePairs)
            parents.insert(pair.destination.column, m_numbers.value(*parent));
    }
    return parents;
}

} // namespace relata::records
