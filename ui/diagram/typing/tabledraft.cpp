#include "tabledraft.h"

#include "core/schema/conditiontext.h"
#include "core/schema/linkplanner.h"
#include "core/schema/rowid.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

struct DraftWords
{
    Q_DECLARE_TR_FUNCTIONS(Diagram)
};

base::Done checkNames(const QList<sql::ColumnLine> &lines, QStringList taken)
{
    for (const sql::ColumnLine &line : lines) {
        if (schema::indexOfName(taken, line.column.name) >= 0)
            return base::fail(base::ErrorCode::NameTaken,
                              DraftWords::tr("The table has two columns named '%1'.").arg(line.column.name),
                              DraftWords::tr("Give one of them another name."));
        taken.append(line.column.name);
    }
    return {};
}

QStringList keyOf(const QList<sql::ColumnLine> &lines)
{
    QStringList key;
    for (const sql::ColumnLine &line : lines) {
        if (line.isPrimaryKey)
            key.append(line.column.name);
    }
    return key;
}

/// Gives a table what its lines say of keys and constraints.
class LinesOnTable
{
public:
    LinesOnTable(const schema::Schema &schema, schema::Table &table) : m_schema(schema), m_table(table) {}

    void take(const QList<sql::ColumnLine> &lines)
    {
        for (const sql::ColumnLine &line : lines) {
            takeUnique(line);
            takeTarget(line);
            takeChecks(line);
        }
    }

private:
    bool isAlone(const QStringList &columns, const QString &name) const
    {
        return columns.size() == 1 && schema::sameName(columns.first(), name);
    }

    void takeUnique(const sql::ColumnLine &line)
    {
        const QString &name = line.column.name;
        const auto isOfLine = [&](const schema::Unique &each) { return isAlone(each.columns, name); };
        const bool isUnique = std::ranges::any_of(m_table.uniques, isOfLine);
        if (line.isUnique && !isUnique && !isAlone(m_table.primaryKey, name))
            m_table.uniques += schema::Unique{{name}};
        else if (!line.isUnique && isUnique)
            m_table.uniques.removeIf(isOfLine);
    }

    /// Those on the column alone are the line's.
    void takeChecks(const sql::ColumnLine &line)
    {
        const QString &name = line.column.name;
        m_table.checks.removeIf([&](const schema::Check &each) {
            return sql::isOwnCheck(m_table, each, name) && !line.checks.contains(each.condition);
        });
        for (const QString &condition : line.checks) {
            const auto isSame = [&condition](const schema::Check &each) {
                return each.condition == condition;
            };
            if (std::ranges::none_of(m_table.checks, isSame))
                m_table.checks += schema::Check{condition};
        }
    }

    /// Of several foreign keys over the same column the first is the line's.
    void takeTarget(const sql::ColumnLine &line)
    {
        const auto ofLine = std::ranges::find_if(m_table.foreignKeys, [&](const schema::ForeignKey &each) {
            return isAlone(each.columns, line.column.name);
        });
        if (!line.target) {
            if (ofLine != m_table.foreignKeys.end())
                m_table.foreignKeys.erase(ofLine);
            return;
        }
        schema::ForeignKey key;
        if (ofLine != m_table.foreignKeys.end())
            key = *ofLine;
        else
            key.id = m_schema.freeLinkId();
        key.columns = {line.column.name};
        lead(key, *line.target);
        if (ofLine != m_table.foreignKeys.end())
            *ofLine = key;
        else
            m_table.foreignKeys += key;
    }

    void lead(schema::ForeignKey &key, const sql::ColumnTarget &target) const
    {
        const schema::Table *parent =
            schema::sameName(target.table, m_table.name) ? &m_table : m_schema.table(target.table);
        key.table = parent ? parent->name : target.table;
        key.implicitTarget = false;
        key.targetColumns = {target.column};
        if (const schema::Column *column = parent ? parent->column(target.column) : nullptr)
            key.targetColumns = {column->name};
        if (target.column.isNull()) {
            key.targetColumns = parent && parent->primaryKey.size() == 1 ? parent->primaryKey : QStringList();
            key.implicitTarget = key.targetColumns.isEmpty();
        }
        key.onDelete = target.onDelete;
        key.onUpdate = target.onUpdate;
    }

    const schema::Schema &m_schema;
    schema::Table &m_table;
};

