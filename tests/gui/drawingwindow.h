#pragma once

#include "tests/gui/browsingwindow.h"
#include "ui/diagram/diagramview.h"

#include <QTabWidget>

namespace relata::tests {

/// A window without a database.
struct DrawingWindow
{
    DrawingWindow() : window(theme, settings)
    {
        settings.setConfirms(false);
        QObject::connect(&window, &ui::MainWindow::failed, &window,
                         [this](const base::Error &problem) { error = problem; });
        window.resize(1280, 800);
        window.show();
        window.startDrawing();
        (void)QTest::qWaitForWindowExposed(&window);
    }

    /// As a person draws: N, the name, Enter, Enter, a column, Enter, Enter.
    void drawTable(const QString &name, const QString &column) { draw(window, name, column); }

    static void draw(ui::MainWindow &window, const QString &name, const QString &column)
    {
        window.activateWindow();
        window.tabs().setCurrentWidget(&window.diagram());
        window.diagram().setFocus();
        QTest::keyClick(&window.diagram(), Qt::Key_N);
        QWidget *editor = window.focusWidget();
        QTest::keyClicks(editor, name);
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return); // The key's line stays as it is.
        QTest::keyClicks(window.focusWidget(), column);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    }

    ui::Theme theme;
    ui::Settings settings;
    ui::MainWindow window;
    base::Error error;
};

} // namespace relata::tests
