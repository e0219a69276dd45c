#include "relatedrows.h"

#include <algorithm>

namespace relata::records {

using base::PageRequest;
using base::RecordPage;
using base::Value;
using base::Values;
using mapping::Side;
using orm::ObjectRef;
using schema::Direction;

bool Related::leadsNowhere() const
{
    return std::any_of(local.cbegin(), local.cend(), [](const Value &value) { return value.isNull(); });
}

Related RelatedRows::of(const Side &relationship, ObjectRef owner) const
{
    return {relationship, owner, m_memory.values(owner, localColumnsOf(relationship))};
}

std::optional<QList<ObjectRef>> RelatedRows::all(const Related &related) const
{
    // A key that is NULL in part refers to nothing here; SQLAlchemy would ask for it.
    if (related.leadsNowhere())
        return QList<ObjectRef>();
    if (const auto known = m_memory.related(related.owner, related.relationship.name))
        return known;
    const ObjectRef found = parent(related);
    return found.isNone() ? std::nullopt : std::optional(QList{found});
}

std::optional<RecordPage> RelatedRows::page(const PageRequest &request, const Related &related) const
{
    const auto members = all(related);
    return members ? std::optional(page(request, *members)) : std::nullopt;
}

RecordPage RelatedRows::page(const PageRequest &request, const QList<ObjectRef> &members) const
{
    RecordPage page;
    page.fromMemory = true;
    qsizetype start = 0;
    if (request.after.key.isValid()) {
        const auto last = std::ranges::find_if(
            members, [&](ObjectRef each) { return m_memory.keyOf(each) == request.after.key; });
        start = last == members.cend() ? 0 : last - members.cbegin() + 1;
    }
    for (const ObjectRef member : members.mid(start, request.limit))
        page.records += m_memory.record(member);
    page.hasMore = start + request.limit < members.size();
    return page;
}

/// The parent of a foreign key to a primary key that is not the address of its rows.
ObjectRef RelatedRows::parent(const Related &related) const
{
    const Side &relationship = related.relationship;
    const RecordShape *target = m_shapes.of(relationship.targetTable);
    if (relationship.direction != Direction::ManyToOne || !target ||
        target->addressKind() != schema::RowAddress::Kind::Rowid ||
        target->table().primaryKey.size() != relationship.pairs.size())
        return {};
    const QStringList remote = remoteColumnsOf(relationship);
    Values key;
    for (const QString &column : target->table().primaryKey) {
        const int place = schema::indexOfName(remote, column);
        if (place < 0)
            return {};
        key += related.local[place];
    }
    return m_memory.findByPrimaryKey(target->table().name, key);
}

QStringList localColumnsOf(const schema::JoinPath &relationship)
{
    QStringList names;
    for (const schema::ColumnPair &pair : relationship.pairs)
        names += pair.local;
    return names;
}

QStringList remoteColumnsOf(const schema::JoinPath &relationship)
{
    QStringList names;
    for (const schema::ColumnPair &pair : relationship.pairs)
        names += pair.remote;
    return names;
}

} // namespace relata::records
