#include "diagrammenu.h"

#include "ui/diagram/cardclipboard.h"
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
        add("table", MenuWords::tr("Edit table"), "Alt+Return", scene,
            [scene, table] { emit scene->tableEditRequested(table); });
        addEdit("", MenuWords::tr("Rename or add columns"), "F2", &m_view,
                [table, view = &m_view] { view->editTable(table); });
        addEdit("delete-row", MenuWords::tr("Remove"), "Del", scene, &DiagramScene::removeSelected);
        m_menu.addSeparator();
        CardClipboard *clipboard = &scene->clipboard();
        add("copy", MenuWords::tr("Copy"), "Ctrl+C", clipboard, &CardClipboard::copy);
        addEdit("", MenuWords::tr("Cut"), "Ctrl+X", clipboard, &CardClipboard::cut);
        addEdit("", MenuWords::tr("Duplicate"), "Ctrl+D", clipboard, &CardClipboard::duplicate);
        if (scene->selectedTables().size() > 1)
            addAlignments();
        add("copy", MenuWords::tr("Copy as SQL"), "", scene,
            [scene, table] { emit scene->copySqlRequested(table); });
    }

    /// How several selected cards can be put into line.
    void addAlignments()
    {
        struct Entry
        {
            QString text;
            Alignment alignment;
        };
        const QList<Entry> entries = {{MenuWords::tr("Left edges"), Alignment::Left},
                                      {MenuWords::tr("Centers"), Alignment::Center},
                                      {MenuWords::tr("Right edges"), Alignment::Right},
                                      {MenuWords::tr("Top edges"), Alignment::Top},
                                      {MenuWords::tr("Middles"), Alignment::Middle},
                                      {MenuWords::tr("Bottom edges"), Alignment::Bottom},
                                      {MenuWords::tr("Spread across"), Alignment::SpreadAcross},
                                      {MenuWords::tr("Spread down"), Alignment::SpreadDown}};
        QMenu *menu = m_menu.addMenu(MenuWords::tr("Align"));
        menu->setObjectName(u"alignMenu"_s);
        DiagramScene *scene = m_view.diagram();
        for (const Entry &entry : entries) {
            if (entry.alignment == Alignment::Top || entry.alignment == Alignment::SpreadAcross)
                menu->addSeparator();
            menu->addAction(entry.text, scene,
                            [scene, alignment = entry.alignment] { scene->alignSelected(alignment); });
        }
    }

    void addCanvasEntries()
    {
        addEdit("table", MenuWords::tr("New table"), "N", &m_view, &DiagramView::newTable);
        DiagramView *view = &m_view;
        addEdit("", MenuWords::tr("Paste"), "Ctrl+V", view,
                [view] { view->diagram()->clipboard().paste(view->eye()); });
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

void popUpDiagramMenu(DiagramView &view, const Theme &theme, const DiagramHit &hit, QPoint at)
{
    auto *menu = new QMenu(&view);
    menu->setObjectName(u"diagramMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    MenuFiller filler(*menu, view, theme);
    if (hit.table)
        filler.addTableEntries(hit.table->id());
    else if (hit.link)
        filler.addEdit("delete-row", MenuWords::tr("Remove link"), "Del", view.diagram(),
                       &DiagramScene::removeSelected);
    else
        filler.addCanvasEntries();
    menu->popup(at);
}

} // namespace relata::ui
