#include "selectwriter.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using mapping::ColumnIndex;
using mapping::InnerJoin;
using mapping::Lazy;

namespace {

QString aliased(const sql::Dialect &dialect, const QString &table, const QString &alias)
{
    const QString name = dialect.quoted(table);
    return name == alias ? name : name + u" AS "_s + alias;
}

} // namespace

QString SelectWriter::freeAlias(const QString &table)
{
    const auto &tables = m_registry.configuration().tables;
    const auto isTaken = [&](const QString &name) {
        return std::any_of(tables.cbegin(), tables.cend(),
                           [&](const schema::Table &each) { return schema::sameName(each.name, name); });
    };
    QString name;
    do {
        name = u"%1_%2"_s.arg(table, QString::number(++m_aliases[table]));
    } while (isTaken(name));
    return m_registry.dialect().quoted(name);
}

QString SelectWriter::column(const QString &alias, ColumnIndex column) const
{
    return alias + u'.' +
           m_registry.dialect().quoted(
               m_registry.configuration().tables.at(column.table).columns.at(column.column).name);
}

QString SelectWriter::from(int mapper)
{
    select.from = m_registry.mapper(mapper).quotedTable;
    select.tables += m_registry.mapper(mapper).table->name;
    return select.from;
}

QString SelectWriter::plainColumn(ColumnIndex index) const
{
    return column(m_registry.dialect().quoted(m_registry.configuration().tables.at(index.table).name), index);
}

/// The target's alias is for its columns that are not the owner's, the owner's for those that are not the
/// target's (in a self-reference a column may be either); what is neither's keeps its table's name, whether
/// that is there or not.
QString SelectWriter::joinedColumn(const mapping::JoinOperand &operand,
                                   const MappedRelationship &relationship, const Sides &sides,
                                   bool primary) const
{
    const mapping::ConfiguredRelationship &prop = *relationship.prop;
    const int table = operand.column.table;
    const bool isOwners = table == m_registry.mapper(prop.owner).mapped->table;
    const bool isTargets = table == m_registry.mapper(prop.target).mapped->table;
    const bool isLinks = prop.secondary >= 0 && table == prop.secondary && !operand.local;
    if (!primary && isTargets)
        return column(sides.right, operand.column);
    if (isLinks)
        return column(sides.secondary, operand.column);
    if (primary && prop.secondary < 0 && isTargets && !operand.local)
        return column(sides.right, operand.column);
    if (primary && isOwners && (prop.secondary >= 0 || !operand.remote))
        return column(sides.left, operand.column);
    return plainColumn(operand.column);
}

QStringList SelectWriter::conditions(const MappedRelationship &relationship, const QString &left,
                                     const QString &right, const QString &secondary, bool primary,
                                     base::Values &values) const
{
    const Sides sides{left, right, secondary};
    const auto operand = [&](const mapping::JoinOperand &side) {
        if (side.isColumn())
            return joinedColumn(side, relationship, sides, primary);
        values += side.literal.value();
        return u"?"_s;
    };
    QStringList terms;
    for (const mapping::JoinComparison &each :
         primary ? relationship.prop->primaryjoin : relationship.prop->secondaryjoin) {
        const QString first = operand(each.left);
        terms += first + u' ' + each.op + u' ' + operand(each.right);
    }
    return terms;
}

QString SelectWriter::join(const QString &left, const MappedRelationship &relationship, const QString &right)
{
    const auto &tables = m_registry.configuration().tables;
    const Mapper &target = m_registry.mapper(relationship.prop->target);
    QString secondary;
    if (relationship.prop->secondary >= 0) {
        const QString &name = tables.at(relationship.prop->secondary).name;
        secondary = freeAlias(name);
        select.tables += name;
        select.from +=
            u" JOIN "_s + aliased(m_registry.dialect(), name, secondary) + u" ON "_s +
            conditions(relationship, left, right, secondary, true, select.fromValues).join(u" AND "_s);
    }
    select.tables += target.table->name;
    select.from += u" JOIN "_s + aliased(m_registry.dialect(), target.table->name, right) + u" ON "_s +
                   conditions(relationship, left, right, secondary, secondary.isEmpty(), select.fromValues)
                       .join(u" AND "_s);
    return secondary;
}

QStringList SelectWriter::orderOf(const MappedRelationship &relationship, const QString &right,
                                  const QString &secondary) const
{
    QStringList terms;
    for (const mapping::ConfiguredOrder &each : relationship.prop->orderBy) {
        const int table = each.column.table;
        const QString name = table == m_registry.mapper(relationship.prop->target).mapped->table
                                 ? column(right, each.column)
                             : table == relationship.prop->secondary ? column(secondary, each.column)
                                                                     : plainColumn(each.column);
        terms += name + (each.descending ? u" DESC"_s : u""_s);
    }
    return terms;
}

