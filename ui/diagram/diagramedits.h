#pragma once

#include "ui/diagram/tabledraft.h"

#include "core/schema/linkplanner.h"

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

    base::Done moveCards(const QHash<base::TableId, QPointF> &positions, const QString &text);
    /// What a link between the ends would be; changes nothing.
    base::Result<schema::LinkPlan> plan(const schema::LinkEnds &ends) const;
    base::Done addLink(const schema::LinkEnds &ends);
    base::Done addTable(const TableDraft &draft, QPointF topLeft);
    /// Renames a table and adds columns; no step of undo where nothing is new.
    base::Done editTable(base::TableId table, const TableDraft &draft);
    base::Done remove(const QList<base::TableId> &tables, const QList<base::LinkId> &links);

private:
    base::Done push(const base::Result<project::DocumentChange> &change);

    project::DesignDocument *m_document;
    QUndoStack *m_stack;
    QString m_whyNot;
};

} // namespace relata::ui
