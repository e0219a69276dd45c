#include "documentcommand.h"

#include "core/project/designdocument.h"

#include <QUndoStack>

#include <utility>

namespace relata::ui {

namespace {

/// The cards that a change moves; none where it does more than that.
QSet<base::TableId> movedCards(const project::DocumentChange &change)
{
    QSet<base::TableId> cards;
    for (const project::SingleChange &single : change.changes) {
        const auto *layout = std::get_if<project::LayoutChange>(&single);
        if (!layout)
            return {};
        for (auto it = layout->positions.cbegin(); it != layout->positions.cend(); ++it)
            cards += it.key();
    }
    return cards;
}

} // namespace

DocumentCommand::DocumentCommand(project::DesignDocument *document, const project::DocumentChange &inverse,
                                 const QString &text, Merging merging)
    : QUndoCommand(text), m_document(document), m_next(inverse), m_merging(merging)
{
    m_age.start();
}

int DocumentCommand::id() const
{
    return m_merging == Merging::WithTheLast ? 1 : -1; // QUndoStack asks to merge equal ones.
}

/// What takes back the first of several moves takes back all of them.
bool DocumentCommand::mergeWith(const QUndoCommand *other)
{
    constexpr qint64 kMoment = 1000; // milliseconds
    const auto *later = static_cast<const DocumentCommand *>(other);
    if (m_age.elapsed() > kMoment || movedCards(m_next) != movedCards(later->m_next))
        return false;
    m_age.start();
    return true;
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
                      const project::DocumentChange &change, Merging merging)
{
    const project::DocumentChange whole = project::withFollowers(document.design(), change);
    const auto inverse = document.change(whole);
    if (!inverse)
        return base::fail(inverse.error());
    stack.push(new DocumentCommand(&document, *inverse, change.text, merging));
    return {};
}

} // namespace relata::ui
