#include "schemachange.h"

#include "core/schema/changechecks.h"
#include "core/schema/linkchecks.h"
#include "core/schema/renaming.h"
#include "core/schema/rowid.h"
#include "core/schema/usechecks.h"

#include <algorithm>
#include <type_traits>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

using Steps = QList<SchemaStep>;

/// Where "-1: at the end" leads.
template<typename T>
void insertAt(QList<T> &list, int position, const T &item)
{
    list.insert(position < 0 ? list.size() : qsizetype(position), item);
}

/// Classes stand in the order of their tables: the place of the class of a table that is in the schema
/// already.
qsizetype classPosition(const Schema &schema, const Table &table)
{
    qsizetype position = 0;
    for (const Table &each : schema.tables) {
        if (each.id == table.id)
            break;
        for (qsizetype i = 0; i < schema.classes.size(); ++i) {
            if (sameName(schema.classes[i].table, each.name))
                position = std::max(position, i + 1);
        }
    }
    return position;
}

/// Applies single steps to a schema; each returns the steps that take it back, in the order to apply them. A
/// step that fails may leave the schema half changed.
class StepApplier
{
public:
    explicit StepApplier(Schema &schema) : m_schema(schema) {}

    template<typename Step>
    Result<Steps> operator()(const Step &step)
    {
        if constexpr (std::is_same_v<decltype(step.table), base::TableId>) {
            const auto found = plainTable(m_schema, step.table);
            if (!found)
                return fail(found.error());
            return apply(step, **found);
        } else {
            return apply(step);
        }
    }

private:
    Result<Steps> apply(const AddTable &step);
    Result<Steps> apply(const AddRelationship &step);
    Result<Steps> apply(const RemoveRelationship &step);
    // The table is the one of the step's id, as it is before the step.
    Result<Steps> apply(const RemoveTable &step, const Table &found);
    Result<Steps> apply(const RenameTable &step, const Table &found);
    Result<Steps> apply(const AddColumn &step, const Table &found);
    Result<Steps> apply(const RemoveColumn &step, const Table &found);
    Result<Steps> apply(const ChangeColumn &step, const Table &found);
    Result<Steps> apply(const SetPrimaryKey &step, const Table &found);
    Result<Steps> apply(const AddUnique &step, const Table &found);
    Result<Steps> apply(const RemoveUnique &step, const Table &found);
    Result<Steps> apply(const AddForeignKey &step, const Table &found);
    Result<Steps> apply(const RemoveForeignKey &step, const Table &found);

    Table &table(base::TableId id) { return *m_schema.table(id); }

    /// Changes a table, then lets the rowid's column and name follow, unless they were not what SQLite would
    /// make of the table.
    template<typename Edit>
    void edit(base::TableId id, Edit change)
    {
        Table &edited = table(id);
        const bool follows = withRowid(edited) == edited;
        change();
        if (follows)
            edited = withRowid(edited);
    }

    Schema &m_schema;
};

Result<Steps> StepApplier::apply(const AddTable &step)
{
    if (const Done done = checkNewTable(m_schema, step); !done)
        return fail(done.error());
    insertAt(m_schema.tables, step.position, step.table);
    if (!step.mapped.name.isEmpty())
        m_schema.classes.insert(classPosition(m_schema, step.table), step.mapped);
    return Steps{RemoveTable{step.table.id}};
}

Result<Steps> StepApplier::apply(const RemoveTable &, const Table &found)
{
    const Table removed = found;
    if (const Done done = checkTableUnused(m_schema, removed); !done)
        return fail(done.error());
    AddTable back;
    back.table = removed;
    const auto isRemoved = [&removed](const Table &each) { return each.id == removed.id; };
    back.position = int(std::find_if(m_schema.tables.cbegin(), m_schema.tables.cend(), isRemoved) -
                        m_schema.tables.cbegin());
    if (const MappedClass *mapped = m_schema.classOf(removed.name)) {
        back.mapped = *mapped;
        m_schema.classes.removeOne(back.mapped);
    }
    m_schema.tables.removeAt(back.position);
    return Steps{back};
}

Result<Steps> StepApplier::apply(const RenameTable &step, const Table &found)
{
    if (const Done done = checkTableName(m_schema, step.name, step.table); !done)
        return fail(done.error());
    const QString before = found.name;
    const MappedClass *mapped = m_schema.classOf(before);
    const QString classBefore = mapped ? mapped->name : QString();
    renameTableEverywhere(m_schema, step.table, step.name);
    const Steps back = {RenameTable{step.table, before}};
    Schema probe = m_schema;
    renameTableEverywhere(probe, step.table, before);
    if (!mapped || probe.classOf(before)->name == classBefore)
        return back;
    // The class now bears the table's new name by chance and would follow it back: a name without letters
    // between the two parts them.
    QString between = u"_"_s;
    while (m_schema.table(between))
        between += u'_';
    return Steps{RenameTable{step.table, between}} + back;
}

