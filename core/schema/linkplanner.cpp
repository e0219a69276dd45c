#include "linkplanner.h"

#include "core/schema/changechecks.h"
#include "core/schema/columntype.h"
#include "core/schema/inflection.h"
#include "core/schema/linkend.h"
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

/// Text never equals a number, and bytes equal neither; a column without a type takes whatever comes.
Done checkTypes(const LinkEnd &child, const LinkEnd &parent)
{
    const Column &own = *child.column;
    const Column &key = *parent.targets().first();
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

bool areSame(const QStringList &a, const QStringList &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(),
                      [](const QString &one, const QString &other) { return sameName(one, other); });
}

Done checkNotLinked(const Table &child, const ForeignKey &wanted)
{
    for (const ForeignKey &key : child.foreignKeys) {
        if (sameName(key.table, wanted.table) && areSame(key.columns, wanted.columns) &&
            areSame(key.targetColumns, wanted.targetColumns)) {
            return fail(ErrorCode::InvalidChange,
                        u"'%1.%2' refers to '%3.%4' already."_s.arg(child.name, wanted.columns.join(u", "_s),
                                                                    wanted.table,
                                                                    wanted.targetColumns.join(u", "_s)),
                        u"One link is enough; draw to another column."_s);
        }
    }
    return {};
}

/// The name of a column that shall refer to a parent's key, whether the child has such a column or not.
QString wishedName(const Table &child, const Table &parent, const Column &key)
{
    if (child.id == parent.id) {
        const bool isWholeKey =
            parent.primaryKey.size() == 1 && sameName(key.name, parent.primaryKey.first());
        return u"parent_"_s + (isWholeKey ? u"id"_s : snakeCase(key.name));
    }
    if (namesItsTable(key.name, parent.name))
        return key.name;
    return singular(snakeCase(parent.name)) + u'_' + snakeCase(key.name);
}

bool isInSomeKey(const Table &table, const QString &column)
{
    return std::ranges::any_of(table.foreignKeys, [&column](const ForeignKey &key) {
        return indexOfName(key.columns, column) >= 0;
    });
}

/// The child's columns of these names, where each can refer to the key's column in its place and refers to
/// nothing yet; else nothing.
QStringList freeColumns(const Table &child, const QStringList &names, const QList<const Column *> &keys)
{
    QStringList columns;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const Column *column = child.column(names[i]);
        if (!column || column->generated != Generated::No || isInSomeKey(child, column->name) ||
            affinityOf(column->type) != affinityOf(keys[i]->type))
            return {};
        columns += column->name;
    }
    return columns;
}

/// Columns of the child that are called as those for this key would be, or of a key of several columns as
/// those are, and refer to nothing yet. Empty where one of them is missing.
QStringList waitingColumns(const Table &child, const Table &parent, const QList<const Column *> &keys)
{
    QStringList wished;
    QStringList same;
    for (const Column *key : keys) {
        wished += wishedName(child, parent, *key);
        same += key->name;
    }
    const QStringList waiting = freeColumns(child, wished, keys);
    if (!waiting.isEmpty() || keys.size() < 2 || child.id == parent.id)
        return waiting;
    return freeColumns(child, same, keys);
}

/// A key over the same columns that names no table of the schema: a link drawn from there mends it. Null
/// where there is none.
const ForeignKey *keyToNowhere(const Schema &schema, const Table &child, const QStringList &columns)
{
    const auto found = std::ranges::find_if(child.foreignKeys, [&](const ForeignKey &key) {
        return areSame(key.columns, columns) && !schema.table(key.table);
    });
    return found == child.foreignKeys.cend() ? nullptr : &*found;
}

