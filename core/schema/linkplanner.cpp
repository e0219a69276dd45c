#include "linkplanner.h"

#include "core/schema/columntype.h"
#include "core/schema/inflection.h"
#include "core/schema/linkend.h"
#include "core/schema/relationshipmapping.h"
#include "core/schema/rowid.h"

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// True where a key column's name tells its table already: "AlbumId" or "album_id" of Album.
bool namesItsTable(const QString &column, const QString &tableName)
{
    static const QStringList kEndings = {u"id"_s, u"no"_s, u"nr"_s, u"key"_s, u"code"_s};
    const QString name = snakeCase(column);
    for (const QString &stem : {singular(snakeCase(tableName)), snakeCase(tableName)}) {
        if (name.startsWith(stem + u'_') ||
            (name.startsWith(stem) && kEndings.contains(name.mid(stem.size()))))
            return true;
    }
    return false;
}

QString foreignKeyColumnName(const Schema &schema, const Table &child, const Table &parent, const Column &key)
{
    QString wish = singular(snakeCase(parent.name)) + u'_' + snakeCase(key.name);
    if (child.id == parent.id)
        wish =
            u"parent_"_s + (sameName(key.name, parent.primaryKey.value(0)) ? u"id"_s : snakeCase(key.name));
    else if (namesItsTable(key.name, parent.name))
        wish = key.name;
    const MappedClass *mapped = schema.classOf(child.name);
    const auto isTaken = [&](const QString &name) {
        return child.columnIndex(name) >= 0 || (mapped && mapped->relationship(name));
    };
    QString name = wish;
    for (int number = 2; isTaken(name); ++number)
        name = wish + u'_' + QString::number(number);
    return name;
}

/// Text never equals a number, and bytes equal neither; a column without a type takes whatever comes.
Done checkTypes(const LinkEnd &child, const LinkEnd &parent)
{
    const Column &own = *child.column;
    const Column &key = *parent.target();
    if (own.type.isEmpty() || key.type.isEmpty())
        return {};
    const Affinity mine = affinityOf(own.type);
    const Affinity theirs = affinityOf(key.type);
    const auto differ = [&](Affinity affinity) { return (mine == affinity) != (theirs == affinity); };
    if (!differ(Affinity::Text) && !differ(Affinity::Blob))
        return {};
    return fail(ErrorCode::InvalidChange,
                u"'%1' is %2 but '%3.%4' is %5: the two can never be equal."_s.arg(
                    child.text(), own.type, parent.table->name, key.name, key.type),
                u"Give both columns the same type."_s);
}

Done checkNotLinked(const Table &child, const ForeignKey &wanted)
{
    for (const ForeignKey &key : child.foreignKeys) {
        if (!sameName(key.table, wanted.table) || key.columns.size() != 1 || key.targetColumns.size() != 1)
            continue;
        if (sameName(key.columns.first(), wanted.columns.first()) &&
            sameName(key.targetColumns.first(), wanted.targetColumns.first())) {
            return fail(ErrorCode::InvalidChange,
                        u"'%1.%2' refers to '%3.%4' already."_s.arg(
                            child.name, wanted.columns.first(), wanted.table, wanted.targetColumns.first()),
                        u"One link is enough; draw to another column."_s);
        }
    }
    return {};
}

/// Both sides of the new foreign key. A table without a class (a junction that is folded into a many-to-many)
/// has none.
Result<QList<SchemaStep>> relationshipSteps(const Schema &schema, const SchemaChange &soFar,
                                            base::TableId child, const ForeignKey &key)
{
    Schema linked = schema;
    if (const auto applied = applyChange(linked, soFar); !applied)
        return fail(applied.error());
    const Table &owner = *std::as_const(linked).table(child);
    if (!linked.classOf(owner.name) || !linked.classOf(key.table))
        return QList<SchemaStep>();
    const RelationshipPair pair = pairFor(linked, owner, key);
    return QList<SchemaStep>{AddRelationship{owner.name, -1, pair.childSide},
                             AddRelationship{key.table, -1, pair.parentSide}};
}

Result<LinkPlan> planOf(const Schema &schema, const LinkRoles &roles)
{
    const Table &child = *roles.child.table;
    const Table &parent = *roles.parent.table;
    const Column &key = *roles.parent.target();
    LinkPlan plan;
    plan.child = child.id;
    plan.parent = parent.id;
    plan.change.text = u"Link '%1' to '%2'"_s.arg(child.name, parent.name);
    Column column;
    if (roles.newColumn) {
        column.name = foreignKeyColumnName(schema, child, parent, key);
        column.type = key.type;
        plan.change.steps += AddColumn{child.id, -1, column};
    } else {
        column = *roles.child.column;
        if (const Done done = checkTypes(roles.child, roles.parent); !done)
            return fail(done.error());
    }
    plan.foreignKey.id = schema.freeLinkId();
    plan.foreignKey.columns = {column.name};
    plan.foreignKey.table = parent.name;
    plan.foreignKey.targetColumns = {key.name};
    if (const Done done = checkNotLinked(child, plan.foreignKey); !done)
        return fail(done.error());
    plan.change.steps += AddForeignKey{child.id, -1, plan.foreignKey};
    const auto relationships = relationshipSteps(schema, plan.change, child.id, plan.foreignKey);
    if (!relationships)
        return fail(relationships.error());
    plan.change.steps += *relationships;
    return plan;
}

QString freeClassName(const Schema &schema, const QString &tableName)
{
    const QString wish = camelCase(tableName);
    const auto isTaken = [&schema](const QString &name) {
        return std::any_of(schema.classes.cbegin(), schema.classes.cend(),
                           [&name](const MappedClass &each) { return sameName(each.name, name); });
    };
    QString name = wish;
    for (int number = 2; isTaken(name); ++number)
        name = wish + QString::number(number);
    return name;
}

} // namespace

Result<LinkPlan> planLink(const Schema &schema, const LinkEnds &ends)
{
    const auto from = linkEnd(schema, ends.from, ends.fromColumn);
    if (!from)
        return fail(from.error());
    const auto to = linkEnd(schema, ends.to, ends.toColumn);
    if (!to)
        return fail(to.error());
    const auto roles = linkRoles(*from, *to);
    if (!roles)
        return fail(roles.error());
    return planOf(schema, *roles);
}

Result<SchemaChange> planTable(const Schema &schema, const QString &name, const QList<Column> &columns,
                               const QStringList &primaryKey)
{
    Table table;
    table.id = schema.freeTableId();
    table.name = name;
    table.columns = columns;
    table.primaryKey = primaryKey;
    if (primaryKey.isEmpty()) {
        if (table.columnIndex(u"id"_s) < 0) {
            Column id;
            id.name = u"id"_s;
            id.type = u"INTEGER"_s;
            table.columns.prepend(id);
        }
        table.primaryKey = {table.column(u"id"_s)->name};
    }
    for (Column &column : table.columns)
        column.nullable = column.nullable && !table.isInPrimaryKey(column.name);
    AddTable step;
    step.table = withRowid(table);
    step.mapped = {freeClassName(schema, name), name, {}};
    const SchemaChange change{u"Add table '%1'"_s.arg(name), {step}};
    Schema tried = schema;
    if (const auto applied = applyChange(tried, change); !applied)
        return fail(applied.error());
    return change;
}

} // namespace relata::schema
