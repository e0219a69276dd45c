#pragma once

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPersistentModelIndex>

#include <memory>
#include <vector>

namespace relata::base {
class Value;
}

namespace relata::ui {

class CellEditors;
class RecordTableModel;
class WholeValues;

/// Lets the editor of a cell that the model has cut open when its whole value has come, and never with the
/// beginning. What is typed meanwhile is typed into it then. Lives as long as its view.
class LateEditor : public QObject
{
    Q_OBJECT

public:
    LateEditor(const RecordTableModel &model, CellEditors &editors, WholeValues &values, QObject *parent);
    ~LateEditor() override;

    /// True where the value has to come first: ready() is told then.
    /// @param event the key that opens the editor; null for another gesture
    bool waits(const QModelIndex &cell, const QEvent *event);
    bool hasKeys() const { return !m_keys.empty(); }
    /// Gives what was typed meanwhile to the editor that has opened.
    void typeInto(QWidget *editor);

signals:
    /// The editor can be opened now.
    void ready(const QPersistentModelIndex &cell);

private:
    void take(const base::Value &whole);

    const RecordTableModel &m_model;
    CellEditors &m_editors;
    WholeValues &m_values;
    QPersistentModelIndex m_cell;
    std::vector<std::unique_ptr<QKeyEvent>> m_keys;
};

} // namespace relata::ui
