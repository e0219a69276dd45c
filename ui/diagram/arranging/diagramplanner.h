#pragma once

#include "core/layout/arrange.h"
#include "core/layout/linkrouter.h"

#include <QObject>

#include <stop_token>

namespace relata::ui {

/// Where all cards of a diagram go and how all links run between them.
struct DiagramPlan
{
    layout::Positions positions;
    layout::LinkRouter router; ///< that knows these routes, for what moves later
    QList<layout::Route> routes;
};

/// What a DiagramPlanner is asked for.
struct PlanRequest
{
    /// Which cards are placed: all of them, those without a place, or none, where only routes are wanted.
    enum class Scope { All, New, Routes };
    /// Whether a quick plan is wanted to look at while a better one is worked out.
    enum class Sketch { No, Yes };

    Scope scope = Scope::All;
    layout::Graph graph;
    layout::Positions placed; ///< the cards that have a place; all of them for Scope::Routes
    Sketch sketch = Sketch::No;
};

/// Works out places and routes in a worker thread: a second for hundreds of tables, which no window may wait
/// for. One plan at a time: whoever asks again gets only the newer answer. Lives in the GUI thread; stop()
/// and leaving end what is being worked out within some milliseconds.
class DiagramPlanner : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~DiagramPlanner() override;

    void start(PlanRequest request);
    void stop();
    bool isRunning() const { return m_isRunning; }

signals:
    /// A first plan, without routes, where a sketch was asked for; planned() follows.
    void sketched(const relata::layout::Positions &positions);
    void planned(const relata::ui::DiagramPlan &plan);

private:
    std::stop_source m_stop;
    bool m_isRunning = false;
};

} // namespace relata::ui
