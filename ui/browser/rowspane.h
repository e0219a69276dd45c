#pragma once

#include "core/async/workspace.h"
#include "ui/browser/recordgrid.h"
#include "ui/models/recordtablemodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace relata::ui {

class FindBar;
class GridHeader;
class RowsStack;
class Theme;

/// The rows of one scope beside the tree: the line above them, the grid, what stands in its place while there
/// are none, and the bar that finds. Says how loading goes, and brings the current cell to the row that
/// somebody wants once it has come. GUI thread.
class RowsPane : public QWidget
{
    Q_OBJECT

public:
    RowsPane(async::Workspace &workspace, const Theme &theme, QWidget *parent = nullptr);

    RecordTableModel &rows() const { return *m_rows; }
    RecordGrid &grid() const { return *m_grid; }
    RowsStack &stack() const { return *m_stack; }
    GridHeader &header() const { return *m_header; }

    /// Shows the rows of a scope for the first time.
    void open(const base::RowScope &scope, const base::Cause &cause);
    /// The same where others are shown; nothing is asked where it is what is shown.
    /// @param words of the click
    void show(const base::RowScope &scope, const QString &words);
    /// How many rows the whole of a table has, once somebody has counted them; shown while all of it is.
    void setTotal(const base::RowScope &whole, qint64 rows);
    void filterBy(const QString &text);
    /// Opens the bar that finds a text in the loaded rows.
    void find();

    /// A cell that shall be the current one as soon as its row is there.
    struct Wanted
    {
        base::RecordKey row;
        int column = -1; ///< -1: the current one
        int cursor = -1; ///< where its editor is opened; -1: it is not
    };
    void want(const Wanted &wanted) { m_wanted = wanted; }
    /// The same for another row, whatever the cell.
    void wantRow(const base::RecordKey &row) { m_wanted.row = row; }
    /// Goes there where the row is among those that have come.
    void goToWanted();
    /// The next rows that come get the focus, or no longer.
    void setEnters(bool enters) { m_enters = enters; }
    /// Reads again what could not be read.
    void readAgain(const base::Cause &cause);

signals:
    void statusText(const QString &text);
    /// A person has typed another filter.
    void filterTyped(const QString &text);
    /// The rows of another scope, or others of it, have come.
    void loaded();
    /// A person wants all to be asked again.
    void refreshRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void connectRows();
    RecordGrid::Questions questions();
    void onLoaded();
    void onFailed(const base::Error &error);
    void waitForRows();
    void showCount();
    void goOnTyping();
    void showEmptiness();

    async::Workspace &m_workspace;
    RecordTableModel *m_rows;
    GridHeader *m_header;
    RecordGrid *m_grid;
    RowsStack *m_stack;
    FindBar *m_findBar;
    QLabel *m_empty; ///< over the grid, where it has no rows
    Wanted m_wanted;
    base::RowScope m_whole;  ///< all rows of the page's table
    qint64 m_total = -1;     ///< how many those are; below 0: nobody knows
    QTimer m_patience;       ///< until it is said that the rows are searched for
    base::RowScope m_fitted; ///< the scope whose columns have their widths
    bool m_refits = false;   ///< the widths may follow the titles that are on their way
    bool m_enters = false;
};

/// Makes the workspace's causes for a model.
inline auto causeMaker(async::Workspace &workspace)
{
    return [&workspace](const QString &text, base::Cause::Kind kind) {
        return kind == base::Cause::Kind::Click ? workspace.click(text) : workspace.display(text);
    };
}

} // namespace relata::ui
