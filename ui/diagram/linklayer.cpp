#include "linklayer.h"

#include "ui/diagram/tablelayer.h"

#include <QGraphicsScene>

#include <algorithm>
#include <utility>

namespace relata::ui {

namespace {

/// Beyond this share of all links, routing everything anew is as quick and gives better lanes.
constexpr qsizetype kMostFollowers = 2;

/// A hub has more links than can be routed at each step of the mouse; while it is dragged they are drawn as
/// plain angles. In a large diagram they would take too long at the drop, too.
constexpr qsizetype kMostRoutedLive = 40;
constexpr qsizetype kLarge = 100;

bool runsThrough(const QList<QPointF> &route, const QRectF &card)
{
    for (qsizetype i = 0; i + 1 < route.size(); ++i) {
        const QPointF &a = route.at(i);
        const QPointF &b = route.at(i + 1);
        const QRectF stretch = QRectF(a, b).normalized().adjusted(-1, -1, 1, 1);
        if (stretch.intersects(card))
            return true;
    }
    return false;
}

} // namespace

LinkLayer::LinkLayer(QGraphicsScene *scene, const TableLayer *tables, const CardStyle *style)
    : m_scene(scene), m_tables(tables), m_style(style)
{
}

LinkLayer::~LinkLayer() = default;

bool LinkLayer::sync(const mapping::MappedSchema &schema, const mapping::Given &given)
{
    const QList<DrawnLink> links =
        drawnLinks(schema) + drawnLinks(schema, mapping::keylessLinks(schema, given));
    const bool isSame =
        std::equal(links.cbegin(), links.cend(), m_order.cbegin(), m_order.cend(),
                   [](const DrawnLink &link, const LinkItem *item) { return link == item->link(); });
    if (isSame)
        return false;
    QSet<int> alive;
    m_order.clear();
    m_linksAt.clear();
    for (const DrawnLink &link : links) {
        alive.insert(link.id.number);
        std::unique_ptr<LinkItem> &item = m_items[link.id.number];
        if (!item) {
            item = std::make_unique<LinkItem>(link, m_style);
            m_scene->addItem(item.get());
        }
        item->setLink(link);
        m_order.append(item.get());
        m_linksAt[link.child].append(link.id.number);
        if (link.parent != link.child)
            m_linksAt[link.parent].append(link.id.number);
    }
    std::erase_if(m_items, [&](const auto &entry) { return !alive.contains(entry.first); });
    return true;
}

void LinkLayer::clear()
{
    m_order.clear();
    m_linksAt.clear();
    m_items.clear();
    m_isRouted = false;
}

void LinkLayer::routeAll()
{
    m_router.setGraph({m_tables->cards(), routerLinks()}, m_tables->positions());
    m_isRouted = true;
    m_movedMeanwhile.clear();
    show(m_router.routeAll());
}

void LinkLayer::awaitRoutes()
{
    m_isRouted = false;
    m_movedMeanwhile.clear();
    for (LinkItem *item : std::as_const(m_order)) {
        if (!meetsItsCards(*item))
            sketch(*item);
    }
}

bool LinkLayer::take(const layout::LinkRouter &router, const QList<layout::Route> &routes)
{
    m_router = router;
    m_isRouted = true;
    show(routes);
    return settle(std::exchange(m_movedMeanwhile, {}).values());
}

void LinkLayer::follow(const QList<base::TableId> &moved)
{
    QList<int> links;
    for (const base::TableId table : moved) {
        if (m_isRouted)
            m_router.moveCard(table.number, m_tables->item(table)->pos());
        else
            m_movedMeanwhile.insert(table);
        links.append(m_linksAt.value(table));
    }
    if (m_isRouted && links.size() <= kMostRoutedLive)
        reroute(links);
    else
        sketch(links);
}

bool LinkLayer::settle(const QList<base::TableId> &moved)
{
    if (!m_isRouted) {
        follow(moved);
        return true;
    }
    QSet<int> links;
    for (const base::TableId table : moved) {
        const QList<int> own = m_linksAt.value(table);
        links.unite(QSet<int>(own.cbegin(), own.cend()));
    }
    for (auto table = moved.cbegin(); table != moved.cend() && !isMuch(links.size(), moved.size()); ++table)
        links.unite(linksThrough(m_tables->item(*table)->card()));
    if (isMuch(links.size(), moved.size()))
        return false;
    for (const base::TableId table : moved)
        m_router.moveCard(table.number, m_tables->item(table)->pos());
    reroute(links.values());
    return true;
}

bool LinkLayer::isMuch(qsizetype links, qsizetype cards) const
{
    const bool isLarge = m_order.size() > kLarge && links > kMostRoutedLive;
    return isLarge || (cards > 1 && links * kMostFollowers > m_order.size());
}

QSet<int> LinkLayer::linksThrough(const QRectF &card) const
{
    QSet<int> links;
    for (const LinkItem *item : m_order) {
        if (runsThrough(item->route(), card))
            links.insert(item->id().number);
    }
    return links;
}

void LinkLayer::sketchAll()
{
    for (LinkItem *item : std::as_const(m_order))
        sketch(*item);
}

void LinkLayer::showRoutes()
{
    if (m_isRouted)
        show(m_router.routes());
    else
        awaitRoutes();
}

LinkItem *LinkLayer::item(base::LinkId id) const
{
    const auto found = m_items.find(id.number);
    return found == m_items.end() ? nullptr : found->second.get();
}

std::vector<layout::Link> LinkLayer::routerLinks() const
{
    std::vector<layout::Link> links;
    for (const LinkItem *item : m_order)
        links.push_back(routerLink(item->link()));
    return links;
}

QList<base::LinkId> LinkLayer::linksAt(base::TableId table) const
{
    QList<base::LinkId> links;
    for (const int link : m_linksAt.value(table))
        links.append(base::LinkId{link});
    return links;
}

layout::Link LinkLayer::routerLink(const DrawnLink &link) const
{
    layout::Link routed;
    routed.id = link.id.number;
    routed.child = link.child.number;
    routed.parent = link.parent.number;
    routed.childRow = m_tables->item(link.child)->geometry().rowY(link.childColumns.value(0));
    routed.parentRow = m_tables->item(link.parent)->geometry().rowY(link.parentColumns.value(0));
    return routed;
}

LinkLayer::Ends LinkLayer::endsOf(const DrawnLink &link) const
{
    const layout::Link rows = routerLink(link);
    const QRectF child = m_tables->item(link.child)->card();
    const QRectF parent = m_tables->item(link.parent)->card();
    const bool goesRight = child.center().x() < parent.center().x();
    return {{goesRight ? child.right() : child.left(), child.top() + rows.childRow},
            {goesRight ? parent.left() : parent.right(), parent.top() + rows.parentRow}};
}

bool LinkLayer::meetsItsCards(const LinkItem &item) const
{
    if (item.route().isEmpty())
        return false;
    const Ends ends = endsOf(item.link());
    const QRectF child = m_tables->item(item.link().child)->card();
    const QRectF parent = m_tables->item(item.link().parent)->card();
    const auto isAtEdge = [](const QPointF &point, const QRectF &card, qreal row) {
        return point.y() == row && (point.x() == card.left() || point.x() == card.right());
    };
    return isAtEdge(item.route().first(), child, ends.child.y()) &&
           isAtEdge(item.route().last(), parent, ends.parent.y());
}

void LinkLayer::reroute(const QList<int> &links)
{
    QList<int> ordered = links;
    std::sort(ordered.begin(), ordered.end());
    ordered.erase(std::unique(ordered.begin(), ordered.end()), ordered.end());
    if (!ordered.isEmpty())
        show(m_router.routeOf(ordered));
}

void LinkLayer::sketch(LinkItem &item)
{
    const Ends ends = endsOf(item.link());
    const qreal middle = (ends.child.x() + ends.parent.x()) / 2;
    give(item, {ends.child, {middle, ends.child.y()}, {middle, ends.parent.y()}, ends.parent});
}

void LinkLayer::give(LinkItem &item, const QList<QPointF> &route)
{
    const auto rowsOf = [this](base::TableId table, const QStringList &columns) {
        const TableItem *card = m_tables->item(table);
        QList<qreal> rows;
        for (const QString &column : columns.mid(1))
            rows.append(card->pos().y() + card->geometry().rowY(column));
        return rows;
    };
    const DrawnLink &link = item.link();
    item.setRoute(route, {rowsOf(link.child, link.childColumns), rowsOf(link.parent, link.parentColumns)});
}

void LinkLayer::sketch(const QList<int> &links)
{
    for (const int id : links)
        sketch(*item(base::LinkId{id}));
}

void LinkLayer::show(const QList<layout::Route> &routes)
{
    for (const layout::Route &route : routes) {
        if (LinkItem *item = this->item(base::LinkId{route.link}))
            give(*item, route.points);
    }
}

} // namespace relata::ui
