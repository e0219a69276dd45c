#include "eagerjoins.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using mapping::InnerJoin;
using Condition = SelectWriter::Condition;

EntityColumns EagerJoins::add(const PlannedEntity &entity, const QString &alias)
{
    EntityColumns columns;
    columns.entity = &entity;
    columns.first = int(m_writer.select.columns.size());
    for (const QString &name : m_registry.mapper(entity.mapper).quotedColumns)
        m_writer.select.columns += alias + u'.' + name;
    m_writer.select.from += joinsOf(entity, alias, columns, {});
    return columns;
}

/// Fills `columns` with everything that is joined to the class.
QString EagerJoins::joinsOf(const PlannedEntity &entity, const QString &alias, EntityColumns &columns,
                            Position position)
{
    QString text;
    for (const PlannedLoad &load : entity.loads) {
        if (load.strategy == mapping::Lazy::Joined)
            text += joinOf(load, alias, columns, position);
    }
    return text;
}

std::shared_ptr<EntityColumns> EagerJoins::addColumns(const PlannedLoad &load, const QString &alias)
{
    auto columns = std::make_shared<EntityColumns>();
    columns->entity = load.target.get();
    columns->first = int(m_writer.select.columns.size());
    for (const QString &name : m_registry.mapper(load.target->mapper).quotedColumns)
        m_writer.select.columns += alias + u'.' + name;
    return columns;
}

/// An inner join after an outer one is nested into it, or rows would be lost.
QString EagerJoins::joinOf(const PlannedLoad &load, const QString &owner, EntityColumns &columns,
                           Position position)
{
    const MappedRelationship &relationship = m_registry.relationship(load.relationship);
    const Mapper &target = m_registry.mapper(relationship.prop->target);
    const bool isOfQuery = load.is(PlannedLoad::Trait::FromQueryJoin);
    Select &select = m_writer.select;
    JoinAliases aliases{owner,
                        isOfQuery ? m_writer.queryJoin(load.relationship, target.quotedTable)
                                  : m_writer.freeAlias(target.table->name),
                        {}};
    const auto own = addColumns(load, aliases.target);
    columns.joined.push_back({&load, own});
    if (isOfQuery)
        return joinsOf(*load.target, aliases.target, *own, position);
    const bool isInner = relationship.prop->innerjoin == InnerJoin::Yes ||
                         (relationship.prop->innerjoin == InnerJoin::Unnested && !position.isAfterOuter);
    Element element = elementOf(relationship, aliases);
    m_order += m_writer.orderOf(relationship, aliases.target, aliases.link);
    element.tail +=
        joinsOf(*load.target, aliases.target, *own,
                {position.isAfterOuter || !isInner, isInner && !position.nest ? nullptr : &element});
    const QString on =
        u" ON "_s +
        m_writer.conditions(relationship, aliases, Condition::Primary, select.fromValues).join(u" AND "_s);
    const QString text = element.isCompound ? u'(' + element.text + u')' : element.text;
    if (isInner && position.isAfterOuter && position.nest) {
        position.nest->text += u" JOIN "_s + text + on;
        position.nest->isCompound = true;
        return element.tail;
    }
    select.outerJoins += isInner ? 0 : 1;
    return (isInner ? u" JOIN "_s : u" LEFT OUTER JOIN "_s) + text + on + element.tail;
}

/// The target's table, with the link table before it where there is one.
EagerJoins::Element EagerJoins::elementOf(const MappedRelationship &relationship, JoinAliases &aliases)
{
    const QString &targetName = m_registry.mapper(relationship.prop->target).table->name;
    Element element{m_writer.aliased(targetName, aliases.target), false, {}};
    m_writer.select.tables += targetName;
    if (relationship.prop->secondary < 0)
        return element;
    const QString &linkName = m_registry.configuration().tables.at(relationship.prop->secondary).name;
    aliases.link = m_writer.freeAlias(linkName);
    m_writer.select.tables += linkName;
    element.text =
        m_writer.aliased(linkName, aliases.link) + u" JOIN "_s + element.text + u" ON "_s +
        m_writer.conditions(relationship, aliases, Condition::Secondary, m_writer.select.fromValues)
            .join(u" AND "_s);
    element.isCompound = true;
    return element;
}

} // namespace relata::orm
