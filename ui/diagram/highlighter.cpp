#include "highlighter.h"

#include "ui/diagram/items/cardstyle.h"
#include "ui/diagram/linklayer.h"
#include "ui/diagram/tablelayer.h"

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

using Emphasis = LinkItem::Emphasis;

Emphasis emphasisOf(const LinkItem &link, base::LinkId hovered, const TableLayer &tables)
{
    if (link.isSelected())
        return Emphasis::Selected;
    if (link.id() == hovered)
        return Emphasis::Hovered;
    const bool atSelected =
        tables.item(link.link().child)->isSelected() || tables.item(link.link().parent)->isSelected();
    return atSelected ? Emphasis::TableSelected : Emphasis::None;
}

/// The strategies of both sides as one word where they agree.
QString strategyText(const mapping::Side *parentSide, const mapping::Side *childSide)
{
    if (!parentSide || !childSide)
        return {};
    const QString parent = mapping::lazyWord(parentSide->lazy);
    const QString child = mapping::lazyWord(childSide->lazy);
    return parent == child ? parent : parent + u" · "_s + child;
}

} // namespace

Highlighter::Highlighter(const mapping::MappedSchema &schema, const TableLayer &tables,
                         const LinkLayer &links, const CardStyle &style)
    : m_schema(schema), m_tables(tables), m_links(links), m_style(style)
{
}

void Highlighter::apply(base::LinkId hovered) const
{
    QHash<base::TableId, QStringList> marked;
    for (LinkItem *link : m_links.items()) {
        const Emphasis emphasis = emphasisOf(*link, hovered, m_tables);
        link->setEmphasis(emphasis);
        if (emphasis < Emphasis::Hovered) {
            link->setLabels({});
            continue;
        }
        label(*link);
        marked[link->link().child] += link->link().childColumns;
        marked[link->link().parent] += link->link().parentColumns;
    }
    for (TableItem *table : m_tables.items())
        table->setMarkedColumns(marked.value(table->id()));
}

void Highlighter::label(LinkItem &link) const
{
    const mapping::Side *childSide = m_schema.childSide(link.id());
    const mapping::Side *parentSide = m_schema.parentSide(link.id());
    const QFontMetricsF metrics(m_style.type());
    const auto sizeOf = [&](const QString &text, qreal aside) {
        return QSizeF(metrics.horizontalAdvance(text) + 2 * aside, metrics.height() + 2);
    };
    LinkWords words;
    words.childSide = childSide ? childSide->name : QString();
    words.parentSide = parentSide ? parentSide->name : QString();
    words.strategy = strategyText(parentSide, childSide);
    words.childSize = sizeOf(words.childSide, 3);
    words.parentSize = sizeOf(words.parentSide, 3);
    words.strategySize = sizeOf(words.strategy, 8);

    link.setLabels(placeLabels(link.route(), words, obstaclesNear(link)));
}

/// Cards, and the ends of other links with their marks.
QList<QRectF> Highlighter::obstaclesNear(const LinkItem &link) const
{
    QRectF around;
    for (const QPointF &point : link.route())
        around |= QRectF(point, point).adjusted(-200, -40, 200, 40);
    QList<QRectF> obstacles;
    for (const TableItem *table : m_tables.items()) {
        if (table->card().intersects(around))
            obstacles.append(table->card());
    }
    for (const LinkItem *other : m_links.items()) {
        if (other == &link || other->route().size() < 2)
            continue;
        for (const QPointF &end : {other->route().first(), other->route().last()}) {
            if (around.contains(end))
                obstacles.append(QRectF(end, end).adjusted(-20, -7, 20, 7));
        }
    }
    return obstacles;
}

} // namespace relata::ui
