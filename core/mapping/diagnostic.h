#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QString>

#include <memory>

namespace relata::schema {
struct SchemaChange;
}

namespace relata::mapping {

struct DeclarationChange;
struct DeclarationChanges;

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

/// One way to mend a finding: a text for a button ("Set remote_side to node.id"), and the change, which is
/// one of the tables or of declarations. A value, cheap to copy.
struct Fix
{
    Fix() = default; ///< changes nothing
    Fix(QString words, schema::SchemaChange change);
    Fix(QString words, DeclarationChange change);
    /// Changes of several classes, in the order to make them.
    Fix(QString words, DeclarationChanges changes);

    QString text;

    /// Null where the fix changes a declaration.
    const schema::SchemaChange *tables() const { return m_tables.get(); }
    /// Null where the fix changes tables.
    const DeclarationChanges *declarations() const { return m_declarations.get(); }
    bool operator==(const Fix &other) const;

private:
    std::shared_ptr<const schema::SchemaChange> m_tables;
    std::shared_ptr<const DeclarationChanges> m_declarations;
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
