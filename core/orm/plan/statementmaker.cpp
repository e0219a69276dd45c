#include "statementmaker.h"

#include "core/orm/plan/eagerjoins.h"
#include "core/orm/plan/entityplanner.h"
#include "core/orm/plan/lazyselectwriter.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using mapping::ColumnIndex;
using schema::Direction;

namespace {

/// The columns of the target that hold the owner's primary key, where a one-to-many compares exactly those:
/// then the owner's table is not needed. Empty where it is.
QList<ColumnIndex> ownersKeyInTarget(const MapperRegistry &registry, const MappedRelationship &relationship)
{
    const Mapper &owner = registry.mapper(relationship.prop->owner);
    QList<ColumnIndex> columns;
    for (const int key : owner.keyColumns) {
        for (const auto &pair : relationship.prop->localRemotePairs) {
            if (pair.local == ColumnIndex{owner.mapped->table, key})
                columns += pair.remote;
        }
    }
    const bool isEnough = relationship.prop->omitJoin &&
                          relationship.prop->direction == Direction::OneToMany &&
                          size_t(columns.size()) == owner.keyColumns.size();
    return isEnough ? columns : QList<ColumnIndex>();
}

/// The SELECT that brought the owners, with its LIMIT, for the columns by which the first step joins.
Select innerSelect(const LoadStatement &statement, const MappedRelationship &first,
                   const SelectWriter &writer)
{
    Select inner = statement.base;
    inner.columns.clear();
    for (const ColumnIndex column : first.prop->localColumns)
        inner.columns += writer.column(statement.baseAlias, column);
    if (inner.limit < 0 && inner.offset < 0)
        inner.order.clear();
    if (first.prop->direction == Direction::ManyToOne && inner.limit < 0 && !inner.columns.isEmpty())
        inner.columns.first().prepend(u"DISTINCT "_s);
    return inner;
}

} // namespace

LoadStatement StatementMaker::prepare(int mapper, const QString &alias, SelectWriter &writer,
                                      const QStringList &order, const LoadRequest &request) const
{
    LoadStatement statement;
    statement.plan = planOf(mapper, request);
    statement.base = writer.select;
    statement.base.order = order;
    statement.baseAlias = alias;
    const bool isLimited = writer.select.limit >= 0 || writer.select.offset >= 0;
    QString source = alias;
    if (isLimited && statement.plan->hasJoins() && statement.plan->hasJoinedCollection(m_registry))
        source = writer.wrap(m_registry.mapper(mapper), alias, order);
    else
        writer.select.order = order;
    EagerJoins joins(m_registry, writer);
    statement.columns = joins.add(*statement.plan, source);
    writer.select.order += joins.order();
    statement.select = writer.select;
    statement.text = statement.select.statement(m_registry.dialect()).text;
    return statement;
}

LoadStatement StatementMaker::byKey(int mapper, const base::Values &key, const LoadRequest &request) const
{
    const Mapper &mapped = m_registry.mapper(mapper);
    SelectWriter writer(m_registry);
    const QString alias = writer.from(mapper);
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QString column =
            mapped.quotedTable + u'.' + mapped.quotedColumns.at(mapped.keyColumns[size_t(i)]);
        writer.select.where += column + (key[i].isNull() ? u" IS NULL"_s : u" = ?"_s);
    }
    return prepare(mapper, alias, writer, {}, request);
}

KeyedSelect StatementMaker::byTargets(const MappedRelationship &relationship, const LoadRequest &request,
                                      qsizetype keys) const
{
    const Mapper &target = m_registry.mapper(relationship.prop->target);
    QStringList names;
    for (const int column : target.keyColumns)
        names += target.quotedTable + u'.' + target.quotedColumns.at(column);
    SelectWriter writer(m_registry);
    const QString alias = writer.from(target.index);
    writer.select.where = {m_registry.dialect().inKeys(names, keys)};
    return {prepare(target.index, alias, writer, writer.orderOf(relationship, alias, {}), request),
            target.keyColumns};
}

