#include "loading.h"

#include "core/sql/dialect.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Value;
using base::Values;
using mapping::ColumnIndex;
using schema::Direction;

namespace {

/// "a" IN (?, ?), or for composite keys ("a", "b") IN (VALUES (?, ?), (?, ?)).
QString inList(const QStringList &columns, const QList<Values> &keys, Values &values)
{
    QStringList marks;
    for (const Values &key : keys) {
        QStringList parts(key.size(), u"?"_s);
        marks += columns.size() == 1 ? parts.first() : u'(' + parts.join(u", "_s) + u')';
        values += key;
    }
    if (columns.size() == 1)
        return columns.first() + u" IN ("_s + marks.join(u", "_s) + u')';
    return u'(' + columns.join(u", "_s) + u") IN (VALUES "_s + marks.join(u", "_s) + u')';
}

/// Numbers before texts, so that the keys of a statement have an order that does not vary.
bool isBefore(const Values &a, const Values &b)
{
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a[i] == b[i])
            continue;
        if (a[i].isNumber() && b[i].isNumber())
            return a[i].toReal() < b[i].toReal();
        return a[i].type() != b[i].type() ? a[i].type() < b[i].type() : a[i].bytes() < b[i].bytes();
    }
    return false;
}

} // namespace

void Loading::distribute(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                         const QList<QList<ObjectRef>> &found, const LoadRequest &request)
{
    for (qsizetype i = 0; i < parents.size(); ++i) {
        if (mayOverwrite(parents[i], relationship, request))
            setRelated(parents[i], relationship, found[i]);
    }
}

/// Three forms: the keys of the targets, which the owners hold; the owners' keys in the targets' foreign
/// key; or a JOIN from the owners, where neither will do.
Done Loading::selectin(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                       const QList<int> &path, const LoadRequest &request)
{
    if (parents.isEmpty())
        return {};
    if (relationship.prop->useGet && relationship.prop->direction == Direction::ManyToOne) {
        const bool known = std::ranges::all_of(parents, [&](ObjectRef parent) {
            return std::ranges::all_of(relationship.keyColumns, [&](int column) {
                return m_core.heap(parent).cells().isLoaded(parent.row, column);
            });
        });
        if (known)
            return selectinByKeys(parents, relationship, path, request);
    }
    return selectinByParents(parents, relationship, path, request);
}

Done Loading::selectinByKeys(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                             const QList<int> &path, const LoadRequest &request)
{
    QHash<Values, QList<ObjectRef>> wanting;
    QList<ObjectRef> nobody;
    for (const ObjectRef parent : parents) {
        Values key;
        for (const int column : relationship.keyColumns)
            key += m_core.heap(parent).cells().value(parent.row, column);
        const bool hasNull = std::ranges::any_of(key, [](const Value &value) { return value.isNull(); });
        (hasNull ? nobody : wanting[key]) += parent;
    }
    QList<Values> keys = wanting.keys();
    std::ranges::sort(keys, isBefore);
    LoadRequest behind{request.options, path, request.populateExisting, {}, {}, {}, false};
    const Mapper &target = m_core.registry.mapper(relationship.prop->target);
    for (qsizetype start = 0; start < keys.size(); start += LoadPlan::kKeysPerStatement) {
        QStringList columns;
        for (const int column : target.keyColumns)
            columns += target.quotedTable + u'.' + target.quotedColumns.at(column);
        Values values;
        const QList<Values> chunk = keys.mid(start, LoadPlan::kKeysPerStatement);
        const QString condition = inList(columns, chunk, values);
        const auto found = byCondition(target.index, {condition}, values, behind);
        if (!found)
            return fail(found.error());
        for (const Values &key : chunk) {
            const ObjectRef object = m_core.find(target.index, key);
            const QList<ObjectRef> objects = found->contains(object) ? QList{object} : QList<ObjectRef>();
            distribute(wanting.value(key), relationship,
                       QList<QList<ObjectRef>>(wanting.value(key).size(), objects), request);
        }
    }
    distribute(nobody, relationship, QList<QList<ObjectRef>>(nobody.size()), request);
    return {};
}

Done Loading::selectinByParents(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                                const QList<int> &path, const LoadRequest &request)
{
    const Mapper &owner = m_core.registry.mapper(relationship.prop->owner);
    const Mapper &target = m_core.registry.mapper(relationship.prop->target);
    // Without the owners' table where the foreign key refers to exactly their primary key.
    QList<ColumnIndex> own;
    for (const int key : owner.keyColumns) {
        for (const auto &pair : relationship.prop->localRemotePairs) {
            if (pair.local == ColumnIndex{owner.mapped->table, key})
                own += pair.remote;
        }
    }
    const bool omitJoin = relationship.prop->direction == Direction::OneToMany &&
                          size_t(own.size()) == owner.keyColumns.size() &&
                          relationship.prop->primaryjoin.size() == own.size();
    LoadRequest behind{request.options, path, request.populateExisting, {}, {}, {}, false};
    for (qsizetype start = 0; start < parents.size(); start += LoadPlan::kKeysPerStatement) {
        const QList<ObjectRef> chunk = parents.mid(start, LoadPlan::kKeysPerStatement);
        SelectWriter writer(m_core.registry);
        QString right = target.quotedTable;
        QString secondary;
        QStringList columns;
        if (omitJoin) {
            writer.from(target.index);
            for (const ColumnIndex column : std::as_const(own))
                columns += writer.column(right, column);
        } else {
            const QString left = writer.freeAlias(owner.table->name);
            writer.select.from = owner.quotedTable + u" AS "_s + left;
            writer.select.tables += owner.table->name;
            secondary = writer.join(left, relationship, right);
            for (const int key : owner.keyColumns)
                columns += left + u'.' + owner.quotedColumns.at(key);
        }
        QList<Values> keys;
        QHash<Values, qsizetype> places;
        for (const ObjectRef parent : chunk) {
            keys += m_core.heap(parent).key(parent.row);
            places.insert(keys.last(), keys.size() - 1);
        }
        writer.select.where = {inList(columns, keys, writer.select.whereValues)};
        writer.select.columns = columns;
        LoadStatement statement =
            prepare(target.index, right, writer, writer.orderOf(relationship, right, secondary), behind);
        const auto rows = run(statement, behind);
        if (!rows)
            return fail(rows.error());
        QList<QList<ObjectRef>> found(chunk.size());
        QHash<qsizetype, QSet<ObjectRef>> seen;
        for (int row = 0; row < rows->objects.size(); ++row) {
            Values key;
            for (int i = 0; i < columns.size(); ++i)
                key += rows->page.value(row, i);
            const qsizetype place = places.value(key, -1);
            const ObjectRef object = rows->objects[row];
            if (place < 0 || object.isNone() || seen[place].contains(object))
                continue;
            seen[place].insert(object);
            found[place] += object;
        }
        distribute(chunk, relationship, found, request);
    }
    return {};
}

} // namespace relata::orm
