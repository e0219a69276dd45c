#include "settling.h"

#include <QApplication>
#include <QStyle>

#include <algorithm>

namespace relata::ui {

namespace {

constexpr int kLongest = 180; ///< milliseconds

} // namespace

Settling::Settling(QObject *parent) : QObject(parent)
{
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant &share) {
        if (isMoving())
            step(share.toDouble());
    });
    connect(&m_motion, &QVariantAnimation::finished, this, &Settling::finished);
}

void Settling::start(const layout::Positions &from, const layout::Positions &to)
{
    finish();
    const int wanted = QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration);
    if (wanted <= 0 || from == to)
        return;
    m_from = from;
    m_to = to;
    m_motion.setDuration(std::min(wanted, kLongest));
    m_motion.start();
}

void Settling::finish()
{
    if (!isMoving())
        return;
    m_motion.stop();
    emit finished();
}

void Settling::step(double share)
{
    layout::Positions positions;
    for (auto it = m_to.cbegin(); it != m_to.cend(); ++it) {
        const QPointF from = m_from.value(it.key(), it.value());
        positions.insert(it.key(), from + (it.value() - from) * share);
    }
    emit moved(positions);
}

} // namespace relata::ui
