#include "diagrammenu.h"

#include "ui/diagram/diagramview.h"

#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QIcon>
#include <QMenu>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

struct MenuWords
{
    Q_DECLARE_TR_FUNCTIONS(Diagram)
};

/// The menu's entries; those that change the schema are greyed with the reason where it cannot be changed.
class MenuFiller
{
public:
    MenuFiller(QMenu &menu, DiagramView &view, const Theme &theme)
        : m_menu(menu), m_view(view), m_theme(theme)
    {
    }

    template<typename Receiver, typename Slot>
    QAction *add(const char *icon, const QString &text, const char *keys, Receiver *receiver, Slot slot)
    {
        QAction *action = m_menu.addAction(m_theme.icon(QString::fromLatin1(icon)), text, receiver, slot);
        // The keys are only shown here: the view itself listens to them.
        action->setShortcut(QKeySequence(QString::fromLatin1(keys)));
        action->setShortcutVisibleInContextMenu(true);
        return action;
    }

    template<typename Receiver, typename Slot>
    void addEdit(const char *icon, const QString &text, const char *keys, Receiver *receiver, Slot slot)
    {
        const DiagramEdits &edits = m_view.diagram()->edits();
        QAction *action = add(icon, text, keys, receiver, slot);
        action->setEnabled(edits.isEditable());
        if (!edits.isEditable())
            action->setToolTip(toolTipOf(edits.whyNot()));
    }

    void addTableEntries(base::TableId table)
    {
        DiagramScene *scene = m_view.diagram();
        add("browse", MenuWords::tr("Browse"), "Ctrl+Return", scene,
            [scene, table] { emit scene->tableActivated(table); });
        m_menu.addSeparator();
        addEdit("table", MenuWords::tr("Rename or add columns"), "F2", &m_view,
                [table, view = &m_view] { view->editTable(table); });
        addEdit("delete-row", MenuWords::tr("Remove"), "Del", scene, &DiagramScene::removeSelected);
        m_menu.addSeparator();
        add("copy", MenuWords::tr("Copy as SQL"), "", scene,
            [scene, table] { emit scene->copySqlRequested(table); });
    }

    void addCanvasEntries()
    {
        addEdit("table", MenuWords::tr("New table"), "N", &m_view, &DiagramView::newTable);
        m_menu.addSeparator();
        add("arrange", MenuWords::tr("Arrange"), "", &m_view, &DiagramView::arrange);
        add("fit", MenuWords::tr("Fit"), "F", &m_view, &DiagramView::fit);
        add("select", MenuWords::tr("Select all"), "Ctrl+A", m_view.diagram(), &DiagramScene::selectAll);
    }

private:
    QMenu &m_menu;
    DiagramView &m_view;
    const Theme &m_theme;
};

} // namespace

void fillDiagramMenu(QMenu &menu, DiagramView &view, const Theme &theme, const DiagramHit &hit)
{
    menu.setToolTipsVisible(true);
    MenuFiller filler(menu, view, theme);
    if (hit.table)
        filler.addTableEntries(hit.table->id());
    else if (hit.link)
        filler.addEdit("delete-row", MenuWords::tr("Remove link"), "Del", view.diagram(),
                       &DiagramScene::removeSelected);
    else
        filler.addCanvasEntries();
}

} // namespace relata::ui
