#include "traillabel.h"

#include "ui/theme/foreigntext.h"

#include <QMouseEvent>
#include <QPainter>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kBetween = u" › "_s;

} // namespace

TrailLabel::TrailLabel(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"trail"_s);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setMouseTracking(true);
}

void TrailLabel::setParts(const QStringList &parts)
{
    m_parts.clear();
    for (const QString &part : parts)
        m_parts += inOneShortLine(part);
    setToolTip(toolTipOf(parts.join(u" › "_s)));
    setAccessibleName(inOneShortLine(parts.join(u" › "_s)));
    point(-1);
    update();
}

QSize TrailLabel::sizeHint() const
{
    return {100, fontMetrics().height() + 4};
}

/// For what stands before the last part.
int TrailLabel::room() const
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    return width() - metrics.horizontalAdvance(metrics.elidedText(m_parts.last(), Qt::ElideRight, width()));
}

/// Below 0 for the last one, and for what has given way.
int TrailLabel::partAt(int x) const
{
    if (m_parts.size() < 2)
        return -1;
    int all = 0;
    for (const QString &part : m_parts.mid(0, m_parts.size() - 1))
        all += fontMetrics().horizontalAdvance(part + kBetween);
    int left = qMin(0, room() - all);
    for (int i = 0; i < m_parts.size() - 1; ++i) {
        const int right = left + fontMetrics().horizontalAdvance(m_parts[i]);
        if (x >= qMax(0, left) && x < right)
            return i;
        left = right + fontMetrics().horizontalAdvance(kBetween);
    }
    return -1;
}

void TrailLabel::paintEvent(QPaintEvent *)
{
    if (m_parts.isEmpty())
        return;
    QPainter painter(this);
    QFont bold = font();
    bold.setBold(true);
    const QString last = QFontMetrics(bold).elidedText(m_parts.last(), Qt::ElideRight, width());
    int x = 0;
    const QStringList first = m_parts.mid(0, m_parts.size() - 1);
    const QString before = first.isEmpty() ? QString() : first.join(kBetween) + kBetween;
    if (fontMetrics().horizontalAdvance(before) > room()) {
        const QString cut = fontMetrics().elidedText(before, Qt::ElideLeft, room());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, cut);
        x = fontMetrics().horizontalAdvance(cut);
    } else {
        for (int i = 0; i < first.size(); ++i) {
            painter.setPen(palette().color(i == m_pointed ? QPalette::Link : QPalette::PlaceholderText));
            painter.drawText(rect().adjusted(x, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, first[i]);
            x += fontMetrics().horizontalAdvance(first[i]);
            painter.setPen(palette().color(QPalette::PlaceholderText));
            painter.drawText(rect().adjusted(x, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, kBetween);
            x += fontMetrics().horizontalAdvance(kBetween);
        }
    }
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(x, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, last);
}

void TrailLabel::point(int part)
{
    if (part == m_pointed)
        return;
    m_pointed = part;
    setCursor(part < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void TrailLabel::mouseMoveEvent(QMouseEvent *event)
{
    point(partAt(event->position().toPoint().x()));
}

void TrailLabel::mouseReleaseEvent(QMouseEvent *event)
{
    const int part = partAt(event->position().toPoint().x());
    if (event->button() == Qt::LeftButton && part >= 0)
        emit partClicked(part);
}

void TrailLabel::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    point(-1);
}

} // namespace relata::ui
