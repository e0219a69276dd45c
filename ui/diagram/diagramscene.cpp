#include "diagramscene.h"

#include "core/project/designdocument.h"
#include "ui/diagram/arranging/freeplace.h"
#include "ui/diagram/cardclipboard.h"
#include "ui/diagram/items/findingplaces.h"
#include "ui/diagram/highlighter.h"
#include "ui/theme/theme.h"

#include <QGraphicsView>
#include <QScopedValueRollback>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

QList<base::TableId> movedBy(const project::DocumentChange &change)
{
    QList<base::TableId> moved;
    for (const project::SingleChange &single : change.changes) {
        if (const auto *layout = std::get_if<project::LayoutChange>(&single))
            moved.append(layout->positions.keys());
    }
    std::sort(moved.begin(), moved.end());
    moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
    return moved;
}

QList<base::TableId> addedBy(const project::DocumentChange &change)
{
    QList<base::TableId> added;
    for (const project::SingleChange &single : change.changes) {
        const auto *tables = std::get_if<schema::SchemaChange>(&single);
        for (const schema::SchemaStep &step : tables ? tables->steps : QList<schema::SchemaStep>()) {
            if (const auto *table = std::get_if<schema::AddTable>(&step))
                added += table->table.id;
        }
    }
    return added;
}

} // namespace

DiagramScene::DiagramScene(project::DesignDocument *document, QUndoStack *stack, Theme *theme,
                           QObject *parent)
    : QGraphicsScene(parent),
      m_document(document),
      m_theme(theme),
      m_style(*theme),
      m_edits(document, stack),
      m_tables(this, &m_style),
      m_links(this, &m_tables, &m_style),
      m_arranger(document, &m_tables, &m_links),
      m_clipboard(new CardClipboard(*document, *this))
{
    connect(document, &project::DesignDocument::wasReset, this, &DiagramScene::rebuild);
    connect(document, &project::DesignDocument::changed, this, &DiagramScene::followChange);
    connect(theme, &Theme::changed, this, &DiagramScene::restyle);
    connect(this, &QGraphicsScene::selectionChanged, this, &DiagramScene::tellSelection);
    connect(&m_arranger, &DiagramArranger::arranged, this, &DiagramScene::takeArrangement);
    connect(&m_arranger, &DiagramArranger::moved, this, &DiagramScene::highlight);
    connect(&m_arranger, &DiagramArranger::settled, this, [this] {
        highlight();
        emit contentsChanged();
    });
    connect(&m_arranger, &DiagramArranger::failed, this,
            [this](const base::Error &error) { report(base::fail(error)); });
    rebuild();
}

DiagramScene::~DiagramScene()
{
    // Items that go take their selection with them; nobody is there any more to be told.
    blockSignals(true);
}

const mapping::MappedSchema &DiagramScene::schema() const
{
    return m_document->schema();
}

void DiagramScene::setEditable(bool editable, const QString &whyNot)
{
    m_edits.setEditable(editable, whyNot);
    emit contentsChanged();
}

DiagramHit DiagramScene::hit(QPointF point, qreal tolerance) const
{
    return hitAmong(*this, point, tolerance);
}

void DiagramScene::setHovered(const DiagramHit &hit)
{
    const base::TableId table = hit.table ? hit.table->id() : base::TableId();
    if (table != m_hoveredTable) {
        if (TableItem *before = tableItem(m_hoveredTable))
            before->setHovered(false);
        m_hoveredTable = table;
        if (hit.table) {
            hit.table->setLinkable(m_edits.mayEdit(table).has_value());
            hit.table->setHovered(true);
        }
    }
    const base::LinkId link = hit.link ? hit.link->id() : base::LinkId();
    if (link == m_hoveredLink)
        return;
    m_hoveredLink = link;
    highlight();
    emit statusText(hit.link ? linkSentence(schema(), hit.link->link()) : QString());
}

void DiagramScene::setDropTarget(base::TableId table, const QStringList &columns)
{
    if (table == m_dropTarget && !table.isValid())
        return;
    if (TableItem *before = tableItem(m_dropTarget); before && m_dropTarget != table)
        before->setHovered(m_dropTarget == m_hoveredTable);
    m_dropTarget = table;
    highlight(); // Takes back what was set off before.
    if (TableItem *item = tableItem(table)) {
        item->setHovered(true);
        item->setMarkedColumns(columns);
    }
}

QList<base::TableId> DiagramScene::selectedTables() const
{
    QList<base::TableId> tables;
    for (const TableItem *item : m_tables.items()) {
        if (item->isSelected())
            tables.append(item->id());
    }
    return tables;
}

QList<base::LinkId> DiagramScene::selectedLinks() const
{
    QList<base::LinkId> links;
    for (const LinkItem *item : m_links.items()) {
        if (item->isSelected())
            links.append(item->id());
    }
    return links;
}

