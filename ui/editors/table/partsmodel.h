#pragma once

#include "ui/editors/table/cellmodel.h"
#include "ui/editors/table/tableparts.h"

#include <optional>

namespace relata::ui {

/// The uniques, foreign keys, indexes and checks of a table, a row each. One that is added is a row that
/// waits, last, until enough of it is typed. GUI thread.
class PartsModel : public CellModel
{
    Q_OBJECT

public:
    enum Column { Kind, Name, Content, Target, Rules };
    static constexpr int kColumns = 5;

    using CellModel::CellModel;

    /// Begins a new part; gives the cell in which it is typed. One that waited already goes.
    QModelIndex begin(PartKind kind);
    /// The row that waits; -1 where none does.
    int waitingRow() const { return m_waiting ? int(m_places.size()) : -1; }
    /// The content cell of the row that waits, if anything has been typed into that row; else invalid.
    QModelIndex unfinished() const;
    /// Forgets the row that waits.
    void dropWaiting();

    QList<Completion> completions(const QModelIndex &index) const override;
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
    bool isTyped(const QModelIndex &index) const override;

private:
    struct Waiting
    {
        PartKind kind;
        PartText text;
    };

    PartKind kindAt(int row) const;
    PartText textAt(int row) const;
    bool isNew(int row) const;
    void takeParts(const QList<PartPlace> &places, const QList<PartText> &texts);

    QList<PartPlace> m_places; ///< of the rows, but for the one that waits
    QList<PartText> m_texts;
    std::optional<Waiting> m_waiting;
    bool m_isGranted = false; ///< the row that waits has been asked for and comes with the next design
};

} // namespace relata::ui
