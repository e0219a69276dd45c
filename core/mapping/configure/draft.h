#pragma once

#include "core/mapping/configure/catalog.h"

#include <QSet>

#include <deque>

namespace relata::mapping {

/// A relationship on its way from the declaration to the configuration.
struct Draft
{
    enum class Stage {
        Declared, ///< waits for its turn
        Started,
        Configured,
        Failed, ///< an error was told
    };

    int index = -1; ///< in Workbench::drafts
    Stage stage = Stage::Declared;
    RelationshipDeclaration arguments; ///< of a backref those it was made with
    int declaredBy = -1;               ///< of a backref the draft that asked for it; else -1
    QList<ColumnIndex> foreignKeys;
    QList<ColumnIndex> remoteSide;
    QSet<QString> overlaps;
    bool hasForeignMarks = false; ///< the person marked columns with foreign() in the primaryjoin
    bool hasRemoteMarks = false;  ///< or with remote()
    bool hasLocalMarks = false;   ///< came with a backref's reversed join
    bool hasPrimaryjoin = false;
    bool hasSecondaryjoin = false;
    ConfiguredRelationship facts;

    int owner() const { return facts.owner; }
    const QString &name() const { return facts.name; }
};

/// The attributes of one class by name, as they are at some moment of the configuration.
struct ClassAttributes
{
    QHash<QString, int> drafts; ///< relationships
    QSet<QString> columns;
    QSet<QString> failedBackrefs; ///< would exist had the relationship that declares them worked
    QList<int> order;             ///< drafts in the order of definition
};

/// Everything that one run of configure() works on. The steps take it and a draft, and say whether the draft
/// may go on; a step that says no has told why.
struct Workbench
{
    explicit Workbench(const Declarations &declarations) : catalog(declarations) {}
    explicit Workbench(const Catalog &known) : catalog(known) {}

    Catalog catalog;
    std::deque<Draft> drafts; ///< references stay valid when backrefs are added
    QList<ClassAttributes> classes;
    QList<Diagnostic> diagnostics;
    /// Which drafts copy a value to a column, and from where: for the overlaps warning.
    QHash<ColumnIndex, QList<QPair<int, ColumnIndex>>> writers;

    const ClassDeclaration &classOf(int index) const { return catalog.declarations().classes[index]; }
    int ownerTable(const Draft &draft) const { return catalog.tableOfClass(draft.facts.owner); }
    int targetTable(const Draft &draft) const { return catalog.tableOfClass(draft.facts.target); }
    /// Adds an empty draft of a class.
    Draft &newDraft(int owner, const QString &name);
    /// "Class.name".
    QString label(const Draft &draft) const;
    Place place(const Draft &draft) const;
};

} // namespace relata::mapping
