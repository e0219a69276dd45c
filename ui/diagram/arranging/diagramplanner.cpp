#include "diagramplanner.h"

#include "core/layout/arrangenew.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace relata::ui {

namespace {

using Answers = QPromise<DiagramPlan>;

layout::Positions placesFor(const PlanRequest &request, layout::Effort effort, const std::stop_token &stop)
{
    layout::ArrangeOptions options;
    options.effort = effort;
    options.stop = stop;
    switch (request.scope) {
    case PlanRequest::Scope::All:
        return layout::arrange(request.graph, options);
    case PlanRequest::Scope::New:
        return layout::arrangeNew(request.graph, request.placed, options);
    case PlanRequest::Scope::Routes:
        break;
    }
    return request.placed;
}

/// Answers with the sketch, where one is wanted, and with the plan, unless it is stopped before.
void workOut(Answers &answers, const PlanRequest &request, const std::stop_token &stop)
{
    if (request.sketch == PlanRequest::Sketch::Yes) {
        DiagramPlan sketch;
        sketch.positions = placesFor(request, layout::Effort::Quick, stop);
        if (!stop.stop_requested())
            answers.addResult(std::move(sketch));
    }
    DiagramPlan plan;
    plan.positions = placesFor(request, layout::Effort::Careful, stop);
    if (stop.stop_requested())
        return;
    plan.router.setGraph(request.graph, plan.positions);
    plan.routes = plan.router.routeAll(stop);
    if (!stop.stop_requested())
        answers.addResult(std::move(plan));
}

} // namespace

DiagramPlanner::~DiagramPlanner()
{
    m_stop.request_stop();
}

void DiagramPlanner::start(PlanRequest request)
{
    stop();
    m_stop = std::stop_source();
    m_isRunning = true;
    const std::stop_token token = m_stop.get_token();
    const int last = request.sketch == PlanRequest::Sketch::Yes ? 1 : 0;
    auto *watcher = new QFutureWatcher<DiagramPlan>(this);
    connect(watcher, &QFutureWatcherBase::resultReadyAt, this, [this, watcher, token, last](int index) {
        if (index < last && !token.stop_requested())
            emit sketched(watcher->resultAt(index).positions);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, token, last] {
        watcher->deleteLater();
        if (token.stop_requested())
            return;
        m_isRunning = false;
        emit planned(watcher->resultAt(last));
    });
    watcher->setFuture(QtConcurrent::run(
        [request = std::move(request), token](Answers &answers) { workOut(answers, request, token); }));
}

void DiagramPlanner::stop()
{
    m_stop.request_stop();
    m_isRunning = false;
}

} // namespace relata::ui