Result<Steps> StepApplier::apply(const AddColumn &step, const Table &found)
{
    if (const Done done = checkColumnName(m_schema, found, step.column.name); !done)
        return fail(done.error());
    if (const Done done = checkPosition(step.position, found.columns.size()); !done)
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
    if (const Done done = checkColumnName(m_schema, found, step.now.name, before.name); !done)
        return fail(done.error());
    if (step.now.generated != before.generated) {
        return fail(ErrorCode::InvalidChange,
                    u"Whether '%1.%2' is generated cannot be changed here."_s.arg(found.name, before.name),
                    u"Change the table in the database itself."_s);
    }
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
    edit(step.table, [&] { table(step.table).primaryKey = columns; });
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
    insertAt(table(step.table).uniques, step.position, step.columns);
    return Steps{RemoveUnique{step.table, step.columns}};
}

Result<Steps> StepApplier::apply(const RemoveUnique &step, const Table &found)
{
    const qsizetype position = found.uniques.indexOf(step.columns);
    if (position < 0) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' has no UNIQUE constraint over '%2'."_s.arg(found.name, step.columns.join(u", "_s)),
                    u"Choose one of its constraints."_s);
    }
    table(step.table).uniques.removeAt(position);
    return Steps{AddUnique{step.table, int(position), step.columns}};
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
    for (const MappedClass &mapped : std::as_const(m_schema.classes)) {
        for (const Relationship &relationship : mapped.relationships) {
            if (relationship.link == step.foreignKey) {
                return fail(ErrorCode::InvalidChange,
                            u"The relationship '%1.%2' still stands on the link from '%3' to '%4'."_s.arg(
                                mapped.name, relationship.name, found.name, key->table),
                            u"Remove the relationship first."_s);
            }
        }
    }
    AddForeignKey back{step.table, int(key - found.foreignKeys.constData()), *key};
    table(step.table).foreignKeys.removeAt(back.position);
    return Steps{back};
}

Result<Steps> StepApplier::apply(const AddRelationship &step)
{
    if (const Done done = checkNewRelationship(m_schema, step); !done)
        return fail(done.error());
    insertAt(m_schema.classOf(step.table)->relationships, step.position, step.relationship);
    return Steps{RemoveRelationship{step.table, step.relationship.name}};
}

Result<Steps> StepApplier::apply(const RemoveRelationship &step)
{
    const Relationship *relationship = std::as_const(m_schema).relationship(step.table, step.relationship);
    if (!relationship) {
        return fail(ErrorCode::UnknownRelationship,
                    u"'%1' has no relationship '%2'."_s.arg(step.table, step.relationship),
                    u"Choose one of its relationships."_s);
    }
    const Relationship removed = *relationship;
    QList<Relationship> &all = m_schema.classOf(step.table)->relationships;
    const qsizetype position = all.indexOf(removed);
    all.removeAt(position);
    return Steps{AddRelationship{step.table, int(position), removed}};
}

/// Applies all steps; returns those that take them back.
Result<Steps> applySteps(Schema &schema, const Steps &steps)
{
    StepApplier applier(schema);
    Steps inverse;
    for (const SchemaStep &step : steps) {
        const Result<Steps> back = std::visit(applier, step);
        if (!back)
            return fail(back.error());
        inverse = *back + inverse;
    }
    return inverse;
}

} // namespace

Result<SchemaChange> applyChange(Schema &schema, const SchemaChange &change)
{
    Schema now = schema;
    const Result<Steps> inverse = applySteps(now, change.steps);
    if (!inverse)
        return fail(inverse.error());
    // Undo is a promise: a change whose inverse does not lead back exactly is refused rather than made.
    Schema before = now;
    const Result<Steps> undone = applySteps(before, *inverse);
    if (!undone || before != schema) {
        return fail(
            ErrorCode::InvalidChange, u"'%1' could not be taken back, so it is not made."_s.arg(change.text),
            u"Change the table in the database itself."_s, undone ? QString() : undone.error().sentence);
    }
    schema = std::move(now);
    return SchemaChange{change.text, *inverse};
}

} // namespace relata::schema