/// The foreign key to the whole key of the parent that a draft names; none where a column for it is missing.
std::optional<schema::ForeignKey> wholeKey(const schema::Schema &schema, const TableDraft &draft)
{
    const schema::Table *parent = draft.parent.isEmpty() ? nullptr : schema.table(draft.parent);
    if (!parent || parent->primaryKey.isEmpty())
        return std::nullopt;
    schema::ForeignKey key;
    key.id = schema.freeLinkId();
    key.table = parent->name;
    key.targetColumns = parent->primaryKey;
    for (const QString &target : parent->primaryKey) {
        const auto copy = std::ranges::find(draft.columns, target, &sql::ColumnLine::origin);
        if (copy == draft.columns.cend())
            return std::nullopt;
        key.columns += copy->column.name;
    }
    return key;
}

/// A table as it was planned, but with the columns that were typed alone.
schema::Table withoutUsualKey(schema::Table table, const QList<schema::Column> &columns)
{
    if (columns.isEmpty() || table.columns.size() == columns.size())
        return table;
    table.columns = columns;
    table.primaryKey.clear();
    return schema::withRowid(table);
}

/// A column that refers to another one has its type, where none was typed.
schema::Column columnOf(const schema::Schema &schema, const QString &ownName,
                        const QList<sql::ColumnLine> &lines, const sql::ColumnLine &line)
{
    schema::Column column = line.column;
    if (!column.type.isEmpty() || !line.target || !line.origin.isNull())
        return column;
    const schema::Table *parent = schema.table(line.target->table);
    if (schema::sameName(line.target->table, ownName)) {
        for (const sql::ColumnLine &each : lines) {
            if (line.target->column.isNull() ? each.isPrimaryKey
                                             : schema::sameName(each.column.name, line.target->column))
                column.type = each.column.type;
        }
    } else if (parent) {
        const QString key = !line.target->column.isNull()    ? line.target->column
                            : parent->primaryKey.size() == 1 ? parent->primaryKey.first()
                                                             : QString();
        if (const schema::Column *found = parent->column(key))
            column.type = found->type;
    }
    if (column.type.isEmpty())
        column.type = u"INTEGER"_s;
    return column;
}

bool isOver(const QStringList &columns, const QStringList &gone)
{
    return std::ranges::any_of(columns,
                               [&gone](const QString &name) { return schema::indexOfName(gone, name) >= 0; });
}

/// Takes columns from a table, with the keys, constraints and indexes over them. Refused where a CHECK or
/// the expression of an index needs one.
base::Done takeColumns(schema::Table &table, const QStringList &gone)
{
    for (const QString &name : gone) {
        for (const schema::Check &check : std::as_const(table.checks)) {
            if (schema::mentionsColumn(check.condition, name))
                return base::fail(base::ErrorCode::InvalidChange,
                                  DraftWords::tr("'%1.%2' is still used by CHECK (%3).")
                                      .arg(table.name, name, check.condition),
                                  DraftWords::tr("Keep the column, or remove the CHECK first."));
        }
        for (const schema::Column &each : std::as_const(table.columns)) {
            if (schema::indexOfName(gone, each.name) < 0 && schema::mentionsColumn(each.expression, name))
                return base::fail(base::ErrorCode::InvalidChange,
                                  DraftWords::tr("'%1.%2' is still used by the generated column '%3'.")
                                      .arg(table.name, name, each.name),
                                  DraftWords::tr("Keep the column, or remove that one first."));
        }
    }
    table.columns.removeIf(
        [&gone](const schema::Column &each) { return schema::indexOfName(gone, each.name) >= 0; });
    table.primaryKey.removeIf([&gone](const QString &name) { return schema::indexOfName(gone, name) >= 0; });
    table.uniques.removeIf([&gone](const schema::Unique &each) { return isOver(each.columns, gone); });
    table.indexes.removeIf([&gone](const schema::Index &each) {
        const auto mentions = [&gone](const QString &text) {
            return std::ranges::any_of(
                gone, [&text](const QString &name) { return schema::mentionsColumn(text, name); });
        };
        return isOver(each.columns, gone) || mentions(each.condition) ||
               std::ranges::any_of(each.terms, mentions);
    });
    table.foreignKeys.removeIf(
        [&gone](const schema::ForeignKey &each) { return isOver(each.columns, gone); });
    return {};
}

