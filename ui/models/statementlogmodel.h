#pragma once

#include "core/base/statementrecord.h"

#include <QAbstractItemModel>
#include <QList>

#include <deque>
#include <memory>
#include <vector>

namespace relata::ui {

/// The statement log as a tree: one group for each click (newest last), below it the statements that the
/// click ran. What only the display asked for has groups of its own, which can be left out. Keeps the last
/// statements up to a capacity; the numbers of a group and the total go on counting statements that were
/// dropped from a group that is still there. GUI thread.
class StatementLogModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { ClickColumn, StatementsColumn, RowsColumn, MillisecondsColumn, ColumnCount };
    enum Role {
        SqlRole = Qt::UserRole + 1, ///< of a group: its statements, each on lines of its own
        BoundValuesRole,            ///< QStringList of SQL literals
        ClickRole,                  ///< quint64
        IsErrorRole,                ///< the statement, or one of the group's, failed
        ErrorRole,                  ///< the database's words
        IsDisplayRole,              ///< only the display asked for it
        RowsRole,                   ///< qint64
        MillisecondsRole,           ///< double
        StartedRole,                ///< QDateTime
    };
    static constexpr int kCapacity = 5000;

    /// `capacity`: how many statements are kept.
    explicit StatementLogModel(QObject *parent = nullptr, int capacity = kCapacity);
    ~StatementLogModel() override;

    void append(const base::StatementRecord &record);
    void clear();
    bool isEmpty() const { return m_arrivals.empty(); }

    bool isDisplayShown() const { return m_displayShown; }
    void setDisplayShown(bool shown);

    /// What the groups that are shown add up to: "9 statements · 215 rows · 4.0 ms". Empty where nothing is
    /// shown.
    QString total() const;
    /// The group of a click: that of its own statements before that of the display's; invalid where it is not
    /// shown.
    QModelIndex indexOfClick(quint64 click) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void totalChanged();

private:
    struct Group
    {
        quint64 order = 0; ///< ascending along m_groups
        base::Cause cause;
        std::deque<base::StatementRecord> statements;
        qint64 statementCount = 0; ///< dropped ones included
        qint64 rows = 0;
        double milliseconds = 0;
        qint64 errors = 0;
    };

    bool isShown(const Group &group) const;
    Group *groupFor(const base::Cause &cause);
    int shownRow(const Group *group) const;
    void showGroup(Group *group);
    void dropOldest();
    void dropGroup(Group *group);
    static QString clickText(const Group &group);
    QVariant groupData(const Group &group, int column, int role) const;
    QVariant statementData(const base::StatementRecord &record, int column, int role) const;

    std::vector<std::unique_ptr<Group>> m_groups;
    std::vector<Group *> m_shown;   ///< the groups that have a row, in order
    std::deque<Group *> m_arrivals; ///< the group of each statement kept, oldest first
    const size_t m_capacity;
    quint64 m_nextOrder = 1;
    bool m_displayShown = true;
};

} // namespace relata::ui
