#pragma once

#include "core/project/documentchange.h"

#include <QUndoCommand>

class QUndoStack;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

/// One step of undo: a change of a document that has been made already, and the change that takes it back.
/// Holds values only, besides the document, which must outlive the undo stack. The first redo(), which
/// QUndoStack::push() calls, does nothing.
class DocumentCommand : public QUndoCommand
{
public:
    DocumentCommand(project::DesignDocument *document, const project::DocumentChange &inverse,
                    const QString &text);

    void undo() override;
    void redo() override;

private:
    void swap();

    project::DesignDocument *m_document;
    project::DocumentChange m_next; ///< what the next undo() or redo() applies
    bool m_isDone = true;           ///< the change was made before the command was pushed
};

/// Makes the change and puts it on the stack; on failure neither document nor stack changes.
base::Done pushChange(QUndoStack &stack, project::DesignDocument &document,
                      const project::DocumentChange &change);

} // namespace relata::ui