Result<LinkPlan> planOf(const Schema &schema, const LinkRoles &roles)
{
    const Table &child = *roles.child.table;
    const Table &parent = *roles.parent.table;
    const QList<const Column *> keys = roles.parent.targets();
    LinkPlan plan;
    plan.child = child.id;
    plan.parent = parent.id;
    plan.change.text = u"Link '%1' to '%2'"_s.arg(child.name, parent.name);
    if (!roles.newColumns) {
        plan.foreignKey.columns = {roles.child.column->name};
        if (const Done done = checkTypes(roles.child, roles.parent); !done)
            return fail(done.error());
    } else if (!roles.child.column) {
        plan.foreignKey.columns = waitingColumns(child, parent, keys);
    }
    Table grown = child;
    for (const Column *key : plan.foreignKey.columns.isEmpty() ? keys : QList<const Column *>()) {
        Column column;
        column.name = linkColumnName(grown, parent, *key);
        column.type = child.strict ? strictType(key->type) : key->type;
        plan.change.steps += AddColumn{child.id, -1, column};
        plan.foreignKey.columns += column.name;
        grown.columns += column;
    }
    const ForeignKey *broken = keyToNowhere(schema, child, plan.foreignKey.columns);
    if (broken)
        plan.foreignKey = *broken; // Its rules and its name stay.
    else
        plan.foreignKey.id = schema.freeLinkId();
    plan.foreignKey.table = parent.name;
    plan.foreignKey.implicitTarget = false;
    plan.foreignKey.targetColumns.clear();
    for (const Column *key : keys)
        plan.foreignKey.targetColumns += key->name;
    if (const Done done = checkNotLinked(child, plan.foreignKey); !done)
        return fail(done.error());
    if (broken)
        plan.change.steps += RemoveForeignKey{child.id, broken->id};
    const int place = broken ? int(broken - child.foreignKeys.constData()) : -1;
    plan.change.steps += AddForeignKey{child.id, place, plan.foreignKey};
    return plan;
}

/// The columns of a link table that hold a parent's key, and the foreign key over them.
void addKeyTo(const Table &parent, base::LinkId id, Table &table)
{
    ForeignKey key;
    key.id = id;
    key.table = parent.name;
    for (const QString &name : parent.primaryKey) {
        const Column &target = *parent.column(name);
        Column column;
        column.name = linkColumnName(table, parent, target);
        column.type = target.type;
        column.nullable = false;
        table.columns += column;
        key.columns += column.name;
        key.targetColumns += target.name;
    }
    table.primaryKey += key.columns;
    table.foreignKeys += key;
}

} // namespace

QString linkColumnName(const Table &child, const Table &parent, const Column &key)
{
    const QString wish = wishedName(child, parent, key);
    QString name = wish;
    for (int number = 2; child.columnIndex(name) >= 0; ++number)
        name = wish + u'_' + QString::number(number);
    return name;
}

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

Result<SchemaChange> planManyToMany(const Schema &schema, base::TableId one, base::TableId other)
{
    Table table;
    QStringList words;
    for (const base::TableId id : {one, other}) {
        const auto parent = plainTable(schema, id, u"only tables can be linked"_s);
        if (!parent)
            return fail(parent.error());
        if ((*parent)->primaryKey.isEmpty()) {
            return fail(
                ErrorCode::InvalidChange,
                u"'%1' has no primary key that rows of a link table could refer to."_s.arg((*parent)->name),
                u"Give it one first."_s);
        }
        words += singular(snakeCase((*parent)->name));
        addKeyTo(**parent, schema.freeLinkId(), table);
    }
    table.id = schema.freeTableId();
    const QString wish = words.join(u'_');
    table.name = wish;
    for (int number = 2; schema.table(table.name); ++number)
        table.name = wish + u'_' + QString::number(number);
    table = withRowid(table);
    AddTable first;
    first.table = table;
    first.table.foreignKeys.clear();
    const SchemaChange change{
        u"Link '%1' and '%2' by '%3'"_s.arg(schema.table(one)->name, schema.table(other)->name, table.name),
        {first, ChangeTable{table.id, table}}};
    Schema tried = schema;
    if (const auto applied = applyChange(tried, change); !applied)
        return fail(applied.error());
    return change;
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
    const SchemaChange change{u"Add table '%1'"_s.arg(name), {step}};
    Schema tried = schema;
    if (const auto applied = applyChange(tried, change); !applied)
        return fail(applied.error());
    return change;
}

} // namespace relata::schema
