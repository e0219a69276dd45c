#include "celllineedit.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <limits>
#include <memory>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestLine = 200;

bool isEnter(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

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

bool isOneLine(const QString &text)
{
    return std::none_of(text.cbegin(), text.cend(), [](QChar c) {
        return c == u'\n' || c == u'\r' || c == u'\0' || c == QChar::LineSeparator ||
               c == QChar::ParagraphSeparator;
    });
}

} // namespace

CellLineEdit::CellLineEdit(QWidget *parent) : QLineEdit(parent)
{
    setObjectName(u"cellEditor"_s);
    setFrame(false);
    setProperty("cellEditor", true);
    setMaxLength(std::numeric_limits<int>::max()); // Nothing is cut silently.
    connect(this, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.size() > kLongestLine || !isOneLine(text))
            emit outgrown(text, cursorPosition());
    });
    connect(this, &QLineEdit::textChanged, this, &CellLineEdit::fit);
}

void CellLineEdit::placeAt(const QRect &cell)
{
    m_cell = cell;
    fit();
}

void CellLineEdit::fit()
{
    constexpr int kAround = 24; // The frame, the cursor and a letter more.
    if (m_cell.isNull() || !parentWidget())
        return;
    const int needed = fontMetrics().horizontalAdvance(text()) + kAround;
    const int room = std::max(m_cell.width(), parentWidget()->width() - m_cell.left());
    QRect place = m_cell;
    place.setWidth(std::clamp(needed, m_cell.width(), room));
    setGeometry(place);
}

bool CellLineEdit::canHold(const QByteArray &text)
{
    if (text.size() > 4 * kLongestLine || !text.isValidUtf8() || text.startsWith("\xef\xbb\xbf"))
        return false;
    const QString shown = QString::fromUtf8(text);
    return shown.size() <= kLongestLine && isOneLine(shown);
}

bool CellLineEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isEnter(*static_cast<QKeyEvent *>(event))) {
        event->accept(); // The window has an action of its own on Ctrl+Enter.
        return true;
    }
    return QLineEdit::event(event);
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
    } else if (isEnter(*event) && event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier)) {
        outgrowWith(u"\n"_s); // Enter alone ends the editor, which is the delegate's.
    } else if (event->matches(QKeySequence::Paste)) {
        pasteText();
    } else {
        QLineEdit::keyPressEvent(event);
    }
    event->setAccepted(!leavesTheCell(*event));
}

void CellLineEdit::contextMenuEvent(QContextMenuEvent *event)
{
    const std::unique_ptr<QMenu> menu(createStandardContextMenu());
    if (auto *paste = menu->findChild<QAction *>(u"edit-paste"_s)) {
        paste->disconnect();
        connect(paste, &QAction::triggered, this, &CellLineEdit::pasteText);
    }
    menu->exec(event->globalPos());
}

void CellLineEdit::pasteText()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (isOneLine(text) && text.size() <= kLongestLine)
        paste();
    else
        outgrowWith(text);
}

void CellLineEdit::outgrowWith(const QString &inserted)
{
    // F2 has selected all of it: a new line is added to what nobody has touched.
    const bool adds = inserted == u'\n' && !isModified() && selectedText() == text();
    const int start = adds ? int(text().size()) : hasSelectedText() ? selectionStart() : cursorPosition();
    QString now = text();
    now.replace(start, hasSelectedText() && !adds ? selectionLength() : 0, inserted);
    emit outgrown(now, start + int(inserted.size()));
}

} // namespace relata::ui
