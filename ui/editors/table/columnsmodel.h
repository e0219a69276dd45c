#pragma once

#include "ui/editors/table/cellmodel.h"
#include "ui/editors/table/columnedits.h"

namespace relata::ui {

/// The columns of a table, a row each, and after them an empty row in which a new one is typed. Rows keep
/// their identity when a column is renamed or moved. GUI thread.
class ColumnsModel : public CellModel
{
    Q_OBJECT

public:
    using CellModel::CellModel;

    /// The column of a row; "" for the last, empty one.
    QString columnAt(int row) const { return m_names.value(row); }
    /// The empty row; -1 in a table that cannot be edited.
    int newRow() const { return m_hasNewRow ? int(m_names.size()) : -1; }
    /// Moves the columns of the rows up (-1) or down (1).
    void moveRowsOf(const QList<int> &rows, int step);
    /// What the type of a row means to the engine and to the model; "" for the empty row.
    QString typeNote(int row) const;

    QList<Completion> completions(const QModelIndex &index) const override;
    /// Also puts a column into the primary key, last, or takes it out.
    bool toggle(const QModelIndex &index) override;
    void removeRowsOf(const QList<int> &rows) override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    void renew() override;
    QString text(const QModelIndex &index) const override;
    Plan plan(const QModelIndex &index, const QString &text) override;
    QString cellName(const QModelIndex &index) const override;
    QVariant look(const QModelIndex &index, int role) const override;
    bool isTick(const QModelIndex &index) const override;
    bool isTyped(const QModelIndex &index) const override;

private:
    const schema::Column *columnOf(const QModelIndex &index) const;
    State stateOf(const schema::Column &column) const;
    QStringList namesAt(const QList<int> &rows) const;
    void takeNames(const QStringList &names);
    QString shownText(const QModelIndex &index) const;

    QStringList m_names; ///< of the columns, as the rows stand
    bool m_hasNewRow = false;
};

} // namespace relata::ui
