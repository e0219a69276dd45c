#pragma once

#include "core/layout/graph.h"

#include <QVariantAnimation>

#include <functional>

namespace relata::ui {

/// Cards that glide from where they are to where they belong, so that the eye can follow: the one motion of
/// the diagram. Nothing moves where the desktop wants no motion. GUI thread.
class Settling : public QObject
{
    Q_OBJECT

public:
    explicit Settling(QObject *parent = nullptr);

    /// Shows the way from `from` to `to`; a way that is being shown ends first.
    void start(const layout::Positions &from, const layout::Positions &to);
    /// Ends the motion at its end.
    void finish();
    bool isMoving() const { return m_motion.state() == QAbstractAnimation::Running; }

signals:
    void moved(const relata::layout::Positions &positions);
    void finished();

private:
    void step(double share);

    QVariantAnimation m_motion;
    layout::Positions m_from;
    layout::Positions m_to;
};

} // namespace relata::ui
