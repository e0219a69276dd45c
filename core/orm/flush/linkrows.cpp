#include "unitofwork.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using mapping::Cascade;

Done UnitOfWork::presortManyToMany(const MappedRelationship &relationship, ObjectRef object, bool isDelete)
{
    if (isDelete) {
        if (relationship.prop->passiveDeletes != mapping::PassiveDeletes::No)
            return {};
        const auto history = m_history.of(object, relationship, kAnywhere);
        return history ? Done() : fail(history.error());
    }
    if (!relationship.prop->passiveUpdates && m_history.keysChanged(object, relationship)) {
        if (const auto history = m_history.of(object, relationship, kAnywhere); !history)
            return fail(history.error());
    }
    if (!relationship.cascades(Cascade::DeleteOrphan))
        return {};
    const auto history = m_history.of(object, relationship, kInMemory);
    if (!history)
        return fail(history.error());
    for (const ObjectRef child : history->removed) {
        if (child.isNone() || m_core.isKnownToHaveParent(child, relationship.index))
            continue;
        if (const Done done = deleteWithCascade(child, relationship); !done)
            return done;
    }
    return {};
}

QSet<std::pair<ObjectRef, ObjectRef>> *UnitOfWork::processedPairs(const MappedRelationship &relationship)
{
    if (relationship.prop->reverse.isEmpty())
        return nullptr;
    QStringList names = {relationship.prop->name};
    for (const int reverse : relationship.prop->reverse)
        names += m_core.registry.relationship(reverse).prop->name;
    names.sort();
    return &m_pairs[names.join(u'/')];
}

/// The two sides of a link row; with `old` as they were before their keys changed.
Result<NamedValues> UnitOfWork::linkRow(const MappedRelationship &relationship, ObjectRef object,
                                        ObjectRef child, bool old)
{
    const schema::Table &table = m_core.registry.configuration().tables.at(relationship.prop->secondary);
    NamedValues row;
    const auto take = [&](ObjectRef from, const QList<mapping::SyncPair> &pairs) -> Done {
        for (const mapping::SyncPair &pair : pairs) {
            if (const Done there = checkHas(from, pair.source, relationship); !there)
                return there;
            if (pair.destination.table != relationship.prop->secondary)
                continue; // A condition between the sides, which no link row can hold.
            const auto value = old ? m_attributes.committedColumn(from, pair.source.column, kAnywhere)
                                   : m_attributes.column(from, pair.source.column);
            if (!value)
                return fail(value.error());
            row += {table.columns.at(pair.destination.column).name, value->value};
        }
        return {};
    };
    if (const Done done = take(object, relationship.prop->synchronizePairs); !done)
        return fail(done.error());
    if (const Done done = take(child, relationship.prop->secondarySynchronizePairs); !done)
        return fail(done.error());
    return row;
}

Done UnitOfWork::manyToMany(const MappedRelationship &relationship, const QList<ObjectRef> &objects,
                            bool isDelete)
{
    QList<NamedValues> inserts;
    QList<NamedValues> deletes;
    QList<WrittenRow> updates;
    QSet<std::pair<ObjectRef, ObjectRef>> *processed = processedPairs(relationship);
    QSet<std::pair<ObjectRef, ObjectRef>> mine;
    for (const ObjectRef object : objects) {
        const bool moves =
            !isDelete && !relationship.prop->passiveUpdates && m_history.keysChanged(object, relationship);
        const Reach reach = isDelete ? reachOnDelete(relationship) : moves ? kAnywhere : kInMemory;
        const auto history = m_history.of(object, relationship, reach);
        if (!history)
            return fail(history.error());
        const auto collect = [&](const QList<ObjectRef> &children, QStringView operation,
                                 QList<NamedValues> &rows) -> Done {
            for (const ObjectRef child : children) {
                mine.insert({child, object});
                if ((child.isNone() && isDelete) || (processed && processed->contains({object, child})))
                    continue;
                if (const Done valid = checkItem(relationship, child); !valid)
                    return valid;
                if (child.isNone())
                    continue;
                if (!m_core.contains(child)) {
                    if (!m_core.has(child, WasDeleted) || !m_core.has(child, InSession))
                        warnNotInSession(child, operation, relationship);
                    continue;
                }
                const auto row = linkRow(relationship, object, child, false);
                if (!row)
                    return fail(row.error());
                rows += *row;
            }
            return {};
        };
        Done done = isDelete ? collect(history->unchanged + history->removed, u"delete", deletes)
                             : collect(history->added, u"add", inserts);
        if (done && !isDelete)
            done = collect(history->removed, u"delete", deletes);
        if (!done)
            return done;
        for (const ObjectRef child : moves ? history->unchanged : QList<ObjectRef>()) {
            const auto before = linkRow(relationship, object, child, true);
            const auto after = linkRow(relationship, object, child, false);
            if (!before || !after)
                return fail(before ? after.error() : before.error());
            updates += WrittenRow{*after, *before};
        }
    }
    if (processed)
        processed->unite(mine);
    return writeLinks(relationship, inserts, updates, deletes);
}

/// A link row has only what both sides give it.
void UnitOfWork::warnOfMissingKey(const MappedRelationship &relationship, const NamedValues &row)
{
    const schema::Table &table = m_core.registry.configuration().tables.at(relationship.prop->secondary);
    for (const QString &name : table.primaryKey) {
        const bool isGiven = std::ranges::any_of(row, [&](const auto &each) { return each.first == name; });
        if (!isGiven && MapperRegistry::autoKeyOf(table, {table.columnIndex(name)}) < 0)
            warnOfKeyPart(table, name);
    }
}

Done UnitOfWork::writeLinks(const MappedRelationship &relationship, const QList<NamedValues> &inserts,
                            const QList<WrittenRow> &updates, const QList<NamedValues> &deletes)
{
    const QString &table = m_core.registry.configuration().tables.at(relationship.prop->secondary).name;
    const auto stale = [&](qint64 found, qsizetype wanted) {
        return fail(ErrorCode::StaleData,
                    u"Of %1 rows of '%2' that link objects through '%3' only %4 were still there."_s.arg(
                        QString::number(wanted), table, relationship.label, QString::number(found)),
                    u"Somebody else removed them; roll back and load the objects again."_s);
    };
    qint64 found = 0;
    for (const NamedValues &row : deletes) {
        const auto count = m_core.executor.remove(table, row);
        if (!count)
            return fail(count.error());
        found += *count;
    }
    if (found != deletes.size())
        return stale(found, deletes.size());
    found = 0;
    for (const WrittenRow &row : updates) {
        const auto count = m_core.executor.update(table, row);
        if (!count)
            return fail(count.error());
        found += *count;
    }
    if (found != updates.size())
        return stale(found, updates.size());
    if (!inserts.isEmpty())
        warnOfMissingKey(relationship, inserts.first());
    for (const NamedValues &row : inserts) {
        if (const auto done = m_core.executor.insert(table, row); !done)
            return fail(done.error());
    }
    return {};
}

} // namespace relata::orm
