#include "schemachange.h"

#include "core/schema/stepapplier.h"

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

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

/// Names that a key held by itself, while it led nowhere, follow a table or column that is renamed back. What
/// tables were before is put back then, where nothing but their keys differs.
Steps stepsBack(const Schema &wanted, const Schema &reached)
{
    Steps steps;
    for (const Table &table : wanted.tables) {
        const Table *now = reached.table(table.id);
        if (!now || *now == table)
            continue;
        Table keyed = *now;
        keyed.foreignKeys = table.foreignKeys;
        if (keyed == table)
            steps += ChangeTable{table.id, table};
    }
    return steps;
}

} // namespace

Result<SchemaChange> applyChange(Schema &schema, const SchemaChange &change)
{
    Schema now = schema;
    Result<Steps> inverse = applySteps(now, change.steps);
    if (!inverse)
        return fail(inverse.error());
    // Undo is a promise: a change whose inverse does not lead back exactly is refused rather than made.
    Schema before = now;
    Result<Steps> undone = applySteps(before, *inverse);
    if (const Steps rest = undone && before != schema ? stepsBack(schema, before) : Steps();
        !rest.isEmpty()) {
        inverse = *inverse + rest;
        undone = applySteps(before, rest);
    }
    if (!undone || before != schema) {
        return fail(
            ErrorCode::InvalidChange, u"'%1' could not be taken back, so it is not made."_s.arg(change.text),
            u"Change the table in the database itself."_s, undone ? QString() : undone.error().sentence);
    }
    schema = std::move(now);
    return SchemaChange{change.text, *inverse};
}

} // namespace relata::schema
