#include "celleditors.h"

#include "ui/browser/celllineedit.h"
#include "ui/browser/celltextarea.h"
#include "ui/browser/celltextedit.h"
#include "ui/models/recordtablemodel.h"

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Value;

void CellEditors::setWhole(const QPersistentModelIndex &cell, const Value &value)
{
    m_wholeCell = cell;
    m_whole = value;
}

const Value *CellEditors::wholeOf(const QModelIndex &cell) const
{
    return cell.isValid() && m_wholeCell == cell ? &m_whole : nullptr;
}

/// The one place where a value is taken for editing.
QByteArray CellEditors::editedText(const QModelIndex &cell) const
{
    const Value *whole = wholeOf(cell);
    const Value value = whole ? *whole : cell.data(RecordTableModel::ValueRole).value<Value>();
    Q_ASSERT(!value.isCut());
    return value.type() == Value::Type::Text ? value.bytes() : value.toText().toUtf8();
}

QWidget *CellEditors::make(QWidget *parent, const QModelIndex &cell)
{
    const QByteArray text = m_draft ? *m_draft : editedText(cell);
    const bool isLine = !m_draft && CellLineEdit::canHold(text);
    m_editor = isLine ? makeLine(parent) : makeText(parent, text);
    m_draft.reset();
    return m_editor;
}

QWidget *CellEditors::makeLine(QWidget *parent)
{
    auto *line = new CellLineEdit(parent);
    connect(line, &CellLineEdit::outgrown, this, [this](const QString &text, int cursor) {
        const QByteArray before = QStringView(text).left(cursor).toUtf8();
        emit outgrown(text.toUtf8(), int(ShownText::of(before).size()));
    });
    return line;
}

QWidget *CellEditors::makeText(QWidget *parent, const QByteArray &text)
{
    auto *editor = new CellTextEdit(text, parent);
    QTextCursor cursor = editor->area().textCursor();
    cursor.movePosition(QTextCursor::End);
    if (m_draft)
        cursor.setPosition(m_draftCursor);
    else if (m_replaces)
        cursor.select(QTextCursor::Document);
    editor->area().setTextCursor(cursor);
    connect(editor, &CellTextEdit::finished, this, [this, editor] { emit finished(editor); });
    connect(editor, &CellTextEdit::left, this, [this, editor] { emit left(editor); });
    return editor;
}

void CellEditors::fill(QWidget *editor, const QModelIndex &cell) const
{
    auto *line = qobject_cast<CellLineEdit *>(editor);
    // The view asks again whenever the row changes, as it does when an earlier edit has reached the session:
    // what is being typed must not be lost by that.
    if (!line || line->isModified())
        return;
    const QString text = QString::fromUtf8(editedText(cell));
    if (line->text() != text) // The cursor stays where it is.
        line->setText(text);
    const QVariant unfilled = cell.data(RecordTableModel::UnfilledRole);
    line->setPlaceholderText(!cell.data(RecordTableModel::IsNullRole).toBool() ? QString()
                             : unfilled.isValid()                              ? unfilled.toString()
                                                                               : u"NULL"_s);
    line->setModified(false);
}

/// An untouched editor changes nothing: a NULL must not become an empty text by a look.
void CellEditors::give(QWidget *editor, QAbstractItemModel *model, const QModelIndex &cell)
{
    const Value *whole = wholeOf(cell);
    auto *rows = qobject_cast<RecordTableModel *>(model);
    const auto set = [&](const QByteArray &typed) {
        if (rows && rows->namesParent(cell, typed))
            emit parentNamed(cell, QString::fromUtf8(typed).trimmed());
        else if (whole && rows)
            rows->typeOver(cell, typed, *whole);
        else
            model->setData(cell, typed, Qt::EditRole);
    };
    if (auto *line = qobject_cast<CellLineEdit *>(editor); line && line->isModified())
        set(line->text().toUtf8());
    if (auto *text = qobject_cast<CellTextEdit *>(editor)) {
        const QByteArray typed = text->area().text().bytes();
        if (typed != editedText(cell))
            set(typed);
    }
}

void CellEditors::place(QWidget *editor, const QRect &cell) const
{
    if (auto *text = qobject_cast<CellTextEdit *>(editor))
        text->placeAt(cell);
    else if (auto *line = qobject_cast<CellLineEdit *>(editor))
        line->placeAt(cell);
    else
        editor->setGeometry(cell);
}

int CellEditors::cursor() const
{
    if (const auto *line = qobject_cast<CellLineEdit *>(m_editor))
        return line->cursorPosition();
    if (auto *text = qobject_cast<CellTextEdit *>(m_editor))
        return text->area().textCursor().position();
    return -1;
}

void CellEditors::setCursor(int cursor)
{
    if (auto *line = qobject_cast<CellLineEdit *>(m_editor)) {
        line->deselect();
        line->setCursorPosition(cursor);
    }
    if (auto *text = qobject_cast<CellTextEdit *>(m_editor)) {
        QTextCursor at = text->area().textCursor();
        at.setPosition(qMin(cursor, text->area().document()->characterCount() - 1));
        text->area().setTextCursor(at);
    }
}

void CellEditors::goOnWith(const QByteArray &text, int cursor)
{
    m_draft = text;
    m_draftCursor = cursor;
}

} // namespace relata::ui
