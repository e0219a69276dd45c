#include "designdocument.h"

#include "core/mapping/findings.h"

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

template<typename Value, typename Swap>
Result<SingleChange> applySwap(Value &value, const Swap &swap)
{
    if (value != swap.before) {
        return fail(ErrorCode::InvalidChange, u"The design has changed since this was proposed."_s,
                    u"Look at it again."_s);
    }
    value = swap.after;
    return Swap{swap.after, swap.before};
}

QSet<QString> keysOf(const QList<mapping::Diagnostic> &findings)
{
    QSet<QString> keys;
    for (const mapping::Diagnostic &each : findings)
        keys += mapping::findingKey(each);
    return keys;
}

} // namespace

/// What a change is applied to, as a whole or not at all.
struct DesignDocument::Parts
{
    mapping::Design design;
    DiagramLayout layout;
    DesignSettings settings;

    Result<SingleChange> apply(const SingleChange &single)
    {
        if (const auto *tables = std::get_if<schema::SchemaChange>(&single)) {
            const auto back = schema::applyChange(design.schema, *tables);
            return back ? Result<SingleChange>(*back) : fail(back.error());
        }
        if (const auto *given = std::get_if<mapping::GivenChange>(&single))
            return applySwap(design.given, *given);
        if (const auto *set = std::get_if<SettingsChange>(&single))
            return applySwap(settings, *set);
        const auto back = applyLayout(layout, std::get<LayoutChange>(single));
        return back ? Result<SingleChange>(*back) : fail(back.error());
    }
};

DesignDocument::DesignDocument(QObject *parent) : QObject(parent) {}

void DesignDocument::reset(const mapping::Design &design, const schema::Schema &baseline,
                           const DiagramLayout &layout, const DesignSettings &settings)
{
    m_design = design;
    m_mapped = mapping::mapped(design);
    m_baseline = baseline;
    m_layout = layout;
    m_settings = settings;
    m_findings = mapping::findings(m_mapped);
    m_baselineFindings = keysOf(mapping::findings(mapping::mapped(baseline)));
    emit wasReset();
}

void DesignDocument::reset(const mapping::MappedSchema &schema, const DiagramLayout &layout)
{
    m_design = {schema, {}};
    m_mapped = schema;
    m_baseline = schema;
    m_layout = layout;
    m_settings = {};
    m_findings = mapping::findings(m_mapped);
    m_baselineFindings = keysOf(m_findings);
    emit wasReset();
}

Result<DocumentChange> DesignDocument::change(const DocumentChange &change)
{
    Parts parts{m_design, m_layout, m_settings};
    DocumentChange inverse;
    inverse.text = change.text;
    for (const SingleChange &single : change.changes) {
        const auto back = parts.apply(single);
        if (!back)
            return fail(back.error());
        inverse.changes.prepend(*back);
    }
    m_layout = std::move(parts.layout);
    m_settings = std::move(parts.settings);
    if (parts.design != m_design) {
        m_design = std::move(parts.design);
        m_mapped = mapping::mapped(m_design);
        m_findings = mapping::findings(m_mapped);
    }
    emit changed(change);
    return inverse;
}

} // namespace relata::project
