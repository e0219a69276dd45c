#include "selectwriter.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using mapping::ColumnIndex;

QString SelectWriter::from(int mapper)
{
    select.from = m_registry.mapper(mapper).quotedTable;
    select.tables += m_registry.mapper(mapper).table->name;
    return select.from;
}

QString SelectWriter::join(const QString &left, const MappedRelationship &relationship, const QString &right)
{
    const auto &tables = m_registry.configuration().tables;
    const Mapper &target = m_registry.mapper(relationship.prop->target);
    const bool hasLink = relationship.prop->secondary >= 0;
    JoinAliases aliases{left, right, {}};
    if (hasLink) {
        const QString &name = tables.at(relationship.prop->secondary).name;
        aliases.link = freeAlias(name);
        select.tables += name;
        select.from +=
            u" JOIN "_s + aliased(name, aliases.link) + u" ON "_s +
            conditions(relationship, aliases, Condition::Primary, select.fromValues).join(u" AND "_s);
    }
    select.tables += target.table->name;
    select.from += u" JOIN "_s + aliased(target.table->name, right) + u" ON "_s +
                   conditions(relationship, aliases, hasLink ? Condition::Secondary : Condition::Primary,
                              select.fromValues)
                       .join(u" AND "_s);
    return aliases.link;
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

QStringList SelectWriter::conditions(const MappedRelationship &relationship, const JoinAliases &aliases,
                                     Condition condition, base::Values &values) const
{
    const auto operand = [&](const mapping::JoinOperand &side) {
        if (side.isColumn())
            return operandColumn(side, relationship, aliases, condition);
        values += side.literal.value();
        return u"?"_s;
    };
    QStringList terms;
    for (const mapping::JoinComparison &each : condition == Condition::Primary
                                                   ? relationship.prop->primaryjoin
                                                   : relationship.prop->secondaryjoin) {
        const QString first = operand(each.left);
        terms += first + u' ' + each.op + u' ' + operand(each.right);
    }
    return terms;
}

/// The target's alias is for its columns that are not the owner's, the owner's for those that are not the
/// target's (in a self-reference a column may be either). A column of any other table keeps that table's
/// name, whether the table is there or not.
QString SelectWriter::operandColumn(const mapping::JoinOperand &operand,
                                    const MappedRelationship &relationship, const JoinAliases &aliases,
                                    Condition condition) const
{
    const mapping::ConfiguredRelationship &prop = *relationship.prop;
    const int table = operand.column.table;
    const bool isPrimary = condition == Condition::Primary;
    const bool isOwners = table == m_registry.mapper(prop.owner).mapped->table;
    const bool isTargets = table == m_registry.mapper(prop.target).mapped->table;
    const bool isLinks = prop.secondary >= 0 && table == prop.secondary && !operand.local;
    if (!isPrimary && isTargets)
        return column(aliases.target, operand.column);
    if (isLinks)
        return column(aliases.link, operand.column);
    if (isPrimary && prop.secondary < 0 && isTargets && !operand.local)
        return column(aliases.target, operand.column);
    if (isPrimary && isOwners && (prop.secondary >= 0 || !operand.remote))
        return column(aliases.owner, operand.column);
    return plainColumn(operand.column);
}

QStringList SelectWriter::orderOf(const MappedRelationship &relationship, const QString &target,
                                  const QString &link) const
{
    QStringList terms;
    for (const mapping::ConfiguredOrder &each : relationship.prop->orderBy) {
        const int table = each.column.table;
        const QString name = table == m_registry.mapper(relationship.prop->target).mapped->table
                                 ? column(target, each.column)
                             : table == relationship.prop->secondary ? column(link, each.column)
                                                                     : plainColumn(each.column);
        terms += name + (each.descending ? u" DESC"_s : u""_s);
    }
    return terms;
}

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

QString SelectWriter::plainColumn(ColumnIndex index) const
{
    return column(m_registry.dialect().quoted(m_registry.configuration().tables.at(index.table).name), index);
}

QString SelectWriter::aliased(const QString &table, const QString &alias) const
{
    const QString name = m_registry.dialect().quoted(table);
    return name == alias ? name : name + u" AS "_s + alias;
}

} // namespace relata::orm
