#include "celleditors.h"

#include "ui/browser/celllineedit.h"
#include "ui/browser/celltextarea.h"
#include "ui/browser/celltextedit.h"
#include "ui/models/recordtablemodel.h"

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

/// The one place where a value is taken for editing.
QByteArray editedText(const QModelIndex &cell)
{
    const Value value = cell.data(RecordTableModel::ValueRole).value<Value>();
    return value.type() == Value::Type::Text ? value.bytes() : value.toText().toUtf8();
}

} // namespace

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
    line->setText(QString::fromUtf8(editedText(cell)));
    line->setPlaceholderText(cell.data(RecordTableModel::IsNullRole).toBool() ? u"NULL"_s : QString());
    line->setModified(false);
}

/// An untouched editor changes nothing: a NULL must not become an empty text by a look.
void CellEditors::give(QWidget *editor, QAbstractItemModel *model, const QModelIndex &cell) const
{
    if (auto *line = qobject_cast<CellLineEdit *>(editor); line && line->isModified())
        model->setData(cell, line->text(), Qt::EditRole);
    if (auto *text = qobject_cast<CellTextEdit *>(editor)) {
        const QByteArray typed = text->area().text().bytes();
        if (typed != editedText(cell))
            model->setData(cell, typed, Qt::EditRole);
    }
}

void CellEditors::place(QWidget *editor, const QRect &cell) const
{
    if (auto *text = qobject_cast<CellTextEdit *>(editor))
        text->placeAt(cell);
    else
        editor->setGeometry(cell);
}

void CellEditors::goOnWith(const QByteArray &text, int cursor)
{
    m_draft = text;
    m_draftCursor = cursor;
}

} // namespace relata::ui
