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

/// Works out places and routes in a worker thread: a second for hundreds of tables, which no window may wait
/// for. One plan at a time: whoever asks again gets only the newer answer. Lives in the GUI thread; leaving
/// stops what is being worked out.
class DiagramPlanner : public QObject
{
    Q_OBJECT

public:
    /// Which cards are placed: all of them, those without a place, or none, where only routes are wanted.
    enum class Scope { All, New, Routes };

    using QObject::QObject;
    ~DiagramPlanner() override;

    /// @param placed the cards that have a place; all of them for Scope::Routes
    void start(Scope scope, layout::Graph graph, layout::Positions placed);
    void stop();
    bool isRunning() const { return m_isRunning; }

signals:
    void planned(const relata::ui::DiagramPlan &plan);

private:
    std::stop_source m_stop;
    bool m_isRunning = false;
};

} // namespace relata::ui
