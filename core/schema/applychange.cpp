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
