#include "linkrows.h"

#include "core/orm/flush/rowinserter.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

LinkRows::Pairs *LinkRows::writtenPairs(const MappedRelationship &relationship)
{
    if (relationship.prop->reverse.isEmpty())
        return nullptr;
    QStringList names = {relationship.prop->name};
    for (const int reverse : relationship.prop->reverse)
        names += m_core.registry.relationship(reverse).prop->name;
    names.sort();
    return &m_pairs[names.join(u'/')];
}

const schema::Table &LinkRows::table(const MappedRelationship &relationship) const
{
    return m_core.registry.configuration().tables.at(relationship.prop->secondary);
}

Result<NamedValues> LinkRows::row(const MappedRelationship &relationship, ObjectRef object, ObjectRef related,
                                  Keys keys)
{
    const auto *prop = relationship.prop;
    NamedValues row;
    if (const Done done = addSide(relationship, prop->synchronizePairs, object, keys, row); !done)
        return fail(done.error());
    if (const Done done = addSide(relationship, prop->secondarySynchronizePairs, related, keys, row); !done)
        return fail(done.error());
    return row;
}

/// The columns that refer to one of the two objects.
Done LinkRows::addSide(const MappedRelationship &relationship, const QList<mapping::SyncPair> &pairs,
                       ObjectRef side, Keys keys, NamedValues &row)
{
    for (const mapping::SyncPair &pair : pairs) {
        if (const Done known = m_keys.checkColumn(side, pair.source, relationship); !known)
            return known;
        if (pair.destination.table != relationship.prop->secondary)
            continue; // A condition between the sides, which no link row can hold.
        const auto value = keys == Keys::AsInDatabase
                               ? m_attributes.committedColumn(side, pair.source.column, kAnywhere)
                               : m_attributes.column(side, pair.source.column);
        if (!value)
            return fail(value.error());
        row += {table(relationship).columns.at(pair.destination.column).name, value->value};
    }
    return {};
}

Done LinkRows::write(const MappedRelationship &relationship, const LinkChanges &changes)
{
    const schema::Table &secondary = table(relationship);
    qint64 found = 0;
    for (const NamedValues &row : changes.deletes) {
        const auto count = m_core.executor.remove(secondary.name, row);
        if (!count)
            return fail(count.error());
        found += *count;
    }
    if (const Done done = checkFound(relationship, found, changes.deletes.size()); !done)
        return done;
    found = 0;
    for (const WrittenRow &row : changes.updates) {
        const auto count = m_core.executor.update(secondary.name, row);
        if (!count)
            return fail(count.error());
        found += *count;
    }
    if (const Done done = checkFound(relationship, found, changes.updates.size()); !done)
        return done;
    if (!changes.inserts.isEmpty())
        warnOfMissingKey(secondary, changes.inserts.first());
    for (const NamedValues &row : changes.inserts) {
        if (const auto done = m_core.executor.insert(secondary.name, row); !done)
            return fail(done.error());
    }
    return {};
}

/// A link row has only what both sides give it.
void LinkRows::warnOfMissingKey(const schema::Table &table, const NamedValues &row)
{
    for (const QString &name : table.primaryKey) {
        const bool isGiven = std::ranges::any_of(row, [&](const auto &each) { return each.first == name; });
        if (!isGiven && MapperRegistry::autoKeyOf(table, {table.columnIndex(name)}) < 0)
            RowInserter::warnOfKeyPart(m_core, table, name);
    }
}

Done LinkRows::checkFound(const MappedRelationship &relationship, qint64 found, qsizetype wanted) const
{
    if (found == wanted)
        return {};
    return fail(
        ErrorCode::StaleData,
        u"Of %1 rows of '%2' that link objects through '%3' only %4 were still there."_s.arg(
            QString::number(wanted), table(relationship).name, relationship.label, QString::number(found)),
        u"Somebody else removed them; roll back and load the objects again."_s);
}

} // namespace relata::orm
