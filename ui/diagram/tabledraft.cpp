#include "tabledraft.h"

#include "core/schema/linkplanner.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

struct DraftWords
{
    Q_DECLARE_TR_FUNCTIONS(Diagram)
};

base::Done checkNames(const QList<ColumnLine> &lines, QStringList taken)
{
    for (const ColumnLine &line : lines) {
        if (schema::indexOfName(taken, line.column.name) >= 0)
            return base::fail(base::ErrorCode::NameTaken,
                              DraftWords::tr("The table has two columns named '%1'.").arg(line.column.name),
                              DraftWords::tr("Give one of them another name."));
        taken.append(line.column.name);
    }
    return {};
}

QStringList keyOf(const QList<ColumnLine> &lines)
{
    QStringList key;
    for (const ColumnLine &line : lines) {
        if (line.isPrimaryKey)
            key.append(line.column.name);
    }
    return key;
}

QStringList namesOf(const QList<schema::Column> &columns)
{
    QStringList names;
    for (const schema::Column &column : columns)
        names.append(column.name);
    return names;
}

base::Done checkAdditions(const schema::Table &table, const QList<ColumnLine> &lines)
{
    if (const base::Done names = checkNames(lines, namesOf(table.columns)); !names)
        return names;
    if (!keyOf(lines).isEmpty() && !table.primaryKey.isEmpty())
        return base::fail(base::ErrorCode::InvalidChange,
                          DraftWords::tr("'%1' has a primary key already.").arg(table.name),
                          DraftWords::tr("Leave PK out."));
    if (std::any_of(lines.cbegin(), lines.cend(), [](const ColumnLine &line) { return line.isUnique; }))
        return base::fail(base::ErrorCode::InvalidChange,
                          DraftWords::tr("UNIQUE can only be typed while a table is new."),
                          DraftWords::tr("Leave UNIQUE out."));
    return {};
}

} // namespace

base::Result<project::DocumentChange> planNewTable(const schema::Schema &schema, const TableDraft &draft,
                                                   QPointF topLeft)
{
    if (const base::Done names = checkNames(draft.columns, {}); !names)
        return base::fail(names.error());
    QList<schema::Column> columns;
    for (const ColumnLine &line : draft.columns)
        columns.append(line.column);
    base::Result<schema::SchemaChange> plan =
        schema::planTable(schema, draft.name, columns, keyOf(draft.columns));
    if (!plan)
        return base::fail(plan.error());
    project::LayoutChange place;
    for (schema::SchemaStep &step : plan->steps) {
        auto *added = std::get_if<schema::AddTable>(&step);
        if (!added)
            continue;
        for (const ColumnLine &line : draft.columns) {
            if (line.isUnique && !line.isPrimaryKey)
                added->table.uniques.append(QStringList{line.column.name});
        }
        place.positions.insert(added->table.id, topLeft);
    }
    place.text = plan->text;
    return project::DocumentChange{plan->text, {*plan, place}};
}

base::Result<project::DocumentChange> planTableEdit(const schema::Schema &schema, base::TableId id,
                                                    const TableDraft &draft)
{
    const schema::Table *table = schema.table(id);
    if (!table)
        return base::fail(base::ErrorCode::UnknownTable, DraftWords::tr("The table is gone."));
    if (const base::Done additions = checkAdditions(*table, draft.columns); !additions)
        return base::fail(additions.error());
    schema::SchemaChange change;
    if (draft.name != table->name) {
        change.steps.append(schema::RenameTable{id, draft.name});
        change.text = DraftWords::tr("Rename '%1' to '%2'").arg(table->name, draft.name);
    }
    for (const ColumnLine &line : draft.columns) {
        change.steps.append(schema::AddColumn{id, -1, line.column});
        if (change.text.isEmpty())
            change.text = DraftWords::tr("Add column '%1.%2'").arg(table->name, line.column.name);
    }
    if (const QStringList key = keyOf(draft.columns); !key.isEmpty())
        change.steps.append(schema::SetPrimaryKey{id, key});
    project::DocumentChange whole;
    whole.text = change.text;
    if (!change.steps.isEmpty())
        whole.changes.append(change);
    return whole;
}

} // namespace relata::ui
