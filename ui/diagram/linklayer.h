#pragma once

#include "ui/diagram/items/linkitem.h"

#include "core/layout/linkrouter.h"

#include <QSet>

#include <memory>
#include <unordered_map>

class QGraphicsScene;

namespace relata::ui {

class TableLayer;

/// The links of a scene and their routes round the cards. Owned by the scene; the cards are asked for sizes
/// and rows.
class LinkLayer
{
public:
    LinkLayer(QGraphicsScene *scene, const TableLayer *tables, const CardStyle *style);
    ~LinkLayer();

    /// Makes, changes and removes links until they show the schema; a new or moved end has no route until the
    /// next routing. True where the links or their ends are others than before.
    bool sync(const mapping::MappedSchema &schema, const mapping::Given &given);
    void clear();
    /// Routes everything anew, after cards came, went or changed their size.
    void routeAll();
    /// The same where the routes are worked out elsewhere and will be given to take(): until then links whose
    /// ends are no longer where they were are drawn as plain angles.
    void awaitRoutes();
    /// Shows these routes. False where so many cards were moved meanwhile that all links are better routed
    /// anew.
    [[nodiscard]] bool take(const layout::LinkRouter &router, const QList<layout::Route> &routes);
    /// The links have routes round the cards as they stood when they were last routed.
    bool isRouted() const { return m_isRouted; }
    /// Routes the links of cards that are being dragged; the others stay.
    void follow(const QList<base::TableId> &moved);
    /// Routes the links of cards that were dropped, and those that would now run through them. False, and
    /// nothing routed, where so many are concerned that all links are better routed anew.
    bool settle(const QList<base::TableId> &moved);
    /// Draws all links as plain angles while cards glide, and as they were routed again.
    void sketchAll();
    void showRoutes();

    LinkItem *item(base::LinkId id) const;
    const QList<LinkItem *> &items() const { return m_order; }
    /// The links as layout and router know them.
    std::vector<layout::Link> routerLinks() const;
    /// The foreign keys at a table, its own and those that refer to it.
    QList<base::LinkId> linksAt(base::TableId table) const;

private:
    /// The ends of a link at its two cards.
    struct Ends
    {
        QPointF child;
        QPointF parent;
    };

    layout::Link routerLink(const DrawnLink &link) const;
    Ends endsOf(const DrawnLink &link) const;
    bool meetsItsCards(const LinkItem &item) const;
    /// Whether so many links are concerned that all of them are better routed anew.
    bool isMuch(qsizetype links, qsizetype cards) const;
    QSet<int> linksThrough(const QRectF &card) const;
    void reroute(const QList<int> &links);
    void sketch(LinkItem &item);
    void give(LinkItem &item, const QList<QPointF> &route);
    void sketch(const QList<int> &links);
    void show(const QList<layout::Route> &routes);

    QGraphicsScene *m_scene;
    const TableLayer *m_tables;
    const CardStyle *m_style;
    std::unordered_map<int, std::unique_ptr<LinkItem>> m_items;
    QList<LinkItem *> m_order;
    QHash<base::TableId, QList<int>> m_linksAt;
    layout::LinkRouter m_router;
    bool m_isRouted = false; ///< the router knows the links and cards as they are
    QSet<base::TableId> m_movedMeanwhile;
};

} // namespace relata::ui
