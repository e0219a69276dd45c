#pragma once

#include "core/mapping/declare/declarations.h"
#include "core/schema/schema.h"

#include <QSet>

namespace relata::mapping {

/// What a person said about the classes and relationships on some tables. What nobody said is derived from
/// the tables each time (derive()) and is no part of it. A value.
struct Given
{
    QList<ClassDeclaration> classes; ///< at most one a table, with the relationships that were given
    QSet<base::LinkId> plain;        ///< foreign keys whose relationships a person removed

    /// What was given about a table's class; null where nothing was.
    const ClassDeclaration *classOf(const QString &table) const;
    ClassDeclaration *classOf(const QString &table);

    bool isEmpty() const { return classes.isEmpty() && plain.isEmpty(); }
    bool operator==(const Given &) const = default;
};

/// What a person designs: the tables of a database, and what was declared about their classes, right or
/// wrong. A value.
struct Design
{
    schema::Schema schema;
    Given given;

    bool operator==(const Design &) const = default;
};

/// A swap of what was given, as one part of a step of undo.
struct GivenChange
{
    Given before;
    Given after;

    bool operator==(const GivenChange &) const = default;
};

} // namespace relata::mapping
