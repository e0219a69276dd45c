#include "documentchange.h"

#include "core/mapping/declare/declarationchange.h"
#include "core/mapping/plan/declare.h"
#include "core/mapping/plan/followtables.h"
#include "core/schema/partids.h"

#include <algorithm>

namespace relata::project {

using base::Result;

bool changesSchema(const DocumentChange &change)
{
    return std::any_of(change.changes.cbegin(), change.changes.cend(), [](const SingleChange &single) {
        const auto *layout = std::get_if<LayoutChange>(&single);
        return layout ? !layout->removed.isEmpty() : !std::holds_alternative<SettingsChange>(single);
    });
}

bool isOnlyLayout(const DocumentChange &change)
{
    return std::ranges::all_of(change.changes, [](const SingleChange &single) {
        return std::holds_alternative<LayoutChange>(single);
    });
}

DocumentChange withFollowers(const mapping::Design &design, DocumentChange change)
{
    for (SingleChange &each : change.changes) {
        if (auto *tables = std::get_if<schema::SchemaChange>(&each))
            *tables = schema::withPartIds(design.schema, std::move(*tables));
    }
    const bool saysItself = std::ranges::any_of(change.changes, [](const SingleChange &each) {
        return std::holds_alternative<mapping::GivenChange>(each);
    });
    for (qsizetype i = 0; !saysItself && i < change.changes.size(); ++i) {
        const auto *tables = std::get_if<schema::SchemaChange>(&change.changes[i]);
        if (!tables)
            continue;
        const mapping::Given after = mapping::followed(design, *tables);
        if (after != design.given)
            change.changes.insert(++i, mapping::GivenChange{design.given, after});
        break; // A planner makes one change of the tables.
    }
    return change;
}

Result<DocumentChange> changeOf(const mapping::Design &design, const mapping::Fix &fix)
{
    if (const auto *tables = fix.tables())
        return withFollowers(design, {fix.text, {*tables}});
    if (!fix.declarations()) // A fix that is none changes nothing.
        return DocumentChange{fix.text, {}};
    mapping::Design mended = design;
    for (const mapping::DeclarationChange &change : fix.declarations()->changes) {
        const auto given = mapping::declared(mended, change);
        if (!given)
            return base::fail(given.error());
        mended.given = *given;
    }
    return DocumentChange{fix.text, {mapping::GivenChange{design.given, mended.given}}};
}

} // namespace relata::project