void DiagramScene::select(const QList<base::TableId> &tables, const QList<base::LinkId> &links)
{
    {
        const QScopedValueRollback<bool> quiet(m_isSyncing, true);
        for (TableItem *item : m_tables.items())
            item->setSelected(tables.contains(item->id()));
        for (LinkItem *item : m_links.items())
            item->setSelected(links.contains(item->id()));
    }
    tellSelection();
}

void DiagramScene::click(const DiagramHit &hit, Qt::KeyboardModifiers modifiers)
{
    const bool adds = modifiers & (Qt::ControlModifier | Qt::ShiftModifier);
    QList<base::TableId> tables = adds ? selectedTables() : QList<base::TableId>();
    QList<base::LinkId> links = adds ? selectedLinks() : QList<base::LinkId>();
    if (hit.table && !tables.removeOne(hit.table->id()))
        tables.append(hit.table->id());
    if (hit.link && !links.removeOne(hit.link->id()))
        links.append(hit.link->id());
    select(tables, links);
}

void DiagramScene::setRowCount(base::TableId table, qint64 count)
{
    if (TableItem *item = tableItem(table))
        item->setRowCount(count);
}

void DiagramScene::setFold(base::TableId table, CardFold fold)
{
    TableItem *item = tableItem(table);
    if (!item || item->fold() == fold)
        return;
    item->setFold(fold);
    m_arranger.followContents();
    highlight();
    emit contentsChanged();
}

void DiagramScene::dragCards(const QHash<base::TableId, QPointF> &positions)
{
    m_arranger.keepWhatIsSeen();
    const QList<base::TableId> moved = m_tables.place(positions);
    if (moved.isEmpty())
        return;
    m_links.follow(moved);
    highlight();
}

void DiagramScene::dropCards(const QHash<base::TableId, QPointF> &positions)
{
    m_arranger.keepWhatIsSeen();
    const TableItem *only = positions.size() == 1 ? tableItem(positions.constBegin().key()) : nullptr;
    const QString text =
        only ? tr("Move '%1'").arg(only->table().name) : tr("Move %1 tables").arg(positions.size());
    report(m_edits.moveCards(positions, text));
}

QPointF DiagramScene::freePlace(QPointF wish, QSizeF size) const
{
    QList<QRectF> cards;
    for (const TableItem *item : m_tables.items())
        cards.append(item->card());
    QRectF seen;
    if (const QGraphicsView *view = views().value(0))
        seen = view->mapToScene(view->viewport()->rect()).boundingRect();
    return ui::freePlace(wish, size, cards, seen).toPoint();
}

void DiagramScene::showNew(const QList<base::TableId> &tables)
{
    select(tables);
    QRectF place;
    for (const base::TableId table : tables) {
        if (const TableItem *item = tableItem(table))
            place |= item->card();
    }
    emit placeWanted(place);
}

void DiagramScene::nudgeSelected(QPointF by)
{
    QHash<base::TableId, QPointF> places;
    for (const base::TableId table : selectedTables())
        places.insert(table, tableItem(table)->pos() + by);
    m_arranger.keepWhatIsSeen();
    report(m_edits.moveCards(places, tr("Nudge"), DiagramEdits::Steps::Merged));
}

void DiagramScene::alignSelected(Alignment alignment)
{
    QList<CardPlace> cards;
    for (const base::TableId table : selectedTables())
        cards.append({table, tableItem(table)->card()});
    m_arranger.keepWhatIsSeen();
    report(m_edits.moveCards(aligned(cards, alignment), tr("Align %1 tables").arg(cards.size())));
}

void DiagramScene::report(const base::Done &done, const QRectF &place)
{
    if (done)
        return;
    const base::Error &error = done.error();
    emit problemReported(error.hint.isEmpty() ? error.sentence : error.sentence + u' ' + error.hint, place);
}

QRectF DiagramScene::selectedPlace() const
{
    const QList<base::TableId> tables = selectedTables();
    const QList<base::LinkId> links = selectedLinks();
    if (!tables.isEmpty())
        return tableItem(tables.first())->card();
    if (links.isEmpty())
        return {};
    const QList<QPointF> &route = linkItem(links.first())->route();
    return QRectF(route.value(route.size() / 2) - QPointF(2, 2), QSizeF(4, 4));
}

void DiagramScene::arrange()
{
    m_arranger.arrangeAll();
}

void DiagramScene::removeSelected()
{
    const QRectF place = selectedPlace(); // Before it goes.
    const QString words = removalWords(selectedTables());
    const base::Done done = m_edits.remove(selectedTables(), selectedLinks());
    report(done, place);
    if (done && !words.isEmpty())
        emit statusText(words);
}

