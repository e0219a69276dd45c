#include "statementmaker.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using mapping::ColumnIndex;
using mapping::Lazy;
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

void LoadStatement::setValues(const base::Values &where)
{
    select.whereValues = where;
    base.whereValues = where;
}

std::shared_ptr<PlannedEntity> StatementMaker::planOf(int mapper, const LoadRequest &request) const
{
    const auto circles =
        request.refresh.isNone() ? LoadPlan::Circles::StopAll : LoadPlan::Circles::KeepSelects;
    const auto plan = LoadPlan::entity(m_registry, mapper, request.options.get(), request.path, {}, circles);
    if (request.partial) {
        const auto isLeftOut = [&](const auto &each) {
            return request.unexpires ? request.changedRelationships.contains(each.relationship)
                                     : !request.onlyRelationships.contains(each.relationship);
        };
        std::erase_if(plan->loads, isLeftOut);
        std::erase_if(plan->ownStrategies, isLeftOut);
    }
    return plan;
}

LoadStatement StatementMaker::prepare(int mapper, const QString &alias, SelectWriter &writer,
                                      const QStringList &order, const LoadRequest &request) const
{
    LoadStatement statement;
    statement.plan = planOf(mapper, request);
    statement.base = writer.select;
    statement.base.order = order;
    statement.baseAlias = alias;
    statement.baseMapper = mapper;
    const bool isLimited = writer.select.limit >= 0 || writer.select.offset >= 0;
    QString source = alias;
    if (isLimited && statement.plan->hasJoins() && statement.plan->hasJoinedCollection(m_registry))
        source = writer.wrap(m_registry.mapper(mapper), alias, order);
    else
        writer.select.order = order;
    statement.columns = writer.addEntity(*statement.plan, source);
    writer.select.order += writer.eagerOrder();
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

LoadStatement StatementMaker::byTargets(const MappedRelationship &relationship, const LoadRequest &request,
                                        qsizetype keys) const
{
    const Mapper &target = m_registry.mapper(relationship.prop->target);
    QStringList names;
    for (const int column : target.keyColumns)
        names += target.quotedTable + u'.' + target.quotedColumns.at(column);
    SelectWriter writer(m_registry);
    const QString alias = writer.from(target.index);
    writer.select.where = {m_registry.dialect().inKeys(names, keys)};
    return prepare(target.index, alias, writer, writer.orderOf(relationship, alias, {}), request);
}

TargetSelect StatementMaker::byOwners(const MappedRelationship &relationship, const LoadRequest &request,
                                      qsizetype keys) const
{
    TargetSelect made;
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

LoadStatement StatementMaker::behind(const LoadStatement &statement, const QList<int> &chain,
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
    made.baseMapper = statement.baseMapper;
    made.behindBase = chain;
    return made;
}

OwnersSelect StatementMaker::forOwner(const MappedRelationship &relationship,
                                      const LoadRequest &request) const
{
    OwnersSelect made;
    SelectWriter writer(m_registry);
    OwnersJoins joins(m_registry, relationship, writer);
    made.values = joins.write();
    made.isProduct = joins.isProduct();
    made.request = request;
    made.statement = prepare(relationship.prop->target, joins.alias(), writer,
                             writer.orderOf(relationship, joins.alias(), joins.secondary()), made.request);
    return made;
}

LoadRequest StatementMaker::lazyRequest(const MappedRelationship &relationship,
                                        const LoadContext *context) const
{
    LoadRequest request;
    if (relationship.isQueryOnly()) // A query as any other: it leads from nowhere.
        return request;
    request.onlyMissing = true;
    if (context) {
        request.options = request.lasting = context->options;
        request.path = context->path;
    }
    request.path += relationship.index;
    // A many-to-one back to this object is in memory: no need to join it (SQLAlchemy: _lazyload_reverse).
    auto options = std::make_shared<LoadOptions>(request.options ? *request.options : LoadOptions());
    const qsizetype before = options->options.size();
    for (const int reverse : relationship.prop->reverse) {
        const MappedRelationship &back = m_registry.relationship(reverse);
        if (back.prop->direction == Direction::ManyToOne && back.prop->useGet &&
            (back.prop->lazy == Lazy::Noload || LoadPlan::lazyOfClass(back.prop->lazy) != back.prop->lazy))
            options->options +=
                LoadOption{LoadOption::Kind::Strategy, Lazy::Select, request.path + QList{reverse}, false, 0};
    }
    if (options->options.size() > before)
        request.options = options;
    return request;
}

} // namespace relata::orm
