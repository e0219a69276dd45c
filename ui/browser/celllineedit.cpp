#include "celllineedit.h"

#include <QKeyEvent>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

bool leavesTheCell(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return event.modifiers() == Qt::NoModifier;
    case Qt::Key_0:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return event.modifiers() & Qt::ControlModifier;
    default:
        return false;
    }
}

} // namespace

CellLineEdit::CellLineEdit(QWidget *parent) : QLineEdit(parent)
{
    setObjectName(u"cellEditor"_s);
    setFrame(false);
    setProperty("cellEditor", true);
}

void CellLineEdit::keyPressEvent(QKeyEvent *event)
{
    const bool marks = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::MoveToStartOfDocument) ||
        event->matches(QKeySequence::SelectStartOfDocument)) {
        home(marks);
    } else if (event->matches(QKeySequence::MoveToEndOfDocument) ||
               event->matches(QKeySequence::SelectEndOfDocument)) {
        end(marks);
    } else {
        QLineEdit::keyPressEvent(event);
    }
    event->setAccepted(!leavesTheCell(*event));
}

} // namespace relata::ui
