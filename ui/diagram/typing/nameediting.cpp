#include "nameediting.h"

#include <QGraphicsView>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using schema::LinkSide;

namespace {

const mapping::Side *sideOf(const mapping::MappedSchema &schema, base::LinkId link, LinkSide side)
{
    return side == LinkSide::Child ? schema.childSide(link) : schema.parentSide(link);
}

} // namespace

NameEditing::NameEditing(DiagramScene *scene, QGraphicsView *view)
    : QObject(view), m_scene(scene), m_view(view)
{
    connect(scene, &DiagramScene::rebuilt, this, &NameEditing::end);
    connect(scene, &DiagramScene::contentsChanged, this, &NameEditing::followScene);
    connect(scene, &DiagramScene::selectedItemsChanged, this, [this] {
        const LinkItem *link = selectedLink();
        if (!link || link->id() != m_link)
            setChosen(nullptr, std::nullopt);
    });
}

bool NameEditing::isOpen() const
{
    return m_editor && !m_editor->isClosed();
}

LinkItem *NameEditing::selectedLink() const
{
    const QList<base::LinkId> links = m_scene->selectedLinks();
    return links.size() == 1 && m_scene->selectedTables().isEmpty() ? m_scene->linkItem(links.first())
                                                                    : nullptr;
}

void NameEditing::setChosen(LinkItem *link, std::optional<LinkSide> side)
{
    if (LinkItem *before = m_scene->linkItem(m_link))
        before->setChosenName(std::nullopt);
    if (!isOpen())
        m_link = link && side ? link->id() : base::LinkId();
    if (!link || !side)
        return;
    m_side = *side;
    link->setChosenName(side);
    if (const mapping::Side *chosen = sideOf(m_scene->schema(), link->id(), *side))
        emit m_scene->statusText(tr("%1.%2: F2 edits the name").arg(chosen->className, chosen->name));
}

void NameEditing::choose(const DiagramHit &hit)
{
    if (hit.part == DiagramHit::Part::Name && hit.link == selectedLink())
        setChosen(hit.link, hit.side);
    else
        setChosen(nullptr, std::nullopt);
}

bool NameEditing::chooseAt(End end)
{
    LinkItem *link = selectedLink();
    if (!link)
        return false;
    const LinkLabel *child = link->nameOf(LinkSide::Child);
    const LinkLabel *parent = link->nameOf(LinkSide::Parent);
    if (!child && !parent)
        return false;
    const bool childIsLeft = child && (!parent || child->rect.center().x() < parent->rect.center().x());
    const bool isChild = !parent || (child && childIsLeft == (end == End::Left));
    setChosen(link, isChild ? LinkSide::Child : LinkSide::Parent);
    return true;
}

bool NameEditing::startChosen()
{
    const LinkItem *link = m_scene->linkItem(m_link);
    const std::optional<LinkSide> side = link ? link->chosenName() : std::nullopt;
    if (!side)
        return false;
    start(link->id(), *side);
    return true;
}

void NameEditing::start(base::LinkId link, LinkSide side)
{
    const mapping::Side *edited = sideOf(m_scene->schema(), link, side);
    LinkItem *item = m_scene->linkItem(link);
    if (!edited || !item)
        return;
    if (const base::Done may = m_scene->edits().mayEdit(); !may) {
        const LinkLabel *label = item->nameOf(side);
        m_scene->report(may, label ? label->rect : QRectF());
        return;
    }
    delete m_editor;
    m_scene->select({}, {link});
    setChosen(item, side);
    const auto commit = [this, link, side](const QString &name) {
        return m_scene->edits().renameSide(link, side, name);
    };
    const QString whose = tr("Attribute of %1 · Enter: keep · Esc: cancel").arg(edited->className);
    m_editor = new NameEditor(m_scene->style(), edited->name, whose, commit, m_view->viewport());
    connect(m_editor, &NameEditor::resized, this, &NameEditing::followView);
    connect(m_editor, &NameEditor::closed, m_view, [this] {
        m_view->setFocus();
        emit openChanged();
    });
    followView();
    emit openChanged();
}

void NameEditing::leave()
{
    if (m_editor)
        m_editor->leave();
}

/// Over the name, inside the view.
void NameEditing::followView()
{
    const LinkItem *link = isOpen() ? m_scene->linkItem(m_link) : nullptr;
    const LinkLabel *label = link ? link->nameOf(m_side) : nullptr;
    if (!label)
        return;
    constexpr int kFieldMiddle = 15;
    const QPoint name = m_view->mapFromScene(QPointF(label->rect.left(), label->rect.center().y()));
    const QSize room = m_view->viewport()->size() - m_editor->size();
    m_editor->move(std::clamp(name.x() - 8, 0, std::max(0, room.width())),
                   std::clamp(name.y() - kFieldMiddle, 0, std::max(0, room.height())));
}

/// Nobody types the name of what is gone.
void NameEditing::followScene()
{
    if (!isOpen())
        return;
    if (sideOf(m_scene->schema(), m_link, m_side))
        followView();
    else
        end();
}

void NameEditing::end()
{
    if (!m_editor)
        return;
    delete m_editor;
    emit openChanged();
}

} // namespace relata::ui
