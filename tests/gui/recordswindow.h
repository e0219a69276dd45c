#pragma once

#include "browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"
#include "ui/shell/actions.h"

namespace relata::tests {

/// A window that browses records and knows which statements it ran.
class RecordsWindow : public BrowsingWindow
{
public:
    explicit RecordsWindow(const QString &file) : BrowsingWindow(file)
    {
        if (!window.workspace())
            qFatal("%s was not opened", qPrintable(file));
        QObject::connect(window.workspace(), &async::Workspace::statementRan, &window,
                         [this](const base::StatementRecord &record) { m_log += record; });
    }

    void settle() { tests::settle(*window.workspace()); }

    void click(ui::BrowserPage &page, int row, int column, const QPoint &inside = {6, 8})
    {
        const QRect cell = page.grid().visualRect(page.rows().index(row, column));
        QTest::mouseClick(page.grid().viewport(), Qt::LeftButton, {}, cell.topLeft() + inside);
        settle();
    }

    void press(QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&widget, key, modifiers);
        settle();
    }

    /// The column of a relationship's counts in the grid of a page.
    static int countColumn(ui::BrowserPage &page, const QString &relationship)
    {
        const ui::RecordTableModel &rows = page.rows();
        for (int column = rows.tableColumns(); column < rows.columnCount(); ++column) {
            if (rows.relationshipAt(column)->name == relationship)
                return column;
        }
        return -1;
    }

    void clearLog() { m_log.clear(); }
    /// The statements of one kind since the log was cleared.
    QStringList statements(base::Cause::Kind kind) const
    {
        QStringList texts;
        for (const base::StatementRecord &record : m_log) {
            if (record.cause.kind == kind)
                texts += record.sql;
        }
        return texts;
    }
    QStringList clicked() const { return statements(base::Cause::Kind::Click); }

private:
    QList<base::StatementRecord> m_log;
};

using RecordsTable = OnTable<RecordsWindow, ui::BrowserPage>;

} // namespace relata::tests
