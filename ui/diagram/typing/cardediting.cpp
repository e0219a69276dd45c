#include "cardediting.h"

#include "core/schema/linkplanner.h"

#include <QGraphicsView>

#include <algorithm>
#include <utility>

namespace relata::ui {

namespace {

constexpr int kEdge = 8;               ///< pixels between a card that is edited and the edge of the view
constexpr QSizeF kUsualCard(220, 140); ///< of a table that has yet to be typed

} // namespace

CardEditing::CardEditing(DiagramScene *scene, QGraphicsView *view)
    : QObject(view), m_scene(scene), m_view(view)
{
    // Another design has nothing to do with what is being typed.
    connect(scene, &DiagramScene::rebuilt, this, [this] { delete m_editor; });
    connect(scene, &DiagramScene::childTableWanted, this, &CardEditing::startChild);
    connect(scene, &DiagramScene::contentsChanged, this, [this] { m_givenUp.reset(); });
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
        m_scene->report(may, QRectF(scenePos, QSizeF(1, 1)));
        return;
    }
    makeEditor({}, m_scene->freePlace(scenePos, kUsualCard))->startNew();
    followView();
    emit openChanged();
}

void CardEditing::startChild(base::TableId parent, const QString &column, QPointF scenePos)
{
    const TableItem *item = m_scene->tableItem(parent);
    if (!item)
        return;
    const schema::Table &table = item->table();
    const QStringList keys = column.isEmpty() ? table.primaryKey : QStringList{column};
    QList<sql::ColumnLine> lines;
    schema::Table child;
    for (const QString &name : keys) {
        const schema::Column *key = table.column(name);
        if (!key)
            return;
        sql::ColumnLine line;
        line.column.name = schema::linkColumnName(child, table, *key);
        line.column.type = key->type;
        if (keys.size() == 1)
            line.target = sql::ColumnTarget{table.name, key->name};
        else
            line.origin = key->name;
        child.columns += line.column;
        lines += line;
    }
    const QPointF place = m_scene->freePlace(scenePos, kUsualCard);
    makeEditor({}, place, keys.size() > 1 ? table.name : QString())->startNew(lines);
    followView();
    emit openChanged();
}

/// @param table invalid: a new one
/// @param parent whose whole key a new one refers to; empty: none
CardEditor *CardEditing::makeEditor(base::TableId table, QPointF place, const QString &parent)
{
    const auto commit = [this, table, place, parent](TableDraft draft) {
        draft.parent = parent;
        return table.isValid() ? m_scene->edits().editTable(table, draft) : addTable(draft, place);
    };
    auto *editor = new CardEditor(m_scene->style(), m_scene->schema().engine, commit, m_view->viewport());
    open(editor, place);
    if (const TableItem *item = m_scene->tableItem(table))
        editor->setFixedWidth(
            std::max(editor->width(), int(item->card().width() * m_view->transform().m11())));
    m_givenUp.reset();
    connect(editor, &CardEditor::givenUp, this, [this, table, place, parent](const CardEditor::Typed &typed) {
        m_givenUp = GivenUp{typed, table, place, parent};
        emit m_scene->statusText(tr("What you typed is not in the design. Ctrl+Z brings it back."));
    });
    return editor;
}

void CardEditing::bringBack()
{
    const std::optional<GivenUp> back = std::exchange(m_givenUp, std::nullopt);
    if (!back || (back->table.isValid() && !m_scene->tableItem(back->table)))
        return;
    makeEditor(back->table, back->place, back->parent)->startAgain(back->typed);
    followView();
    emit openChanged();
}

base::Done CardEditing::addTable(const TableDraft &draft, QPointF place)
{
    const base::Done done = m_scene->edits().addTable(draft, place);
    if (const schema::Table *added = done ? m_scene->schema().table(draft.name) : nullptr)
        m_scene->showNew({added->id});
    return done;
}

void CardEditing::startExisting(base::TableId table, const QString &column)
{
    const TableItem *item = m_scene->tableItem(table);
    if (!item)
        return;
    if (const base::Done may = m_scene->edits().mayEdit(table); !may) {
        m_scene->report(may, item->card());
        return;
    }
    m_view->ensureVisible(item->card(), kEdge, kEdge);
    makeEditor(table, item->pos())->startExisting(item->table(), column);
    followView();
    emit openChanged();
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
    m_editor->fitHeight();
    keepInView();
}

void CardEditing::keepInView()
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
    connect(editor, &CardEditor::resized, this, &CardEditing::keepInView);
    connect(editor, &CardEditor::closed, m_view, [this] {
        m_view->setFocus();
        emit openChanged();
    });
}

} // namespace relata::ui
