#include "celltextarea.h"

#include "core/base/value.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScopedValueRollback>
#include <QTextBlock>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

bool isEnd(const QKeyEvent &event)
{
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    return isEnter && event.modifiers().testFlag(Qt::ControlModifier);
}

} // namespace

CellTextArea::CellTextArea(const QByteArray &original, QWidget *parent)
    : QPlainTextEdit(parent), m_text(original)
{
    setObjectName(u"cellText"_s);
    setFrameShape(NoFrame);
    document()->setUndoRedoEnabled(false); // The history is m_text's.
    setPlainText(m_text.now().shown());
    connect(document(), &QTextDocument::contentsChange, this,
            [this](int position, int removed) { take(position, removed); });
}

/// Characters are at least one byte, so that counting is seldom needed.
bool CellTextArea::isShort(const QByteArray &text)
{
    return text.size() <= kLongest ||
           std::count_if(text.cbegin(), text.cend(), [](char c) { return (c & 0xc0) != 0x80; }) <= kLongest;
}

void CellTextArea::take(int position, int removed)
{
    if (!m_isShowing)
        m_text.take(document()->toRawText(), {position, removed, {}});
}

/// Lets the document take a step that m_text has taken.
void CellTextArea::follow(const std::optional<EditedText::Step> &step)
{
    if (!step)
        return;
    const QScopedValueRollback showing(m_isShowing, true);
    QTextCursor cursor(document());
    cursor.setPosition(int(step->position));
    cursor.setPosition(int(step->position + step->removed), QTextCursor::KeepAnchor);
    cursor.insertText(step->inserted);
    setTextCursor(cursor);
    ensureCursorVisible();
}

bool CellTextArea::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isEnd(*static_cast<QKeyEvent *>(event))) {
        event->accept(); // The window has an action of its own on it.
        return true;
    }
    return QPlainTextEdit::event(event);
}

void CellTextArea::keyPressEvent(QKeyEvent *event)
{
    if (isEnd(*event)) {
        emit finished();
    } else if (event->matches(QKeySequence::Undo)) {
        follow(m_text.undo());
    } else if (event->matches(QKeySequence::Redo)) {
        follow(m_text.redo());
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        textCursor().insertBlock(); // Shift+Enter would make a line end of another kind.
        ensureCursorVisible();
    } else {
        QPlainTextEdit::keyPressEvent(event);
        // Escape, F11 and the tabs' keys are others'; whatever else nobody wanted ends here.
        const bool isTabs = event->modifiers() & Qt::ControlModifier &&
                            (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab);
        event->setAccepted(event->key() != Qt::Key_Escape && event->key() != Qt::Key_F11 && !isTabs);
        return;
    }
    event->accept();
}

void CellTextArea::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Undo\tCtrl+Z"), this, [this] { follow(m_text.undo()); })->setEnabled(m_text.canUndo());
    menu.addAction(tr("Redo\tCtrl+Shift+Z"), this, [this] { follow(m_text.redo()); })
        ->setEnabled(m_text.canRedo());
    menu.addSeparator();
    const bool isMarked = textCursor().hasSelection();
    menu.addAction(tr("Cut\tCtrl+X"), this, &QPlainTextEdit::cut)->setEnabled(isMarked);
    menu.addAction(tr("Copy\tCtrl+C"), this, &QPlainTextEdit::copy)->setEnabled(isMarked);
    menu.addAction(tr("Paste\tCtrl+V"), this, &QPlainTextEdit::paste)->setEnabled(canPaste());
    menu.addAction(tr("Select all\tCtrl+A"), this, &QPlainTextEdit::selectAll);
    menu.exec(event->globalPos());
}

/// A break that is not in the text has a mark where it is.
void CellTextArea::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > event->rect().bottom())
            break;
        const QTextLayout *lines = block.layout();
        if (lines->lineCount() == 0 || !m_text.now().isSoftBreak(block.position() + block.length() - 1))
            continue;
        const QRectF last =
            lines->lineAt(lines->lineCount() - 1).naturalTextRect().translated(place.topLeft());
        painter.drawText(last.translated(last.width() + 4, 0), Qt::TextDontClip | Qt::AlignVCenter, u"↩"_s);
    }
}

QMimeData *CellTextArea::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    const int from = cursor.selectionStart();
    const ShownText marked = m_text.now().mid(from, cursor.selectionEnd() - from);
    auto *copied = new QMimeData;
    copied->setText(base::Value::utf8(marked.bytes()).toText());
    return copied;
}

void CellTextArea::insertFromMimeData(const QMimeData *source)
{
    const QTextCursor cursor = textCursor();
    const int from = cursor.selectionStart();
    const ShownText pasted = ShownText::of(source->text().toUtf8());
    const qsizetype length = cursor.selectionEnd() - from;
    if (m_text.now().size() - length + pasted.size() > kLongest) {
        emit refused(tr("Not pasted: %L1 characters are too many to edit here.").arg(pasted.size()));
        return;
    }
    follow(m_text.replace(from, length, pasted));
}

} // namespace relata::ui
