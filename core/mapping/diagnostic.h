#pragma once

#include "core/mapping/declare/declarations.h"
#include "core/schema/schemachange.h"

#include <variant>

namespace relata::mapping {

/// How bad a finding is. Errors and warnings are SQLAlchemy's; it says nothing about what a lint tells.
enum class Grade { Error, Warning, Lint };

/// The grade as a lower-case word ("error").
QString gradeWord(Grade grade);

/// What a finding is about. What does not apply is empty.
struct Place
{
    QString className;
    QString relationship;
    QString table;
    QString column;
    base::LinkId foreignKey;

    bool operator==(const Place &) const = default;
};

/// An edit of the declaration of one class, which is found by its name.
struct DeclarationChange
{
    ClassDeclaration before;
    ClassDeclaration after;

    bool operator==(const DeclarationChange &) const = default;
};

/// One way to mend a finding: a text for a button ("Set remote_side to node.id"), and the change.
struct Fix
{
    QString text;
    std::variant<schema::SchemaChange, DeclarationChange> change;

    bool operator==(const Fix &) const = default;
};

/// A finding of configure().
struct Diagnostic
{
    Grade grade = Grade::Error;
    /// Of an error or warning the class as SQLAlchemy (or Python) names it ("NoForeignKeysError",
    /// "SAWarning"), of a lint a stable slug ("crossed-pair").
    QString kind;
    QString sentence; ///< names the relationship, tables and columns
    QString hint;     ///< the root cause or what to do; may be empty
    Place where;
    /// Best first; each makes the finding go away alone. That of a warning or a lint leads to no error; where
    /// an error is mended, another one that it hid may come to light.
    QList<Fix> fixes;

    bool operator==(const Diagnostic &) const = default;
};

} // namespace relata::mapping
