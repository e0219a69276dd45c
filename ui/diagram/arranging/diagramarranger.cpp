#include "diagramarranger.h"

#include "core/layout/arrangenew.h"
#include "ui/diagram/linklayer.h"
#include "ui/diagram/tablelayer.h"

#include "core/layout/firstplaces.h"
#include "core/project/designdocument.h"

#include <QScopedValueRollback>

namespace relata::ui {

namespace {

/// Up to here cards are placed, and links routed, in a few milliseconds.
constexpr qsizetype kPlacedAtOnce = 4;
constexpr qsizetype kRoutedAtOnce = 100;
/// And up to here a quick plan of all cards can be waited for.
constexpr qsizetype kSketchedAtOnce = 100;

QHash<base::TableId, QPointF> byTable(const layout::Positions &places)
{
    QHash<base::TableId, QPointF> result;
    for (auto it = places.cbegin(); it != places.cend(); ++it)
        result.insert(base::TableId{it.key()}, it.value());
    return result;
}

} // namespace

DiagramArranger::DiagramArranger(project::DesignDocument *document, TableLayer *tables, LinkLayer *links,
                                 QObject *parent)
    : QObject(parent), m_document(document), m_tables(tables), m_links(links)
{
    connect(&m_planner, &DiagramPlanner::sketched, this, &DiagramArranger::takeSketch);
    connect(&m_planner, &DiagramPlanner::planned, this, &DiagramArranger::takePlan);
    connect(&m_settling, &Settling::moved, this, [this](const layout::Positions &positions) {
        m_tables->place(byTable(positions));
        m_links->sketchAll();
        emit moved();
    });
    connect(&m_settling, &Settling::finished, this, [this] {
        m_tables->place(m_document->layout().positions);
        m_links->showRoutes();
        emit settled();
    });
}

void DiagramArranger::followContents()
{
    holdStill();
    end();
    const layout::Positions known = knownPlaces();
    if (known.size() < m_tables->items().size()) {
        placeNew(known);
        return;
    }
    m_tables->place(m_document->layout().positions);
    route();
}

void DiagramArranger::followMoves(const QList<base::TableId> &moved)
{
    if (m_isCommitting)
        return;
    holdStill();
    m_tables->place(m_document->layout().positions);
    const bool isGivenUp = !m_links->isRouted() && !isWorking();
    if (isGivenUp || !m_links->settle(moved))
        route();
}

void DiagramArranger::arrangeAll()
{
    keepWhatIsSeen();
    begin(Work::Arranging, {});
}

void DiagramArranger::keepWhatIsSeen()
{
    holdStill();
    if (!isArranging())
        return;
    const bool wasPlacing = m_work == Work::Placing;
    end();
    if (wasPlacing)
        commit(m_tables->positions());
    route();
}

void DiagramArranger::cancel()
{
    holdStill();
    if (!isWorking())
        return;
    const bool wasPlacing = m_work == Work::Placing;
    end();
    if (wasPlacing)
        commit(m_tables->positions());
    if (!m_links->isRouted() && m_links->items().size() <= kRoutedAtOnce)
        m_links->routeAll();
}

void DiagramArranger::route()
{
    if (m_links->items().size() <= kRoutedAtOnce) {
        m_links->routeAll();
        return;
    }
    m_links->awaitRoutes();
    begin(Work::Routing, m_tables->positions());
}

void DiagramArranger::placeNew(const layout::Positions &known)
{
    const qsizetype cards = m_tables->items().size();
    const auto placesBy = [&](layout::Effort effort) {
        layout::ArrangeOptions options;
        options.effort = effort;
        return known.isEmpty() ? layout::arrange(graph(), options)
                               : layout::arrangeNew(graph(), known, options);
    };
    if (cards - known.size() <= kPlacedAtOnce) {
        const layout::Positions places = placesBy(layout::Effort::Careful);
        m_tables->place(byTable(places));
        commit(places);
        route();
        return;
    }
    const bool isSmall = cards <= kSketchedAtOnce;
    m_tables->place(byTable(isSmall ? placesBy(layout::Effort::Quick) : layout::firstPlaces(graph(), known)));
    m_links->awaitRoutes();
    begin(Work::Placing, known, isSmall ? PlanRequest::Sketch::No : PlanRequest::Sketch::Yes);
}

void DiagramArranger::takeSketch(const layout::Positions &places)
{
    m_tables->place(byTable(places));
    m_links->awaitRoutes();
    emit settled();
    emit placed();
}

void DiagramArranger::takePlan(const DiagramPlan &plan)
{
    const Work work = m_work;
    end();
    const layout::Positions before = m_tables->positions();
    {
        const QScopedValueRollback<bool> committing(m_isCommitting, true);
        if (work == Work::Placing)
            commit(plan.positions);
        if (work == Work::Arranging)
            emit arranged(plan.positions);
    }
    m_tables->place(m_document->layout().positions);
    if (!m_links->take(plan.router, plan.routes))
        route();
    emit settled();
    if (work == Work::Routing)
        return;
    emit placed();
    m_settling.start(before, m_tables->positions());
}

void DiagramArranger::commit(const layout::Positions &places)
{
    project::LayoutChange change;
    change.text = tr("Place new tables");
    for (auto it = places.cbegin(); it != places.cend(); ++it) {
        const base::TableId table{it.key()};
        if (!m_document->layout().positions.contains(table))
            change.positions.insert(table, it.value());
    }
    const QScopedValueRollback<bool> committing(m_isCommitting, true);
    if (const auto done = m_document->change({change.text, {change}}); !done)
        emit failed(done.error());
}

void DiagramArranger::begin(Work work, const layout::Positions &placed, PlanRequest::Sketch sketch)
{
    const auto scope = work == Work::Routing ? PlanRequest::Scope::Routes
                       : placed.isEmpty()    ? PlanRequest::Scope::All
                                             : PlanRequest::Scope::New;
    m_planner.start({scope, graph(), placed, sketch});
    setWork(work);
}

void DiagramArranger::end()
{
    m_planner.stop();
    setWork(Work::None);
}

void DiagramArranger::setWork(Work work)
{
    if (work == m_work)
        return;
    const bool wasArranging = isArranging();
    m_work = work;
    if (isArranging() != wasArranging)
        emit arrangingChanged(isArranging());
    emit workChanged();
}

layout::Positions DiagramArranger::knownPlaces() const
{
    layout::Positions known;
    const QHash<base::TableId, QPointF> &places = m_document->layout().positions;
    for (const TableItem *item : m_tables->items()) {
        if (const auto place = places.constFind(item->id()); place != places.cend())
            known.insert(item->id().number, *place);
    }
    return known;
}

layout::Graph DiagramArranger::graph() const
{
    return {m_tables->cards(), m_links->routerLinks()};
}

} // namespace relata::ui
