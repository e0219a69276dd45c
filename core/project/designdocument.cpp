#include "designdocument.h"

#include <algorithm>
#include <cmath>

namespace relata::project {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

void place(DiagramLayout &layout, LayoutChange &inverse, base::TableId table, const QPointF *position)
{
    if (inverse.positions.contains(table) || inverse.removed.contains(table))
        return;
    if (const auto before = layout.positions.constFind(table); before != layout.positions.cend())
        inverse.positions.insert(table, *before);
    else
        inverse.removed += table;
    if (position)
        layout.positions.insert(table, *position);
    else
        layout.positions.remove(table);
}

/// A table that is both placed and removed is removed.
Result<LayoutChange> applyLayout(DiagramLayout &layout, const LayoutChange &change)
{
    for (const QPointF &position : change.positions) {
        if (!std::isfinite(position.x()) || !std::isfinite(position.y())) {
            return fail(ErrorCode::InvalidChange, u"A card cannot stand at a place that is not a number."_s,
                        u"Arrange the diagram anew."_s);
        }
    }
    LayoutChange inverse;
    inverse.text = change.text;
    for (const base::TableId table : change.removed)
        place(layout, inverse, table, nullptr);
    for (auto it = change.positions.cbegin(); it != change.positions.cend(); ++it)
        place(layout, inverse, it.key(), &it.value());
    std::sort(inverse.removed.begin(), inverse.removed.end());
    return inverse;
}

} // namespace

DesignDocument::DesignDocument(QObject *parent) : QObject(parent) {}

void DesignDocument::reset(const schema::Schema &schema, const DiagramLayout &layout)
{
    m_schema = schema;
    m_baseline = schema;
    m_layout = layout;
    emit wasReset();
}

Result<DocumentChange> DesignDocument::change(const DocumentChange &change)
{
    schema::Schema schema = m_schema;
    DiagramLayout layout = m_layout;
    DocumentChange inverse;
    inverse.text = change.text;
    for (const SingleChange &single : change.changes) {
        if (const auto *ofSchema = std::get_if<schema::SchemaChange>(&single)) {
            const auto back = schema::applyChange(schema, *ofSchema);
            if (!back)
                return fail(back.error());
            inverse.changes.prepend(*back);
        } else {
            const auto back = applyLayout(layout, std::get<LayoutChange>(single));
            if (!back)
                return fail(back.error());
            inverse.changes.prepend(*back);
        }
    }
    m_schema = std::move(schema);
    m_layout = std::move(layout);
    emit changed(change);
    return inverse;
}

} // namespace relata::project