/// Renames columns, those that change places by a name in between.
QList<schema::SchemaStep> renamings(const schema::Table &table, const QList<sql::ColumnLine> &lines)
{
    QList<schema::SchemaStep> first;
    QList<schema::SchemaStep> second;
    for (const sql::ColumnLine &line : lines) {
        const schema::Column *before = line.origin.isNull() ? nullptr : table.column(line.origin);
        if (!before || before->name == line.column.name)
            continue;
        schema::Column now = *before;
        now.name = line.column.name;
        const schema::Column *taken = table.column(now.name);
        if (!taken || taken == before) {
            first += schema::ChangeColumn{table.id, before->name, now};
            continue;
        }
        schema::Column between = now;
        between.name += u"__"_s;
        while (table.column(between.name))
            between.name += u'_';
        first += schema::ChangeColumn{table.id, before->name, between};
        second += schema::ChangeColumn{table.id, between.name, now};
    }
    return first + second;
}

/// What no line says of a column stays as it was.
void keepUntyped(schema::Column &column, const schema::Column &before)
{
    column.id = before.id;
    column.onNull = column.nullable ? schema::OnConflict::Default : before.onNull;
    if (before.generated != schema::Generated::No && before.expression.isEmpty())
        column.generated = before.generated; // From what is not known, so that it cannot be typed.
}

/// The table as it is typed, from what it is once its columns have their new names.
base::Result<schema::Table> tableOf(const schema::Schema &schema, schema::Table table,
                                    const QList<sql::ColumnLine> &lines)
{
    const bool follows = schema::withRowid(table) == table;
    QStringList kept;
    for (const sql::ColumnLine &line : lines)
        kept += line.column.name;
    QStringList gone;
    for (const schema::Column &each : std::as_const(table.columns)) {
        if (schema::indexOfName(kept, each.name) < 0)
            gone += each.name;
    }
    if (const base::Done taken = takeColumns(table, gone); !taken)
        return base::fail(taken.error());
    const QList<schema::Column> before = std::exchange(table.columns, {});
    QStringList added; ///< to the key
    for (const sql::ColumnLine &line : lines) {
        schema::Column column = columnOf(schema, table.name, lines, line);
        const auto known = std::ranges::find_if(
            before, [&column](const schema::Column &each) { return each.name == column.name; });
        const bool wasKey = table.isInPrimaryKey(column.name);
        if (known != before.cend()) {
            keepUntyped(column, *known);
            // A key may let NULL in, in SQLite; whoever does not touch that does not change it.
            column.nullable = line.isPrimaryKey && wasKey ? known->nullable : column.nullable;
        }
        if (line.isPrimaryKey && !wasKey)
            added += column.name;
        if (!line.isPrimaryKey && wasKey)
            table.primaryKey.removeIf(
                [&column](const QString &name) { return schema::sameName(name, column.name); });
        table.columns += column;
    }
    table.primaryKey += added;
    LinesOnTable(schema, table).take(lines);
    table = schema::withKeyClause(table);
    return follows ? schema::withRowid(table) : table;
}

/// What an edit is called in the undo menu.
QString editText(const schema::Table &before, const TableDraft &draft)
{
    QStringList kept;
    QStringList added;
    for (const sql::ColumnLine &line : draft.columns)
        (line.origin.isNull() ? added : kept) += line.origin.isNull() ? line.column.name : line.origin;
    QStringList gone;
    for (const schema::Column &each : before.columns) {
        if (schema::indexOfName(kept, each.name) < 0)
            gone += each.name;
    }
    const bool isRenamed = draft.name != before.name;
    if (isRenamed && added.isEmpty() && gone.isEmpty())
        return DraftWords::tr("Rename '%1' to '%2'").arg(before.name, draft.name);
    if (!isRenamed && added.size() == 1 && gone.isEmpty())
        return DraftWords::tr("Add column '%1.%2'").arg(before.name, added.first());
    if (!isRenamed && gone.size() == 1 && added.isEmpty())
        return DraftWords::tr("Remove column '%1.%2'").arg(before.name, gone.first());
    return DraftWords::tr("Edit '%1'").arg(before.name);
}

/// Foreign keys that name the new table and none of its columns lead to its primary key from now on.
QList<schema::SchemaStep> keysThatWaitFor(const schema::Schema &schema, const schema::Table &added)
{
    QList<schema::SchemaStep> steps;
    for (schema::Table other : schema.tables) {
        bool isChanged = false;
        for (schema::ForeignKey &key : other.foreignKeys) {
            if (!key.targetColumns.isEmpty() || !schema::sameName(key.table, added.name) ||
                key.columns.size() != added.primaryKey.size())
                continue;
            key.targetColumns = added.primaryKey;
            isChanged = true;
        }
        if (isChanged)
            steps += schema::ChangeTable{other.id, other};
    }
    return steps;
}

} // namespace

