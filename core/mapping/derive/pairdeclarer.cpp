#include "pairdeclarer.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Action;
using schema::ForeignKey;
using schema::Table;

namespace {

bool isOwnParent(const Table &child, const ForeignKey &key)
{
    return schema::sameName(child.name, key.table);
}

QList<ColumnName> columnsOf(const QString &table, const QStringList &names)
{
    QList<ColumnName> columns;
    for (const QString &name : names)
        columns += ColumnName{table, name};
    return columns;
}

JoinCondition joinOf(const Table &child, const ForeignKey &key)
{
    JoinCondition condition;
    for (qsizetype i = 0; i < key.columns.size(); ++i) {
        Comparison comparison;
        comparison.left.column = {key.table, key.targetColumns[i]};
        comparison.right.column = {child.name, key.columns[i]};
        condition += comparison;
    }
    return condition;
}

qsizetype keysTo(const Table &child, const QString &parent)
{
    return std::ranges::count_if(
        child.foreignKeys, [&parent](const ForeignKey &key) { return schema::sameName(key.table, parent); });
}

/// Whether the columns alone do not say which foreign key is meant, because another to the same table has
/// some of them.
bool sharesColumns(const Table &child, const ForeignKey &key)
{
    return std::ranges::any_of(child.foreignKeys, [&key](const ForeignKey &other) {
        return other.id != key.id && std::ranges::any_of(other.columns, [&key](const QString &column) {
                   return schema::indexOfName(key.columns, column) >= 0;
               });
    });
}

bool mayBeNull(const Table &child, const ForeignKey &key)
{
    return std::ranges::all_of(key.columns, [&child](const QString &name) {
        const schema::Column *column = child.column(name);
        return column && column->nullable;
    });
}

/// So that the session and the database agree on what becomes of the children of a deleted parent.
void settleDeletes(const Table &child, const ForeignKey &key, RelationshipDeclaration &declared)
{
    switch (key.onDelete) {
    case Action::Cascade:
        declared.passiveDeletes = PassiveDeletes::Yes;
        declared.cascade = mayBeNull(child, key) ? u"all"_s : u"all, delete-orphan"_s;
        break;
    case Action::SetNull:
        declared.passiveDeletes = PassiveDeletes::Yes;
        break;
    case Action::NoAction:
    case Action::Restrict:
    case Action::SetDefault:
        declared.passiveDeletes = PassiveDeletes::All;
        break;
    }
}

} // namespace

void joinByColumns(const Table &child, const ForeignKey &key, RelationshipOptions &options)
{
    options.primaryjoin = joinOf(child, key);
    options.foreignKeys = columnsOf(child.name, key.columns);
}

RelationshipDeclaration PairDeclarer::childSide(const Table &child, const ForeignKey &key) const
{
    RelationshipDeclaration declared;
    declared.link = key.id;
    declared.end = KeyEnd::Child;
    if (isOneOfSeveral(child, key))
        declared.foreignKeys = columnsOf(child.name, key.columns);
    if (isOwnParent(child, key))
        declared.remoteSide = columnsOf(key.table, key.targetColumns);
    if (isOneOfSeveral(child, key) && sharesColumns(child, key))
        declared.primaryjoin = joinOf(child, key);
    return declared;
}

RelationshipDeclaration PairDeclarer::parentSide(const Table &child, const ForeignKey &key) const
{
    RelationshipDeclaration declared;
    declared.link = key.id;
    declared.end = KeyEnd::Parent;
    if (isOneOfSeveral(child, key))
        declared.foreignKeys = columnsOf(child.name, key.columns);
    if (isOneOfSeveral(child, key) && sharesColumns(child, key))
        declared.primaryjoin = joinOf(child, key);
    if (child.isUnique(key.columns))
        declared.uselist = false;
    settleDeletes(child, key, declared);
    return declared;
}

RelationshipDeclaration PairDeclarer::manySide(const Table &junction, const ForeignKey &near,
                                               const ForeignKey &far) const
{
    RelationshipDeclaration declared;
    declared.link = near.id;
    declared.end = KeyEnd::Parent;
    declared.secondary = junction.name;
    if (schema::sameName(near.table, far.table)) {
        declared.primaryjoin = joinOf(junction, near);
        declared.secondaryjoin = joinOf(junction, far);
    }
    return declared;
}

/// Whether the two tables are linked by more than this foreign key, in either direction.
bool PairDeclarer::isOneOfSeveral(const Table &child, const ForeignKey &key) const
{
    const Table *parent = m_schema.table(key.table);
    qsizetype keys = keysTo(child, key.table);
    if (parent && !isOwnParent(child, key))
        keys += keysTo(*parent, child.name);
    return keys > 1;
}

} // namespace relata::mapping