EntityColumns SelectWriter::addEntity(const PlannedEntity &entity, const QString &alias)
{
    EntityColumns columns;
    columns.entity = &entity;
    columns.first = int(select.columns.size());
    for (const QString &name : m_registry.mapper(entity.mapper).quotedColumns)
        select.columns += alias + u'.' + name;
    select.from += addJoined(entity, alias, columns, false, nullptr);
    return columns;
}

QString SelectWriter::addJoined(const PlannedEntity &entity, const QString &alias, EntityColumns &columns,
                                bool underOuter, Element *nest)
{
    QString text;
    for (const PlannedLoad &load : entity.loads) {
        if (load.strategy == Lazy::Joined)
            text += joinedElement(load, alias, columns, underOuter, nest);
    }
    return text;
}

/// Joins one relationship. An inner join behind an outer one is nested into it, or rows would be lost.
QString SelectWriter::joinedElement(const PlannedLoad &load, const QString &left, EntityColumns &columns,
                                    bool underOuter, Element *nest)
{
    const MappedRelationship &relationship = m_registry.relationship(load.relationship);
    const Mapper &target = m_registry.mapper(relationship.prop->target);
    const bool isInner = relationship.prop->innerjoin == InnerJoin::Yes ||
                         (relationship.prop->innerjoin == InnerJoin::Unnested && !underOuter);
    auto own = std::make_shared<EntityColumns>();
    own->entity = load.target.get();
    own->first = int(select.columns.size());
    const QString right = load.fromQueryJoin ? m_queryJoins.value(load.relationship, target.quotedTable)
                                             : freeAlias(target.table->name);
    for (const QString &name : target.quotedColumns)
        select.columns += right + u'.' + name;
    columns.joined.push_back({&load, own});
    if (load.fromQueryJoin)
        return addJoined(*load.target, right, *own, underOuter, nest);
    Element element{aliased(m_registry.dialect(), target.table->name, right), false, {}};
    QString secondary;
    select.tables += target.table->name;
    if (relationship.prop->secondary >= 0) {
        const QString &name = m_registry.configuration().tables.at(relationship.prop->secondary).name;
        secondary = freeAlias(name);
        select.tables += name;
        element.text =
            aliased(m_registry.dialect(), name, secondary) + u" JOIN "_s + element.text + u" ON "_s +
            conditions(relationship, left, right, secondary, false, select.fromValues).join(u" AND "_s);
        element.isCompound = true;
    }
    m_eagerOrder += orderOf(relationship, right, secondary);
    element.tail +=
        addJoined(*load.target, right, *own, underOuter || !isInner, isInner && !nest ? nullptr : &element);
    const QString on =
        u" ON "_s +
        conditions(relationship, left, right, secondary, true, select.fromValues).join(u" AND "_s);
    const QString text = element.isCompound ? u'(' + element.text + u')' : element.text;
    if (isInner && underOuter && nest) {
        nest->text += u" JOIN "_s + text + on;
        nest->isCompound = true;
        return element.tail;
    }
    select.outerJoins += isInner ? 0 : 1;
    return (isInner ? u" JOIN "_s : u" LEFT OUTER JOIN "_s) + text + on + element.tail;
}

QString SelectWriter::wrap(const Mapper &mapper, const QString &alias, const QStringList &order)
{
    Select inner = select;
    const QString outer = freeAlias(u"anon"_s);
    QStringList outerOrder;
    for (const QString &name : mapper.quotedColumns)
        inner.columns += alias + u'.' + name;
    for (const QString &term : order) {
        const bool descends = term.endsWith(" DESC"_L1);
        const QString expression = descends ? term.chopped(5) : term;
        const qsizetype own = inner.columns.indexOf(expression);
        QString name = own >= 0 ? mapper.quotedColumns.value(own) : QString();
        if (name.isEmpty()) {
            name = m_registry.dialect().quoted(u"order_%1"_s.arg(inner.columns.size()));
            inner.columns += expression + u" AS "_s + name;
        }
        outerOrder += outer + u'.' + name + (descends ? u" DESC"_s : u""_s);
    }
    inner.order = order;
    const sql::Statement statement = inner.statement(m_registry.dialect());
    Select wrapped;
    wrapped.from = u'(' + statement.text + u") AS "_s + outer;
    wrapped.fromValues = statement.values;
    wrapped.tables = inner.tables;
    wrapped.outerJoins = inner.outerJoins;
    wrapped.hasSubquery = true;
    wrapped.innerLimit = inner.limit >= 0 || inner.offset >= 0;
    wrapped.order = outerOrder;
    select = wrapped;
    return outer;
}

} // namespace relata::orm
