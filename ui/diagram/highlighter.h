#pragma once

#include "core/mapping/mappedschema.h"

#include <QRectF>

namespace relata::ui {

class CardStyle;
class LinkItem;
class LinkLayer;
class TableLayer;

/// Makes the selected and hovered links stand out, with their names, and the rows that they join. Called by
/// the scene whenever selection, pointer or routes change; keeps nothing.
class Highlighter
{
public:
    Highlighter(const mapping::MappedSchema &schema, const TableLayer &tables, const LinkLayer &links,
                const CardStyle &style);

    /// @param hovered the link under the pointer, null for none
    void apply(base::LinkId hovered) const;

private:
    void label(LinkItem &link) const;
    QList<QRectF> obstaclesNear(const LinkItem &link) const;

    const mapping::MappedSchema &m_schema;
    const TableLayer &m_tables;
    const LinkLayer &m_links;
    const CardStyle &m_style;
};

} // namespace relata::ui
