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

Done checkPairColumns(const Relationship &relationship, const QList<ColumnPair> &pairs, const Table &local,
                      const Table &remote)
{
    for (const ColumnPair &pair : pairs) {
        if (local.columnIndex(pair.local) < 0)
            return fail(unknownColumn(local, pair.local));
        if (remote.columnIndex(pair.remote) < 0)
            return fail(unknownColumn(remote, pair.remote));
    }
    if (pairs.isEmpty()) {
        return fail(ErrorCode::InvalidChange,
                    u"The relationship '%1' names no columns to join by."_s.arg(relationship.name),
                    u"Name at least one pair of columns."_s);
    }
    return {};
}

Done checkJoin(const Schema &schema, const Table &owner, const Relationship &relationship)
{
    const Table *target = schema.table(relationship.targetTable);
    const MappedClass *mapped = schema.classOf(relationship.targetTable);
    if (!target || !mapped || mapped->name != relationship.target) {
        return fail(ErrorCode::UnknownTable,
                    u"The relationship '%1' leads to '%2', which is no class."_s.arg(relationship.name,
                                                                                     relationship.target),
                    u"Choose a table that has a class."_s);
    }
    if (relationship.secondary.isEmpty())
        return checkPairColumns(relationship, relationship.pairs, owner, *target);
    const Table *secondary = schema.table(relationship.secondary);
    if (!secondary) {
        return fail(ErrorCode::UnknownTable,
                    u"The relationship '%1' goes through '%2', which does not exist."_s.arg(
                        relationship.name, relationship.secondary),
                    u"Choose an existing table."_s);
    }
    if (const Done done = checkPairColumns(relationship, relationship.pairs, owner, *secondary); !done)
        return done;
    return checkPairColumns(relationship, relationship.secondaryPairs, *target, *secondary);
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

Done checkNewRelationship(const Schema &schema, const AddRelationship &step)
{
    const Relationship &relationship = step.relationship;
    const Table *owner = schema.table(step.table);
    const MappedClass *mapped = schema.classOf(step.table);
    if (!owner || !mapped) {
        return fail(ErrorCode::UnknownTable,
                    u"'%1' has no class that could hold a relationship."_s.arg(step.table),
                    u"Choose a table that has a class."_s);
    }
    if (const Done done = checkPosition(step.position, mapped->relationships.size()); !done)
        return done;
    if (const Done done = checkNotEmpty(relationship.name, u"relationship"_s); !done)
        return done;
    if (mapped->relationship(relationship.name) || owner->columnIndex(relationship.name) >= 0) {
        return fail(ErrorCode::NameTaken,
                    u"'%1' already has an attribute '%2'."_s.arg(owner->name, relationship.name),
                    otherName());
    }
    if (relationship.link.isValid() && !schema.tableOfLink(relationship.link)) {
        return fail(ErrorCode::InvalidChange,
                    u"The foreign key of the relationship '%1' does not exist."_s.arg(relationship.name),
                    u"Add the foreign key first."_s);
    }
    return checkJoin(schema, *owner, relationship);
}

} // namespace relata::schema
