#pragma once

#include <QSortFilterProxyModel>

namespace relata::ui {

/// The schema tree narrowed to tables whose name, or a column's name, contains a text in any letter case. A
/// table found by its own name keeps all its children, one found by its columns only those.
class SchemaTreeFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SchemaTreeFilter(QObject *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    /// True where the table is shown for its columns alone: their match is to be seen.
    bool isFoundByColumns(const QModelIndex &table) const;
    /// The table that the text most likely means: the one of that name, else the first whose name begins with
    /// it, contains it, or whose columns do. Invalid where nothing is shown.
    QModelIndex bestMatch() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    int distance(const QModelIndex &table) const;

    QString m_text;
};

} // namespace relata::ui