KeyedSelect StatementMaker::byOwners(const MappedRelationship &relationship, const LoadRequest &request,
                                     qsizetype keys) const
{
    KeyedSelect made;
    QStringList keyNames; // what an IN compares
    const Mapper &owner = m_registry.mapper(relationship.prop->owner);
    const Mapper &target = m_registry.mapper(relationship.prop->target);
    SelectWriter writer(m_registry);
    QString secondary;
    const QList<ColumnIndex> own = ownersKeyInTarget(m_registry, relationship);
    if (!own.isEmpty()) {
        writer.from(target.index);
        for (const ColumnIndex column : own) {
            keyNames += writer.column(target.quotedTable, column);
            made.keyColumns.push_back(column.column);
        }
    } else {
        const QString left = writer.freeAlias(owner.table->name);
        writer.select.from = owner.quotedTable + u" AS "_s + left;
        writer.select.tables += owner.table->name;
        secondary = writer.join(left, relationship, target.quotedTable);
        for (const int key : owner.keyColumns) {
            made.keyColumns.push_back(int(keyNames.size()));
            keyNames += left + u'.' + owner.quotedColumns.at(key);
        }
        writer.select.columns = keyNames;
    }
    if (keys > 0)
        writer.select.where = {m_registry.dialect().inKeys(keyNames, keys)};
    made.statement = prepare(target.index, target.quotedTable, writer,
                             writer.orderOf(relationship, target.quotedTable, secondary), request);
    return made;
}

LoadStatement StatementMaker::bySubquery(const LoadStatement &statement, const QList<int> &chain,
                                         const LoadRequest &request) const
{
    SelectWriter writer(m_registry);
    const Select inner = innerSelect(statement, m_registry.relationship(chain.first()), writer);
    const sql::Statement text = inner.statement(m_registry.dialect());
    QString left = writer.freeAlias(u"anon"_s);
    writer.select.from = u'(' + text.text + u") AS "_s + left;
    writer.select.fromValues = text.values;
    writer.select.tables = inner.tables;
    writer.select.hasSubquery = true;
    writer.select.innerLimit = inner.limit >= 0 || inner.offset >= 0;
    QString secondary;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const MappedRelationship &step = m_registry.relationship(chain[i]);
        const Mapper &target = m_registry.mapper(step.prop->target);
        const bool isLast = i == chain.size() - 1;
        if (isLast) {
            for (const ColumnIndex column : step.prop->localColumns)
                writer.select.columns += writer.column(left, column);
        }
        const QString right = isLast ? target.quotedTable : writer.freeAlias(target.table->name);
        secondary = writer.join(left, step, right);
        left = right;
    }
    const MappedRelationship &last = m_registry.relationship(chain.last());
    LoadStatement made =
        prepare(last.prop->target, left, writer, writer.orderOf(last, left, secondary), request);
    made.base = statement.base;
    made.baseAlias = statement.baseAlias;
    made.afterBase = chain;
    return made;
}

LazySelect StatementMaker::forOwner(const MappedRelationship &relationship, const LoadRequest &request) const
{
    LazySelect made;
    SelectWriter writer(m_registry);
    LazySelectWriter joins(m_registry, relationship, writer);
    made.request = request;
    made.sources = joins.write();
    made.isProduct = joins.isProduct();
    made.statement =
        prepare(relationship.prop->target, joins.targetAlias(), writer,
                writer.orderOf(relationship, joins.targetAlias(), joins.linkAlias()), made.request);
    return made;
}

/// A refresh of some attributes plans only those; any other load plans everything that is eager.
std::shared_ptr<PlannedEntity> StatementMaker::planOf(int mapper, const LoadRequest &request) const
{
    using Circles = EntityPlanner::Circles;
    const EntityPlanner planner(m_registry, request.options.get(),
                                request.isRefresh() ? Circles::KeepSelects : Circles::StopAll);
    const auto plan = planner.plan(mapper, request.path);
    const auto isLeftOut = [&](const auto &each) { return request.leavesOut(each.relationship); };
    std::erase_if(plan->loads, isLeftOut);
    std::erase_if(plan->ownStrategies, isLeftOut);
    return plan;
}

} // namespace relata::orm
