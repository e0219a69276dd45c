#include "cardediting.h"

#include "ui/diagram/cardeditor.h"

#include <QGraphicsView>

#include <algorithm>

namespace relata::ui {

CardEditing::CardEditing(DiagramScene *scene, QGraphicsView *view)
    : QObject(view), m_scene(scene), m_view(view)
{
    // Another design has nothing to do with what is being typed.
    connect(scene, &DiagramScene::rebuilt, this, [this] { delete m_editor; });
}

bool CardEditing::isOpen() const
{
    return m_editor && m_editor->isVisible();
}

bool CardEditing::isHolding() const
{
    return m_editor && !m_editor->isClosed();
}

void CardEditing::startNew(QPointF scenePos)
{
    if (const base::Done may = m_scene->edits().mayEdit(); !may) {
        m_scene->report(may);
        return;
    }
    const QPointF place = freePlace(scenePos.toPoint());
    auto *editor = new CardEditor(
        m_scene->style(),
        [this, place](const TableDraft &draft) { return m_scene->edits().addTable(draft, place); },
        m_view->viewport());
    open(editor, place);
    editor->startNew();
    followView();
    emit openChanged();
}

void CardEditing::startExisting(base::TableId table)
{
    const TableItem *item = m_scene->tableItem(table);
    if (!item)
        return;
    if (const base::Done may = m_scene->edits().mayEdit(); !may) {
        m_scene->report(may);
        return;
    }
    m_view->ensureVisible(item->card());
    auto *editor = new CardEditor(
        m_scene->style(),
        [this, table](const TableDraft &draft) { return m_scene->edits().editTable(table, draft); },
        m_view->viewport());
    open(editor, item->pos());
    editor->setFixedWidth(std::max(editor->width(), int(item->card().width() * m_view->transform().m11())));
    editor->startExisting(item->table());
    followView();
    emit openChanged();
}

/// The place nearest to the right of a wish where a card of a usual size lies over no other.
QPointF CardEditing::freePlace(QPointF wish) const
{
    constexpr qreal kClear = 24;
    constexpr qreal kNextColumn = 96; // room for links between the two
    QRectF room(wish, QSizeF(220, 140));
    for (bool moved = true; moved;) {
        moved = false;
        for (const TableItem *item : m_scene->tableItems()) {
            if (!room.intersects(item->card().adjusted(-kClear, -kClear, kClear, kClear)))
                continue;
            room.moveLeft(item->card().right() + kNextColumn);
            moved = true;
        }
    }
    return room.topLeft();
}

void CardEditing::leave()
{
    if (m_editor)
        m_editor->leave();
}

void CardEditing::followView()
{
    if (!m_editor)
        return;
    const QSize room = m_view->viewport()->size() - m_editor->size();
    const QPoint wish = m_view->mapFromScene(m_place);
    m_editor->move(std::clamp(wish.x(), 0, std::max(0, room.width())),
                   std::clamp(wish.y(), 0, std::max(0, room.height())));
}

void CardEditing::open(CardEditor *editor, QPointF scenePos)
{
    delete m_editor;
    m_editor = editor;
    m_place = scenePos;
    connect(editor, &CardEditor::closed, m_view, [this] {
        m_view->setFocus();
        emit openChanged();
    });
}

} // namespace relata::ui
