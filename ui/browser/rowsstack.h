#pragma once

#include <QStackedWidget>

class QLabel;
class QPushButton;

namespace relata::ui {

/// The grid, or what stands in its place while there are no rows to show: why, and what can be done about it
/// as a button. Owned by the page. GUI thread.
class RowsStack : public QStackedWidget
{
    Q_OBJECT

public:
    /// Takes the grid.
    RowsStack(QWidget *grid, QWidget *parent = nullptr);

    void showGrid();
    void say(const QString &words);
    /// As say(), with a button that adds the first row.
    void offerFirst(const QString &words, const QString &button);
    /// Says why the rows could not be read, with a button that reads them again.
    void offerAgain(const QString &words);
    bool showsGrid() const { return currentWidget() == m_grid; }
    /// Whether it offers the first row in place of the grid.
    bool offersFirst() const;

public slots:
    /// Rows have come: what was said of those that could not be read is no longer true.
    void leaveFailure();

signals:
    void firstRequested();
    void againRequested();

private:
    QWidget *m_grid;
    QWidget *m_place;
    QLabel *m_words;
    QPushButton *m_first;
    QPushButton *m_again;
};

} // namespace relata::ui
