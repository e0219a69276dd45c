#pragma once

#include "core/base/value.h"
#include "core/schema/joinpath.h"
#include "core/schema/schema.h"

namespace relata::sql {

/// How the foreign key of child rows is compared with the key of their parents: as SQLite's own look-up does
/// it, by the affinity and the collation of the parent's columns
/// (https://sqlite.org/foreignkeys.html, section 3). Where both sides have the same, a plain comparison says
/// the same and is what is written. The tables have to outlive it.
class KeyMatch
{
public:
    /// @param pairs the parent's columns as local, the child's as remote
    KeyMatch(const schema::Table &parent, const schema::Table &child, QList<schema::ColumnPair> pairs)
        : m_parent(parent), m_child(child), m_pairs(std::move(pairs))
    {
    }

    const schema::Table &parent() const { return m_parent; }
    const schema::Table &child() const { return m_child; }
    /// A child's column may be compared with the value of the parent's cell, and the other way round.
    bool isPlain() const;
    /// A condition that the rows of the child meet which belong to a parent with these values; it has no more
    /// placeholders than `bound` gets values.
    /// @param values of the parent's columns of the pairs, in their order
    QString belongs(const base::Values &values, base::Values &bound) const;
    /// A condition between the rows of both.
    /// @param parentName the name by which the statement knows the parent, quoted where need be
    QString joined(const QString &parentName) const;
    /// A name for the parent beside the child's own.
    QString parentAlias() const;

private:
    bool isPlain(const schema::ColumnPair &pair) const;
    QString narrowing(const schema::ColumnPair &pair, const base::Value &value, base::Values &bound) const;
    QString childColumn(const QString &name) const;

    const schema::Table &m_parent;
    const schema::Table &m_child;
    const QList<schema::ColumnPair> m_pairs;
};

/// A relationship with the tables that a statement about it reads; they have to outlive it.
struct RelationshipTables
{
    const schema::JoinPath &side;
    const schema::Table &owner;
    const schema::Table &target;
    const schema::Table *secondary = nullptr; ///< of a many-to-many

    static RelationshipTables of(const schema::Schema &schema, const QString &ownerTable,
                                 const schema::JoinPath &side);
    /// From the owner to the rows that refer to it: the target's, or the secondary table's.
    KeyMatch toOwner() const { return {owner, secondary ? *secondary : target, side.pairs}; }
    /// Many-to-many: from the target to the secondary table's rows.
    KeyMatch toTarget() const { return {target, *secondary, side.secondaryPairs}; }
};

/// A name that occurs nowhere in a text: the wanted one, with underscores after it where need be.
QString freeName(QString wanted, const QString &text);

} // namespace relata::sql
