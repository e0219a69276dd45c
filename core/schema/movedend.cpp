#include "movedend.h"

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

Result<LinkPlan> planMovedEnd(const Schema &schema, base::LinkId link, LinkSide side, base::TableId table,
                              const QString &column)
{
    const Table *child = schema.tableOfLink(link);
    const ForeignKey *before = child ? child->foreignKey(link) : nullptr;
    const Table *parent = before ? schema.table(before->table) : nullptr;
    if (!parent) {
        return fail(ErrorCode::UnknownRelationship, u"The link is not in the design any more."_s,
                    u"Choose another link."_s);
    }
    if (before->columns.size() != 1 || before->targetColumns.size() != 1) {
        return fail(
            ErrorCode::InvalidChange,
            u"The foreign key from '%1' to '%2' has several columns; one end alone cannot move."_s.arg(
                child->name, parent->name),
            u"Edit it in the table, or draw it anew."_s);
    }
    const bool isChild = side == LinkSide::Child;
    const SchemaStep removal = RemoveForeignKey{child->id, link};
    Schema without = schema;
    if (const auto applied = applyChange(without, {QString(), {removal}}); !applied)
        return fail(applied.error());
    const LinkEnds ends = isChild ? LinkEnds{table, column, parent->id, before->targetColumns.first()}
                                  : LinkEnds{child->id, before->columns.first(), table, column};
    Result<LinkPlan> plan = planLink(without, ends);
    if (!plan)
        return plan;
    if (plan->child != (isChild ? table : child->id) || plan->parent != (isChild ? parent->id : table)) {
        return fail(ErrorCode::InvalidChange,
                    u"That would turn the link round: parent and child change places."_s,
                    u"Draw a new link, and remove this one."_s);
    }
    ForeignKey now = *before;
    now.columns = plan->foreignKey.columns;
    now.table = plan->foreignKey.table;
    now.targetColumns = plan->foreignKey.targetColumns;
    now.implicitTarget = false;
    if (plan->child != child->id || plan->parent != parent->id)
        now.id = plan->foreignKey.id;
    std::get<AddForeignKey>(plan->change.steps.last()).foreignKey = now;
    plan->change.steps.prepend(removal);
    plan->change.text = u"Link '%1' to '%2'"_s.arg(schema.table(plan->child)->name, now.table);
    plan->foreignKey = now;
    return plan;
}

} // namespace relata::schema
