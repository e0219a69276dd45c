#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace relata::ui {

class RowListModel;
class TrailLabel;

/// The line above the rows: where they are, how many there are, and the filter, which waits until typing
/// pauses.
class GridHeader : public QWidget
{
    Q_OBJECT

public:
    explicit GridHeader(QWidget *parent = nullptr);

    void setTrail(const QStringList &parts);
    /// How many rows have come, and whether there are more.
    /// @param total the rows of the whole scope, where that is known; else below 0
    void showCount(const RowListModel &rows, qint64 total = -1);
    /// In place of the count, with a way to end it.
    void showSearching(const QString &words);
    /// Without rows there is nothing to count and nothing to filter.
    void setHasRows(bool hasRows);
    /// Shows a filter's text without asking for it.
    void setFilterText(const QString &text);
    QString filterText() const;
    void focusFilter();
    /// Whether a person types in the filter.
    bool isFiltering() const;
    /// Gives the filter the focus, after what is typed there.
    void goOnFiltering();

signals:
    void filterChanged(const QString &text);
    void cancelRequested();
    /// A person wants to go to a part of the trail.
    void partClicked(int part);

private:
    TrailLabel *m_trail;
    QLabel *m_count;
    QToolButton *m_cancel;
    QLineEdit *m_filter;
    QTimer m_delay;
};

} // namespace relata::ui