/// What goes with tables: the links to others, by their columns.
QString DiagramScene::removalWords(const QList<base::TableId> &tables) const
{
    constexpr qsizetype kMostNamed = 4;
    QStringList names;
    QStringList links;
    for (const base::TableId table : tables) {
        names += u"'%1'"_s.arg(tableItem(table)->table().name);
        for (const base::LinkId id : linksAt(table)) {
            const DrawnLink &link = linkItem(id)->link();
            const QString child = tableItem(link.child)->table().name;
            const QString words =
                link.childColumns.isEmpty() ? child : child + u'.' + link.childColumns.join(u", "_s);
            if (!links.contains(words))
                links += words;
        }
    }
    if (names.isEmpty())
        return {};
    const QString what = names.size() > kMostNamed ? tr("%1 tables").arg(names.size()) : names.join(u", "_s);
    if (links.isEmpty())
        return tr("Removed %1. Undo brings it back.").arg(what);
    const QString rest = links.size() > kMostNamed ? tr(" and more") : QString();
    const QString count = links.size() == 1 ? tr("1 link") : tr("%1 links").arg(links.size());
    return tr("Removed %1 with %2: %3. Undo brings it back.")
        .arg(what, count, links.mid(0, kMostNamed).join(u", "_s) + rest);
}

void DiagramScene::activateSelected()
{
    const QList<base::TableId> tables = selectedTables();
    if (tables.size() == 1)
        emit tableActivated(tables.first());
}

void DiagramScene::selectAll()
{
    QList<base::TableId> all;
    for (const TableItem *item : m_tables.items())
        all.append(item->id());
    select(all);
}

void DiagramScene::rebuild()
{
    const bool hadSelection = !selectedItems().isEmpty();
    {
        const QScopedValueRollback<bool> quiet(m_isSyncing, true);
        m_links.clear();
        m_tables.clear();
        m_hoveredLink = {};
        m_hoveredTable = {};
        m_dropTarget = {};
        setItemIndexMethod(NoIndex);
    }
    sync();
    setItemIndexMethod(BspTreeIndex);
    if (hadSelection)
        tellSelection();
    emit rebuilt();
}

void DiagramScene::followChange(const project::DocumentChange &change)
{
    if (m_isSyncing)
        return;
    if (project::changesSchema(change)) {
        sync();
        tellSelection();
        emit cardsPlaced(addedBy(change));
        return;
    }
    QList<base::TableId> moved = movedBy(change);
    moved.removeIf([this](base::TableId id) { return !tableItem(id); });
    m_arranger.followMoves(moved);
    highlight();
    emit contentsChanged();
    emit cardsPlaced(moved);
}

void DiagramScene::sync()
{
    {
        const QScopedValueRollback<bool> quiet(m_isSyncing, true);
        // Links first lose what the schema no longer has, so that none points at a card that goes.
        const bool otherLinks = m_links.sync(schema(), m_document->design().given);
        const bool otherTables = m_tables.sync(schema());
        if (otherLinks || otherTables || !m_tables.areAt(m_document->layout().positions))
            m_arranger.followContents();
    }
    markFindings();
    highlight();
    emit contentsChanged();
}

void DiagramScene::markFindings()
{
    const FindingPlaces places = FindingPlaces::of(schema(), m_document->design().given,
                                                   m_document->findings(), m_document->baselineFindings());
    for (TableItem *item : m_tables.items()) {
        const auto card = places.cards.constFind(item->id());
        item->setMarks({places.columns.value(item->id()), places.nowhere.value(item->id()),
                        card == places.cards.cend() ? std::nullopt : std::optional(*card)});
    }
    for (LinkItem *link : m_links.items()) {
        const auto found = places.links.constFind(link->id());
        link->setMark(found == places.links.cend() ? std::nullopt : std::optional(*found));
    }
}

void DiagramScene::takeArrangement(const layout::Positions &places)
{
    QHash<base::TableId, QPointF> changed;
    for (const TableItem *item : m_tables.items()) {
        const QPointF place = places.value(item->id().number, item->pos());
        if (place != item->pos())
            changed.insert(item->id(), place);
    }
    report(m_edits.moveCards(changed, tr("Arrange")));
}

void DiagramScene::restyle()
{
    m_style = CardStyle(*m_theme);
    m_tables.restyle();
    m_arranger.followContents();
    highlight();
    update();
    emit contentsChanged();
}

void DiagramScene::highlight()
{
    Highlighter(schema(), m_tables, m_links, m_style).apply(m_hoveredLink);
}

void DiagramScene::tellSelection()
{
    if (m_isSyncing)
        return;
    highlight();
    const QList<base::TableId> tables = selectedTables();
    const QList<base::LinkId> links = selectedLinks();
    emit selectedItemsChanged(tables, links);
    if (tables.isEmpty() && links.size() == 1)
        emit statusText(linkSentence(schema(), linkItem(links.first())->link()));
}

} // namespace relata::ui
