#pragma once

#include "core/schema/changechecks.h"
#include "core/schema/rowid.h"
#include "core/schema/schemachange.h"

#include <type_traits>

namespace relata::schema {

using Steps = QList<SchemaStep>;

/// Applies single steps to a schema; each returns the steps that take it back, in the order to apply them. A
/// step that fails may leave the schema half changed.
class StepApplier
{
public:
    explicit StepApplier(Schema &schema) : m_schema(schema) {}

    template<typename Step>
    base::Result<Steps> operator()(const Step &step)
    {
        if constexpr (std::is_same_v<decltype(step.table), base::TableId>) {
            const auto found = plainTable(m_schema, step.table);
            if (!found)
                return base::fail(found.error());
            return apply(step, **found);
        } else {
            return apply(step);
        }
    }

private:
    base::Result<Steps> apply(const AddTable &step);
    // The table is the one of the step's id, as it is before the step.
    base::Result<Steps> apply(const RemoveTable &step, const Table &found);
    base::Result<Steps> apply(const RenameTable &step, const Table &found);
    base::Result<Steps> apply(const ChangeTable &step, const Table &found);
    base::Result<Steps> apply(const AddColumn &step, const Table &found);
    base::Result<Steps> apply(const RemoveColumn &step, const Table &found);
    base::Result<Steps> apply(const ChangeColumn &step, const Table &found);
    base::Result<Steps> apply(const SetPrimaryKey &step, const Table &found);
    base::Result<Steps> apply(const AddUnique &step, const Table &found);
    base::Result<Steps> apply(const RemoveUnique &step, const Table &found);
    base::Result<Steps> apply(const AddForeignKey &step, const Table &found);
    base::Result<Steps> apply(const RemoveForeignKey &step, const Table &found);

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

/// Inserts at a step's position; -1: at the end.
template<typename T>
void insertAt(QList<T> &list, int position, const T &item)
{
    list.insert(position < 0 ? list.size() : qsizetype(position), item);
}

} // namespace relata::schema
