#pragma once

#include "tests/support/ontable.h"
#include "tests/support/openworkspace.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/recordgrid.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/settings.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

namespace relata::tests {

using namespace Qt::StringLiterals;

/// Users and their posts, with a CHECK and a trigger that refuse some titles.
inline const QString kBlog =
    u"CREATE TABLE user(id INTEGER PRIMARY KEY, username VARCHAR(80) UNIQUE NOT NULL, city TEXT);"
    "CREATE TABLE post(id INTEGER PRIMARY KEY, title VARCHAR(120) NOT NULL CHECK (title <> 'bad'), user_id "
    "INTEGER NOT NULL REFERENCES user(id), views INT);"
    "CREATE TRIGGER no_spam BEFORE UPDATE ON post WHEN new.title = 'spam' BEGIN SELECT RAISE(ABORT, 'spam is "
    "not welcome here'); END;"
    "INSERT INTO user VALUES(1,'alice','Oslo'),(2,'bob',NULL),(3,'carol','');"
    "INSERT INTO post VALUES(1,'First Post',1,5),(2,'Second Post',1,NULL),(3,'Bob writes',2,7)"_s;

/// Settings of a test's own, empty at the start: tests run beside each other.
inline void useSettingsOf(const QString &test)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setApplicationName(u"relata-test-"_s + test);
    QSettings().clear();
}

/// A window on a file, driven by keys and mouse.
struct BrowsingWindow
{
    explicit BrowsingWindow(const QString &file,
                            base::ConnectionSettings::Mode mode = base::ConnectionSettings::Mode::ReadWrite)
        : window(theme, settings)
    {
        settings.setConfirms(false);
        QObject::connect(&window, &ui::MainWindow::failed, &window,
                         [this](const base::Error &problem) { error = problem; });
        window.resize(1280, 800);
        window.show();
        window.open({file, mode, 500});
        for (int i = 0; i < 200 && !window.workspace() && error.sentence.isEmpty(); ++i)
            QTest::qWait(20);
        if (window.workspace())
            settle(*window.workspace());
    }

    ui::BrowserPage &browse(const QString &table)
    {
        ui::BrowserPage *page = window.browse(table);
        settle(*window.workspace());
        return *page;
    }

    /// Clicks a cell, types over it through the editor and leaves it with Enter.
    void typeInto(ui::BrowserPage &page, int row, int column, const QString &text)
    {
        clickCell(page, row, column);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        auto *editor = page.grid().findChild<QLineEdit *>(u"cellEditor"_s);
        if (!editor)
            qFatal("no editor");
        editor->selectAll();
        if (text.isEmpty())
            QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        settle(*window.workspace());
    }

    void clickCell(ui::BrowserPage &page, int row, int column)
    {
        const QRect cell = page.grid().visualRect(page.rows().index(row, column));
        QTest::mouseClick(page.grid().viewport(), Qt::LeftButton, {}, cell.center());
    }

    /// Saves rows, whatever is in front.
    void save()
    {
        if (window.currentPage())
            window.actions()[u"save"_s]->trigger();
        else
            window.save();
        settle(*window.workspace());
    }

    QString cell(ui::BrowserPage &page, int row, int column) const
    {
        return page.rows().index(row, column).data().toString();
    }
    const base::PendingEdits &pending() { return window.workspace()->records().pending(); }

    ui::Theme theme;
    ui::Settings settings;
    ui::MainWindow window;
    base::Error error;
};

using BrowsedTable = OnTable<BrowsingWindow, ui::BrowserPage>;

} // namespace relata::tests
