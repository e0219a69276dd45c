#pragma once

#include "core/mapping/configure/draft.h"

#include <functional>

namespace relata::mapping {

/// Tells an error about a relationship and marks it as failed. Returns false, what a step then returns.
bool reportError(Workbench &work, Draft &draft, const QString &kind, const QString &sentence,
                 const QString &hint = {}, const QList<Fix> &fixes = {});
/// Tells a warning of SQLAlchemy's class SAWarning.
void reportWarning(Workbench &work, const Draft &draft, const QString &sentence, const QString &hint = {},
                   const QList<Fix> &fixes = {});

/// The fixes without those that would leave a declaration as it is.
QList<Fix> withoutIdleFixes(QList<Fix> fixes);

/// A fix that edits the arguments of a relationship where they are written: in its own declaration, or in the
/// backref of the relationship that makes it.
Fix editOptions(const Workbench &work, const Draft &draft, const QString &text,
                const std::function<void(RelationshipOptions &)> &edit);
/// The same for several relationships, which may be of several classes.
Fix editOptionsOf(const Workbench &work, const QList<const Draft *> &drafts, const QString &text,
                  const std::function<void(RelationshipOptions &)> &edit);
/// A fix that edits the declaration of a relationship; of a backref the one that asks for it.
Fix editDeclaration(const Workbench &work, const Draft &draft, const QString &text,
                    const std::function<void(RelationshipDeclaration &)> &edit);
/// A fix that adds a relationship to a class.
Fix addRelationship(const Workbench &work, int owner, const QString &text,
                    const RelationshipDeclaration &relationship);

/// The names of all tables, classes, columns of a table, and the relationships of a class.
QStringList tableNames(const Workbench &work);
QStringList classNames(const Workbench &work);
QStringList columnNames(const Workbench &work, int table);
QStringList relationshipNames(const Workbench &work, int owner);
/// Columns as names.
QList<ColumnName> namesOf(const Workbench &work, const QList<ColumnIndex> &columns);

} // namespace relata::mapping
