#pragma once

#include "core/base/pendingedits.h"
#include "core/schema/schema.h"

#include <QTreeWidget>

namespace relata::ui {

class Theme;

/// What waits for Save, a line for each row and below it one for each cell: what it was and what it shall be.
/// A click on a line's "Revert", or Delete on it, asks to take that back alone; a double-click or Enter leads
/// to the row.
class PendingTree : public QTreeWidget
{
    Q_OBJECT

public:
    PendingTree(const base::PendingEdits &edits, const schema::Schema &schema, const Theme &theme,
                QWidget *parent = nullptr);

    /// Shows what waits now.
    void show(const base::PendingEdits &edits);

signals:
    void rowWanted(const relata::base::RecordKey &key);
    void rowRevertRequested(const relata::base::RecordKey &key);
    /// `before`: what the cell was.
    void cellRevertRequested(const relata::base::RecordKey &key, int column,
                             const relata::base::Value &before);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Kind { New, Changed, Deleted };

    QTreeWidgetItem *addRow(Kind kind, const base::RecordKey &key);
    void addNewRow(const base::NewRow &row);
    void addChangedRow(const base::RecordKey &key, const QHash<int, base::CellEdit> &cells);
    QString parentWords(int number) const;
    void requestRevert(const QTreeWidgetItem *line);
    static base::RecordKey keyOf(const QTreeWidgetItem *line);

    base::PendingEdits m_edits;
    const schema::Schema &m_schema;
    const Theme &m_theme;
};

} // namespace relata::ui
