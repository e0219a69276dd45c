#pragma once

#include "ui/diagram/typing/tabledraft.h"

#include "core/mapping/plan/keyless.h"
#include "core/schema/movedend.h"

class QUndoStack;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

/// Every edit that the diagram can make: each is one DocumentChange and one step on the undo stack, or an
/// Error that says why not. Cards can always be moved; the schema only while it is editable. GUI thread.
class DiagramEdits
{
public:
    /// Both outlive the edits.
    DiagramEdits(project::DesignDocument *document, QUndoStack *stack);

    bool isEditable() const { return m_whyNot.isEmpty(); }
    const QString &whyNot() const { return m_whyNot; }
    /// @param whyNot a sentence for people; ignored where the schema is editable
    void setEditable(bool editable, const QString &whyNot);
    /// Success, or the reason why the schema cannot be edited.
    base::Done mayEdit() const;
    /// The same for what a table consists of: views and the like are the database's.
    base::Done mayEdit(base::TableId table) const;

    /// Whether a step of undo of its own is made, or the one before is gone on with where it is of the same
    /// kind and has just been made.
    enum class Steps { Own, Merged };
    base::Done moveCards(const QHash<base::TableId, QPointF> &positions, const QString &text,
                         Steps steps = Steps::Own);
    /// What a link between the ends would be; changes nothing.
    base::Result<schema::LinkPlan> plan(const schema::LinkEnds &ends) const;
    base::Done addLink(const schema::LinkEnds &ends);
    /// A change of tables that somebody has planned.
    base::Done change(const schema::SchemaChange &tables);
    /// What a many-to-many between two tables would be; changes nothing.
    base::Result<schema::SchemaChange> planManyToMany(base::TableId one, base::TableId other) const;
    /// @param place where the middle of the link table's card shall be
    base::Done addManyToMany(base::TableId one, base::TableId other, QPointF place);
    /// What a relationship without a foreign key between the ends would be; changes nothing.
    base::Result<mapping::KeylessPlan> planKeyless(const schema::LinkEnds &ends) const;
    base::Done addKeyless(const schema::LinkEnds &ends);
    /// Names the attribute by which one end of a link knows the other.
    base::Done renameSide(base::LinkId link, schema::LinkSide side, const QString &name);
    base::Done addTable(const TableDraft &draft, QPointF topLeft);
    /// Adds tables at their places.
    base::Done add(const schema::SchemaChange &tables, const QHash<base::TableId, QPointF> &places);
    /// Makes a table as it was typed; no step of undo where nothing is new.
    base::Done editTable(base::TableId table, const TableDraft &draft);
    base::Done remove(const QList<base::TableId> &tables, const QList<base::LinkId> &links);

private:
    base::Done push(const base::Result<project::DocumentChange> &change);

    project::DesignDocument *m_document;
    QUndoStack *m_stack;
    QString m_whyNot;
};

} // namespace relata::ui
