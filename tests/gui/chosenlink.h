#pragma once

#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/editors/link/linkeditor.h"
#include "ui/shell/inspector.h"

#include <QComboBox>
#include <QMenu>
#include <QPushButton>

namespace relata::tests {

/// A window on a database with a link of one table chosen on the diagram.
struct ChosenLinkOf
{
    ChosenLinkOf(const QString &sql, const QString &table, int number = 0) : file(sql), on(file.file())
    {
        on.window.activateWindow();
        choose(table, number);
        if (!QTest::qWaitFor([this] { return on.window.inspector().isVisible(); }))
            qFatal("no details");
    }

    void choose(const QString &table, int number = 0)
    {
        link = on.window.document().schema().table(table)->foreignKeys.at(number).id;
        on.window.diagram().diagram()->select({});
        on.window.diagram().diagram()->linkItem(link)->setSelected(true);
        if (!find<ui::LinkEditor>(u"linkEditor"_s))
            qFatal("no editor");
    }

    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return on.window.inspector().findChild<Widget *>(name);
    }

    void type(const QString &field, const QString &text)
    {
        auto *edit = find<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
        QCoreApplication::processEvents();
    }

    /// Chooses an entry of a combo box by keys.
    void pick(const QString &field, const QString &text)
    {
        auto *combo = find<QComboBox>(field);
        const int row = combo ? combo->findText(text, Qt::MatchStartsWith) : -1;
        if (row < 0)
            qFatal("no such entry");
        combo->setFocus();
        while (combo->currentIndex() != row) {
            QTest::keyClick(combo, combo->currentIndex() < row ? Qt::Key_Down : Qt::Key_Up);
            QCoreApplication::processEvents();
            combo = find<QComboBox>(field); // The details are shown anew after each change.
        }
    }

    /// Opens the menu of a button by the mouse and clicks an entry.
    void tick(const QString &field, const QString &entry)
    {
        auto *button = find<QPushButton>(field);
        if (!button)
            qFatal("no such button");
        auto *menu = button->findChild<QMenu *>();
        QTest::mouseClick(button, Qt::LeftButton);
        if (!QTest::qWaitFor([menu] { return menu->isVisible(); }))
            qFatal("no menu");
        QAction *action = menu->findChild<QAction *>(entry);
        if (!action)
            qFatal("no such column");
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QCoreApplication::processEvents();
    }

    const mapping::MappedSchema &schema() const { return on.window.document().schema(); }
    QString firstError() const
    {
        const mapping::Diagnostic *error = schema().configuration->firstError();
        return error ? error->sentence : QString();
    }
    void undo() { on.window.actions()[u"undo"_s]->trigger(); }

    ScratchDatabase file;
    mutable BrowsingWindow on;
    base::LinkId link;
};

} // namespace relata::tests
