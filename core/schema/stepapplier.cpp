#include "stepapplier.h"

#include "core/schema/linkchecks.h"
#include "core/schema/renaming.h"
#include "core/schema/usechecks.h"

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

Result<Steps> StepApplier::apply(const AddTable &step)
{
    if (const Done done = checkNewTable(m_schema, step); !done)
        return fail(done.error());
    insertAt(m_schema.tables, step.position, step.table);
    return Steps{RemoveTable{step.table.id, RemoveTable::Referrers::LeadNowhere}};
}

Result<Steps> StepApplier::apply(const RemoveTable &step, const Table &found)
{
    const Table removed = found;
    if (const Done done = checkTableUnused(m_schema, removed, step.referrers); !done)
        return fail(done.error());
    AddTable back;
    back.table = removed;
    const auto isRemoved = [&removed](const Table &each) { return each.id == removed.id; };
    back.position = int(std::find_if(m_schema.tables.cbegin(), m_schema.tables.cend(), isRemoved) -
                        m_schema.tables.cbegin());
    m_schema.tables.removeAt(back.position);
    return Steps{back};
}

Result<Steps> StepApplier::apply(const RenameTable &step, const Table &found)
{
    if (const Done done = checkTableName(m_schema, step.name, step.table); !done)
        return fail(done.error());
    const QString before = found.name;
    renameTableEverywhere(m_schema, step.table, step.name);
    return Steps{RenameTable{step.table, before}};
}

Result<Steps> StepApplier::apply(const ChangeTable &step, const Table &found)
{
    if (const Done done = checkChangedTable(m_schema, found, step.now); !done)
        return fail(done.error());
    const Steps back = {ChangeTable{step.table, found}};
    table(step.table) = step.now;
    return back;
}

Result<Steps> StepApplier::apply(const AddColumn &step, const Table &found)
{
    if (const Done done = checkColumnName(found, step.column.name); !done)
        return fail(done.error());
    if (const Done done = checkPosition(step.position, found.columns.size()); !done)
        return fail(done.error());
    if (const Done done = checkColumn(found, step.column); !done)
        return fail(done.error());
    edit(step.table, [&] { insertAt(table(step.table).columns, step.position, step.column); });
    return Steps{RemoveColumn{step.table, step.column.name}};
}

Result<Steps> StepApplier::apply(const RemoveColumn &step, const Table &found)
{
    const int index = found.columnIndex(step.column);
    if (index < 0)
        return fail(unknownColumn(found, step.column));
    if (const Done done = checkColumnUnused(m_schema, found, step.column); !done)
        return fail(done.error());
    const Column removed = found.columns[index];
    edit(step.table, [&] { table(step.table).columns.removeAt(index); });
    return Steps{AddColumn{step.table, index, removed}};
}

Result<Steps> StepApplier::apply(const ChangeColumn &step, const Table &found)
{
    const int index = found.columnIndex(step.column);
    if (index < 0)
        return fail(unknownColumn(found, step.column));
    const Column before = found.columns[index];
    if (const Done done = checkColumnName(found, step.now.name, before.name); !done)
        return fail(done.error());
    if (const Done done = checkGenerated(found, &before, step.now); !done)
        return fail(done.error());
    if (const Done done = checkColumn(found, step.now); !done)
        return fail(done.error());
    edit(step.table, [&] {
        if (step.now.name != before.name)
            renameColumnEverywhere(m_schema, step.table, before.name, step.now.name);
        table(step.table).columns[index] = step.now;
    });
    return Steps{ChangeColumn{step.table, step.now.name, before}};
}

Result<Steps> StepApplier::apply(const SetPrimaryKey &step, const Table &found)
{
    const Table before = found;
    if (const Done done = checkPrimaryKey(m_schema, before, step.columns); !done)
        return fail(done.error());
    QStringList columns;
    for (const QString &name : step.columns)
        columns += before.column(name)->name;
    edit(step.table, [&] {
        table(step.table).primaryKey = columns;
        table(step.table) = withKeyClause(table(step.table));
    });
    if (table(step.table).keyClause != before.keyClause)
        return Steps{ChangeTable{step.table, before}};
    Steps back = {SetPrimaryKey{step.table, before.primaryKey}};
    const Table &now = table(step.table);
    for (int i = 0; i < now.columns.size(); ++i) {
        if (now.columns[i] != before.columns[i])
            back += ChangeColumn{step.table, before.columns[i].name, before.columns[i]};
    }
    return back;
}

Result<Steps> StepApplier::apply(const AddUnique &step, const Table &found)
{
    if (const Done done = checkNewUnique(found, step); !done)
        return fail(done.error());
    insertAt(table(step.table).uniques, step.position, step.unique);
    return Steps{RemoveUnique{step.table, step.unique.columns}};
}

Result<Steps> StepApplier::apply(const RemoveUnique &step, const Table &found)
{
    const auto isMeant = [&step](const Unique &each) { return each.columns == step.columns; };
    const qsizetype position = std::ranges::find_if(found.uniques, isMeant) - found.uniques.cbegin();
    if (position == found.uniques.size()) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' has no UNIQUE constraint over '%2'."_s.arg(found.name, step.columns.join(u", "_s)),
                    u"Choose one of its constraints."_s);
    }
    const Unique removed = found.uniques[position];
    table(step.table).uniques.removeAt(position);
    return Steps{AddUnique{step.table, int(position), removed}};
}

Result<Steps> StepApplier::apply(const AddForeignKey &step, const Table &found)
{
    if (const Done done = checkNewForeignKey(m_schema, found, step); !done)
        return fail(done.error());
    insertAt(table(step.table).foreignKeys, step.position, step.foreignKey);
    return Steps{RemoveForeignKey{step.table, step.foreignKey.id}};
}

Result<Steps> StepApplier::apply(const RemoveForeignKey &step, const Table &found)
{
    const ForeignKey *key = found.foreignKey(step.foreignKey);
    if (!key) {
        return fail(ErrorCode::UnknownRelationship,
                    u"'%1' does not have this foreign key any more."_s.arg(found.name),
                    u"Choose another link."_s);
    }
    AddForeignKey back{step.table, int(key - found.foreignKeys.constData()), *key};
    table(step.table).foreignKeys.removeAt(back.position);
    return Steps{back};
}

} // namespace relata::schema
