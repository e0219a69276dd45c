#include "traillabel.h"

#include "ui/theme/foreigntext.h"

#include <QPainter>

namespace relata::ui {

using namespace Qt::StringLiterals;

TrailLabel::TrailLabel(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"trail"_s);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void TrailLabel::setParts(const QStringList &parts)
{
    m_parts.clear();
    for (const QString &part : parts)
        m_parts += inOneShortLine(part);
    setToolTip(toolTipOf(parts.join(u" › "_s)));
    setAccessibleName(inOneShortLine(parts.join(u" › "_s)));
    update();
}

QSize TrailLabel::sizeHint() const
{
    return {100, fontMetrics().height() + 4};
}

void TrailLabel::paintEvent(QPaintEvent *)
{
    if (m_parts.isEmpty())
        return;
    QPainter painter(this);
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics plainMetrics(font());
    const QFontMetrics boldMetrics(bold);
    const QString last = boldMetrics.elidedText(m_parts.last(), Qt::ElideRight, width());
    const int room = width() - boldMetrics.horizontalAdvance(last);
    QString before =
        m_parts.size() > 1 ? m_parts.mid(0, m_parts.size() - 1).join(u" › "_s) + u" › "_s : QString();
    before = plainMetrics.elidedText(before, Qt::ElideLeft, room);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, before);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(plainMetrics.horizontalAdvance(before), 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, last);
}

} // namespace relata::ui
