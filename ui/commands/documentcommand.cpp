#include "documentcommand.h"

#include "core/project/designdocument.h"

#include <QUndoStack>

#include <utility>

namespace relata::ui {

DocumentCommand::DocumentCommand(project::DesignDocument *document, const project::DocumentChange &inverse,
                                 const QString &text)
    : QUndoCommand(text), m_document(document), m_next(inverse)
{
}

void DocumentCommand::undo()
{
    swap();
}

void DocumentCommand::redo()
{
    if (!std::exchange(m_isDone, false))
        swap();
}

/// Undo and redo are the same: apply what is next and keep what takes it back.
void DocumentCommand::swap()
{
    const auto back = m_document->change(m_next);
    Q_ASSERT_X(back, "DocumentCommand", "the document was changed past its undo stack");
    if (back)
        m_next = *back;
    else
        setObsolete(true);
}

base::Done pushChange(QUndoStack &stack, project::DesignDocument &document,
                      const project::DocumentChange &change)
{
    const auto inverse = document.change(change);
    if (!inverse)
        return base::fail(inverse.error());
    stack.push(new DocumentCommand(&document, *inverse, change.text));
    return {};
}

} // namespace relata::ui
