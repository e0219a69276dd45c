#pragma once

#include "core/base/value.h"

#include <QObject>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QWidget>

#include <optional>

class QAbstractItemModel;

namespace relata::ui {

/// Makes the editors of cells and takes over what was typed: a line where the value is one, else an editor
/// with lines. No editor changes what is not touched. One is open at a time; the view owns it.
class CellEditors : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    QWidget *make(QWidget *parent, const QModelIndex &cell);
    /// Shows the cell's value, unless something has been typed already.
    void fill(QWidget *editor, const QModelIndex &cell) const;
    /// Gives what was typed to the model; an untouched editor changes nothing.
    /// Words over a foreign key, which is a number, name a parent instead.
    void give(QWidget *editor, QAbstractItemModel *model, const QModelIndex &cell);
    void place(QWidget *editor, const QRect &cell) const;
    /// The last editor that was made, while it is there.
    QWidget *open() const { return m_editor; }

    /// Where the cursor is in the open editor; -1 where none is open.
    int cursor() const;
    void setCursor(int cursor);

    /// The whole value of a cell that the model has cut; it serves the editors of this cell until another one
    /// is given.
    void setWhole(const QPersistentModelIndex &cell, const base::Value &value);
    void forgetWhole() { setWhole({}, {}); }
    /// Null where the cell's value is the model's.
    const base::Value *wholeOf(const QModelIndex &cell) const;

    /// The next editor has lines, and goes on with this text.
    void goOnWith(const QByteArray &text, int cursor);
    /// The next editor with lines has everything selected, so that what is typed replaces it.
    void setReplaces(bool replaces) { m_replaces = replaces; }

signals:
    /// What was typed shall be taken over.
    void finished(QWidget *editor);
    void left(QWidget *editor);
    /// Words were typed over a foreign key.
    void parentNamed(const QPersistentModelIndex &cell, const QString &typed);
    /// A line has become too small for this text.
    void outgrown(const QByteArray &text, int cursor);

private:
    QByteArray editedText(const QModelIndex &cell) const;
    QWidget *makeLine(QWidget *parent);
    QWidget *makeText(QWidget *parent, const QByteArray &text);

    QPointer<QWidget> m_editor;
    QPersistentModelIndex m_wholeCell;
    base::Value m_whole;
    std::optional<QByteArray> m_draft;
    int m_draftCursor = 0;
    bool m_replaces = false;
};

} // namespace relata::ui
