#include "diagramplanner.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace relata::ui {

namespace {

DiagramPlan workOut(DiagramPlanner::Scope scope, const layout::Graph &graph, const layout::Positions &placed,
                    const std::stop_token &stop)
{
    layout::ArrangeOptions options;
    options.stop = stop;
    DiagramPlan plan;
    switch (scope) {
    case DiagramPlanner::Scope::All:
        plan.positions = layout::arrange(graph, options);
        break;
    case DiagramPlanner::Scope::New:
        plan.positions = layout::arrangeNew(graph, placed, options);
        break;
    case DiagramPlanner::Scope::Routes:
        plan.positions = placed;
        break;
    }
    plan.router.setGraph(graph, plan.positions);
    plan.routes = plan.router.routeAll(stop);
    return plan;
}

} // namespace

DiagramPlanner::~DiagramPlanner()
{
    m_stop.request_stop();
}

void DiagramPlanner::start(Scope scope, layout::Graph graph, layout::Positions placed)
{
    stop();
    m_stop = std::stop_source();
    m_isRunning = true;
    auto *watcher = new QFutureWatcher<DiagramPlan>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, token = m_stop.get_token()] {
        watcher->deleteLater();
        if (token.stop_requested())
            return;
        m_isRunning = false;
        emit planned(watcher->result());
    });
    watcher->setFuture(
        QtConcurrent::run([scope, graph = std::move(graph), placed = std::move(placed),
                           token = m_stop.get_token()] { return workOut(scope, graph, placed, token); }));
}

void DiagramPlanner::stop()
{
    m_stop.request_stop();
    m_isRunning = false;
}

} // namespace relata::ui
