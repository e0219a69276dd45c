#pragma once

#include "core/project/documentchange.h"

#include <QElapsedTimer>
#include <QUndoCommand>

class QUndoStack;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

/// Whether a step of undo goes on with the one before.
enum class Merging {
    No,
    WithTheLast, ///< where that moves the same cards and is not older than a second
};

/// One step of undo: a change of a document that has been made already, and the change that takes it back.
/// Holds values only, besides the document, which must outlive the undo stack. The first redo(), which
/// QUndoStack::push() calls, does nothing.
class DocumentCommand : public QUndoCommand
{
public:
    DocumentCommand(project::DesignDocument *document, const project::DocumentChange &inverse,
                    const QString &text, Merging merging = Merging::No);

    void undo() override;
    void redo() override;
    int id() const override;
    bool mergeWith(const QUndoCommand *other) override;

private:
    void swap();

    project::DesignDocument *m_document;
    project::DocumentChange m_next; ///< what the next undo() or redo() applies
    bool m_isDone = true;           ///< the change was made before the command was pushed
    Merging m_merging;
    QElapsedTimer m_age; ///< since the last step that went into it
};

/// Makes the change and puts it on the stack; on failure neither document nor stack changes.
/// @param merging see DocumentCommand; only changes of nothing but places can merge
base::Done pushChange(QUndoStack &stack, project::DesignDocument &document,
                      const project::DocumentChange &change, Merging merging = Merging::No);

} // namespace relata::ui
