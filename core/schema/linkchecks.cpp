#include "linkchecks.h"

#include "core/schema/changechecks.h"

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

namespace {

/// The target of a foreign key: a plain table that has the columns, one for each of the key's own.
Done checkTarget(const Schema &schema, const Table &owner, const ForeignKey &key)
{
    const Table *target = sameName(key.table, owner.name) ? &owner : schema.table(key.table);
    if (!target) {
        return fail(ErrorCode::UnknownTable,
                    u"'%1' cannot refer to '%2': there is no such table."_s.arg(owner.name, key.table),
                    u"Add the table first."_s);
    }
    if (target->kind != TableKind::Table) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' cannot refer to '%2', which is a %3."_s.arg(owner.name, target->name,
                                                                       kindForPeople(target->kind)),
                    u"Refer to a table."_s);
    }
    if (key.targetColumns.size() != key.columns.size()) {
        return fail(ErrorCode::InvalidChange,
                    u"The foreign key of '%1' has %2 columns but refers to %3 of '%4'."_s.arg(
                        owner.name, QString::number(key.columns.size()),
                        QString::number(key.targetColumns.size()), target->name),
                    u"Name one target column for each column."_s);
    }
    return checkColumnsOf(*target, key.targetColumns);
}

Done checkForeignKey(const Schema &schema, const Table &owner, const ForeignKey &key)
{
    if (key.columns.isEmpty()) {
        return fail(ErrorCode::InvalidChange, u"A foreign key of '%1' names no column."_s.arg(owner.name),
                    u"Name the column that holds the parent's key."_s);
    }
    if (!key.id.isValid() || schema.tableOfLink(key.id)) {
        return fail(ErrorCode::InvalidChange,
                    u"The foreign key of '%1' has no number of its own."_s.arg(owner.name),
                    u"Give it a free one."_s);
    }
    return checkColumnsOf(owner, key.columns);
}

} // namespace

/// A foreign key that is put back at its old position may lead nowhere, as some do in real databases: else it
/// could not be removed. A new one, which goes to the end, must lead somewhere.
Done checkNewForeignKey(const Schema &schema, const Table &owner, const AddForeignKey &step)
{
    if (const Done done = checkPosition(step.position, owner.foreignKeys.size()); !done)
        return done;
    if (const Done done = checkForeignKey(schema, owner, step.foreignKey); !done)
        return done;
    return step.position < 0 ? checkTarget(schema, owner, step.foreignKey) : Done();
}

} // namespace relata::schema
