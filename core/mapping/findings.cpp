#include "findings.h"

#include "core/mapping/lint/schemalints.h"
#include "core/mapping/lint/tablerules.h"

#include <algorithm>

namespace relata::mapping {

QList<Diagnostic> findings(const MappedSchema &schema)
{
    QList<Diagnostic> all = tableRules(schema);
    QSet<base::LinkId> told;
    for (const Diagnostic &each : std::as_const(all)) {
        if (each.grade == Grade::Error && each.where.foreignKey.isValid())
            told += each.where.foreignKey;
    }
    for (const Diagnostic &each : schema.configuration->diagnostics) {
        if (each.where.relationship.isEmpty() && told.contains(each.where.foreignKey))
            continue;
        all += each;
    }
    all += schemaLints(schema);
    std::ranges::stable_sort(all, {}, &Diagnostic::grade);
    return all;
}

QString findingKey(const Diagnostic &finding)
{
    const Place &where = finding.where;
    return QStringList{finding.kind, where.table, where.column, where.className, where.relationship}.join(
        u'\x1f');
}

QString placeText(const Place &place)
{
    if (!place.relationship.isEmpty())
        return place.className + u'.' + place.relationship;
    return place.table.isEmpty() ? place.className : tablePlace(place);
}

} // namespace relata::mapping
