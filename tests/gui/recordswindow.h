#pragma once

#include "tests/support/openworkspace.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/settings.h"
#include "ui/theme/theme.h"

#include <QTest>

namespace relata::tests {

/// A window on a file that browses records, driven by keys and mouse, with the statements it ran.
class RecordsWindow
{
public:
    explicit RecordsWindow(const QString &file) : m_window(m_theme, m_settings)
    {
        m_settings.setConfirms(false);
        m_window.resize(1280, 800);
        m_window.show();
        m_window.open({file, base::ConnectionSettings::Mode::ReadWrite, 500});
        for (int i = 0; i < 200 && !m_window.workspace(); ++i)
            QTest::qWait(20);
        if (!m_window.workspace())
            qFatal("%s was not opened", qPrintable(file));
        QObject::connect(m_window.workspace(), &async::Workspace::statementRan, &m_window,
                         [this](const base::StatementRecord &record) { m_log += record; });
        settle();
    }

    ui::MainWindow &window() { return m_window; }
    void settle() { tests::settle(*m_window.workspace()); }
    const base::PendingEdits &pending() { return m_window.workspace()->records().pending(); }

    ui::BrowserPage &browse(const QString &table)
    {
        ui::BrowserPage *page = m_window.browse(table);
        settle();
        return *page;
    }

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

    void save()
    {
        m_window.actions()[QStringLiteral("save")]->trigger();
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
    ui::Theme m_theme;
    ui::Settings m_settings;
    ui::MainWindow m_window;
    QList<base::StatementRecord> m_log;
};

} // namespace relata::tests