base::Result<project::DocumentChange> planNewTable(const schema::Schema &schema, const TableDraft &draft,
                                                   QPointF topLeft)
{
    if (const base::Done names = checkNames(draft.columns, {}); !names)
        return base::fail(names.error());
    QList<schema::Column> columns;
    for (const sql::ColumnLine &line : draft.columns)
        columns.append(columnOf(schema, draft.name, draft.columns, line));
    base::Result<schema::SchemaChange> plan =
        schema::planTable(schema, draft.name, columns, keyOf(draft.columns));
    if (!plan)
        return base::fail(plan.error());
    project::LayoutChange place;
    schema::Table typed;
    for (schema::SchemaStep &step : plan->steps) {
        auto *added = std::get_if<schema::AddTable>(&step);
        if (!added)
            continue;
        typed = draft.hasKey ? added->table : withoutUsualKey(added->table, columns);
        LinesOnTable(schema, typed).take(draft.columns);
        if (const auto key = wholeKey(schema, draft))
            typed.foreignKeys += *key;
        // A new table brings no foreign keys along: they come with the next step.
        added->table = typed;
        added->table.foreignKeys.clear();
        place.positions.insert(added->table.id, topLeft);
    }
    if (!typed.foreignKeys.isEmpty())
        plan->steps += schema::ChangeTable{typed.id, typed};
    plan->steps += keysThatWaitFor(schema, typed);
    place.text = plan->text;
    return project::DocumentChange{plan->text, {*plan, place}};
}

namespace {

/// What a line of a table refers to in the table itself, by the names that this has by now.
sql::ColumnTarget renamedTarget(sql::ColumnTarget target, const schema::Table &now,
                                const QList<sql::ColumnLine> &lines)
{
    target.table = now.name;
    if (target.column.isNull())
        return target;
    for (const sql::ColumnLine &line : lines) {
        if (!now.column(target.column) && schema::sameName(line.origin, target.column))
            target.column = line.column.name;
    }
    return target;
}

/// Expressions and conditions that nobody typed over follow the columns that are renamed in the same edit,
/// and so does what the table refers to in itself.
QList<sql::ColumnLine> withNamesOf(const schema::Table &now, const schema::Table &before,
                                   QList<sql::ColumnLine> lines)
{
    for (sql::ColumnLine &line : lines) {
        if (line.target && schema::sameName(line.target->table, before.name))
            line.target = renamedTarget(*line.target, now, lines);
        const schema::Column *old = line.origin.isNull() ? nullptr : before.column(line.origin);
        const schema::Column *renamed = now.column(line.column.name);
        if (!old || !renamed)
            continue;
        if (line.column.expression == old->expression)
            line.column.expression = renamed->expression;
        if (line.checks == sql::columnLineOf(before, *old).checks)
            line.checks = sql::columnLineOf(now, *renamed).checks;
    }
    return lines;
}

} // namespace

base::Result<project::DocumentChange> planTableEdit(const schema::Schema &schema, base::TableId id,
                                                    const TableDraft &draft)
{
    const schema::Table *table = schema.table(id);
    if (!table)
        return base::fail(base::ErrorCode::UnknownTable, DraftWords::tr("The table is gone."));
    if (const base::Done names = checkNames(draft.columns, {}); !names)
        return base::fail(names.error());
    schema::SchemaChange change{editText(*table, draft), {}};
    if (draft.name != table->name)
        change.steps += schema::RenameTable{id, draft.name};
    change.steps += renamings(*table, draft.columns);
    schema::Schema renamed = schema;
    if (const auto done = schema::applyChange(renamed, change); !done)
        return base::fail(done.error());
    const schema::Table now = *std::as_const(renamed).table(id);
    const auto typed = tableOf(renamed, now, withNamesOf(now, *table, draft.columns));
    if (!typed)
        return base::fail(typed.error());
    if (*typed != now)
        change.steps += schema::ChangeTable{id, *typed};
    project::DocumentChange whole;
    whole.text = change.text;
    if (!change.steps.isEmpty())
        whole.changes.append(change);
    return whole;
}

} // namespace relata::ui
