#pragma once

#include "ui/models/childcounts.h"
#include "ui/models/parenttitles.h"
#include "ui/models/rowlistmodel.h"
#include "ui/models/rowstate.h"

#include <QTimer>

#include <optional>

namespace relata::ui {

/// The rows of a scope with all columns, sorted and filtered by the database, with what waits for Save laid
/// over them; after the table's own columns one for each relationship to children, with their count. Edits
/// go to the session at once and come back as pendingChanged(). GUI thread.
class RecordTableModel : public RowListModel
{
    Q_OBJECT

public:
    enum Role {
        ValueRole = Qt::UserRole + 1, ///< base::Value
        IsNullRole,
        IsBlobRole,
        ParentTitleRole, ///< of a foreign-key cell: the parent's title, null where it is not known
        ParentMissingRole,
        RowStateRole,  ///< int of RowState
        IsChangedRole, ///< this cell has been edited
        IsDeletedRole, ///< its row waits to be deleted, also where that was refused
        UnfilledRole,  ///< of a new row's cell that was given nothing: what becomes of it, in a word; else
                       ///< invalid
        KeyRole,       ///< base::RecordKey
        MisfitRole,    ///< of a cell that waits with a value of another class than its column's: that class
        SizeRole,      ///< of a large text or blob: its size in words, which ends what is displayed
        CountRole,     ///< of a relationship's cell: qint64, -1 where it is not known; else invalid
    };
    using RowState = ui::RowState;

    RecordTableModel(async::Records &records, async::Pages &pages, const mapping::MappedSchema &schema,
                     MakeCause makeCause, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// What was typed for the cell (Qt::EditRole; a text, or its UTF-8) or a base::Value (ValueRole).
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    using RowListModel::schema;
    void setDisplaySql(bool on);
    /// Which columns can be seen: counts are asked for no others. Until it is told, none can.
    void setVisibleColumns(int first, int last);
    /// The columns of the table; those after them are relationships.
    int tableColumns() const { return table() ? int(table()->columns.size()) : 0; }
    /// Where a person begins to type a new row: after what the database fills in by itself.
    int firstTypedColumn() const;
    /// The relationship that a column counts; null for a column of the table.
    const mapping::Side *relationshipAt(int column) const;
    /// May be cut: see placeOf().
    base::Value valueAt(const QModelIndex &index) const;
    /// Where the database has a cell of the table, to fetch it whole; nothing for a new row's.
    std::optional<base::CellPlace> placeOf(const QModelIndex &index) const;
    /// As setData() of what was typed, over a cell whose whole value was fetched.
    bool typeOver(const QModelIndex &index, const QByteArray &typed, const base::Value &whole);
    /// The first foreign key that uses a column; null where none does.
    const schema::ForeignKey *foreignKeyAt(int column) const;
    /// Whether words were typed where the key of a parent stands, which is a number: then they are meant to
    /// find one.
    bool namesParent(const QModelIndex &cell, const QByteArray &typed) const;
    /// Rows that wait for Save themselves and could be the parent of a foreign-key cell, found by a text.
    QList<base::NodeSummary> newParentsOf(const QModelIndex &index, const QString &contains) const;
    /// What the cell's foreign key refers to in a parent: its values, separated by commas.
    QString keyWordsOf(const QModelIndex &cell, const base::Record &parent) const;
    /// Lets the cell's foreign key point at a stored or new parent, all its columns at once.
    void setParentOf(const QModelIndex &index, const base::Record &parent);

signals:
    void titlesLoaded();

protected:
    void scopeChanged() override;
    void rowsChanged(int first, int last) override;
    void displayOutdated(const QSet<QString> &tables) override;

private:
    QVariant countData(const QModelIndex &index, int role) const;
    QVariant countHeader(const mapping::Side &relationship, int role) const;
    void askDisplay();
    void askTitles();
    void askCounts();
    int alignment(int column) const;
    QVariant misfit(const QModelIndex &index) const;
    QString misfitWords(const QModelIndex &index) const;
    QString parentTitle(const QModelIndex &index) const;
    bool showsParent(int column) const;
    QVariant unfilled(const QModelIndex &index) const;
    const base::NodeSummary *knownParent(int row, int column) const;
    base::Values valuesOf(int row, const QStringList &columns) const;

    ParentTitles m_titles;
    ChildCounts m_counts;
    int m_firstVisible = 0;
    int m_lastVisible = -1;
    int m_firstUntold = 0; ///< rows whose titles and counts have not been asked since they came or changed
    int m_lastUntold = -1;
    bool m_hasNewColumns = false; ///< columns came into view whose counts have been asked for no row
    bool m_asksForDisplay = true;
    QTimer m_displayTimer;
};

} // namespace relata::ui
