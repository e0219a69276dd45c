#include "partids.h"

#include "core/base/freshid.h"

#include <QSet>

#include <algorithm>

namespace relata::schema {

namespace {

/// Each part without an id takes that of the first part before that is the same and whose id is still free.
template<typename Part>
void takeIds(QList<Part> &parts, const QList<Part> &before)
{
    QSet<decltype(Part::id)> taken;
    for (const Part &part : std::as_const(parts))
        taken += part.id;
    for (Part &part : parts) {
        if (part.id.isValid())
            continue;
        const auto found = std::ranges::find_if(before, [&](const Part &each) {
            return each.id.isValid() && !taken.contains(each.id) && isSamePart(each, part);
        });
        if (found == before.cend())
            continue;
        part.id = found->id;
        taken += part.id;
    }
}

template<typename Part>
QSet<int> numbersOf(const QList<Part> &parts)
{
    QSet<int> numbers;
    for (const Part &part : parts)
        numbers += part.id.number;
    return numbers;
}

/// Counts on through lists whose ids are of one kind.
template<typename... Parts>
void countIds(QSet<int> taken, QList<Parts> &...lists)
{
    const auto note = [&taken](const auto &parts) {
        for (const auto &part : parts)
            taken += part.id.number;
    };
    (note(lists), ...);
    int next = 1;
    const auto give = [&](auto &parts) {
        for (auto &part : parts) {
            if (part.id.isValid())
                continue;
            while (taken.contains(next))
                ++next;
            part.id = {next++};
        }
    };
    (give(lists), ...);
}

/// Draws at random through lists whose ids are of one kind.
template<typename Id, typename... Parts>
void drawIds(QList<Parts> &...lists)
{
    QSet<Id> taken;
    const auto note = [&taken](const auto &parts) {
        for (const auto &part : parts)
            taken += part.id;
    };
    (note(lists), ...);
    const auto draw = [&taken](auto &parts) {
        for (auto &part : parts) {
            if (part.id.isValid())
                continue;
            part.id = base::freshId<Id>([&taken](Id id) { return taken.contains(id); });
            taken += part.id;
        }
    };
    (draw(lists), ...);
}

/// Gives what a step adds ids of its own.
class PartNumberer
{
public:
    /// @param schema as it is before the step; outlives the numberer
    explicit PartNumberer(const Schema &schema) : m_schema(schema) {}

    void operator()(AddTable &step) const { drawPartIds(step.table); }

    void operator()(ChangeTable &step) const
    {
        if (const Table *before = m_schema.table(step.table))
            takePartIds(step.now, *before);
        drawPartIds(step.now);
    }

    void operator()(AddColumn &step) const
    {
        if (!step.column.id.isValid())
            step.column.id = drawn<base::ColumnId>(step.table, &Table::columns);
    }

    void operator()(ChangeColumn &step) const
    {
        const Table *table = m_schema.table(step.table);
        const Column *before = table ? table->column(step.column) : nullptr;
        if (before && !step.now.id.isValid())
            step.now.id = before->id;
    }

    void operator()(AddUnique &step) const
    {
        if (step.unique.id.isValid())
            return;
        Table table = m_schema.table(step.table) ? *m_schema.table(step.table) : Table();
        table.uniques += step.unique;
        drawPartIds(table);
        step.unique.id = table.uniques.last().id;
    }

    template<typename Step>
    void operator()(Step &) const
    {
    }

private:
    template<typename Id, typename Part>
    Id drawn(base::TableId id, QList<Part> Table::*list) const
    {
        const Table *table = m_schema.table(id);
        return base::freshId<Id>([&](Id wanted) {
            return table && std::ranges::any_of(table->*list,
                                                [wanted](const Part &each) { return each.id == wanted; });
        });
    }

    const Schema &m_schema;
};

} // namespace

bool isSamePart(const Column &a, const Column &b)
{
    return sameName(a.name, b.name);
}

bool isSamePart(const Index &a, const Index &b)
{
    return sameName(a.name, b.name);
}

bool isSamePart(const Unique &a, const Unique &b)
{
    return a.columns == b.columns;
}

bool isSamePart(const Check &a, const Check &b)
{
    return a.condition == b.condition;
}

void takePartIds(Table &table, const Table &before)
{
    takeIds(table.columns, before.columns);
    takeIds(table.indexes, before.indexes);
    takeIds(table.uniques, before.uniques);
    takeIds(table.checks, before.checks);
}

void countPartIds(Table &table, const Table &apartFrom)
{
    countIds(numbersOf(apartFrom.columns), table.columns);
    countIds(numbersOf(apartFrom.uniques) + numbersOf(apartFrom.checks), table.uniques, table.checks);
    countIds(numbersOf(apartFrom.indexes), table.indexes);
}

void drawPartIds(Table &table)
{
    drawIds<base::ColumnId>(table.columns);
    drawIds<base::ConstraintId>(table.uniques, table.checks);
    drawIds<base::IndexId>(table.indexes);
}

void clearPartIds(Table &table)
{
    for (Column &column : table.columns)
        column.id = {};
    for (Unique &unique : table.uniques)
        unique.id = {};
    for (Check &check : table.checks)
        check.id = {};
    for (Index &index : table.indexes)
        index.id = {};
}

bool sameForDatabase(const Table &a, const Table &b)
{
    const auto asKept = [](Table table) {
        clearPartIds(table);
        table.comment.clear();
        table.sql.clear();
        for (Column &column : table.columns) {
            column.comment.clear();
            column.type = column.type.toUpper();
        }
        return table;
    };
    return a == b || asKept(a) == asKept(b);
}

SchemaChange withPartIds(const Schema &schema, SchemaChange change)
{
    Schema now = schema;
    for (SchemaStep &step : change.steps) {
        std::visit(PartNumberer(now), step);
        if (change.steps.size() > 1 && !applyChange(now, {change.text, {step}}))
            break; // The change will be refused.
    }
    return change;
}

} // namespace relata::schema
