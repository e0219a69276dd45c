#include "trial.h"

#include "core/mapping/configure/arguments.h"
#include "core/mapping/configure/definition.h"
#include "core/mapping/configure/initialise.h"
#include "core/mapping/configure/linking.h"
#include "core/mapping/configure/report.h"
#include "core/mapping/configure/settings.h"

#include <algorithm>

namespace relata::mapping {

using schema::Direction;

namespace {

/// A workbench with the same tables and classes, on which a draft can fail unheard.
Workbench emptyBench(const Workbench &work)
{
    Workbench bench(work.catalog);
    bench.classes = work.classes;
    return bench;
}

bool works(Workbench &bench, Draft &draft)
{
    if (!construct(bench, draft) || !resolveArguments(bench, draft) || !setUpJoin(bench, draft) ||
        !checkCascades(bench, draft))
        return false;
    draft.facts.uselist = draft.arguments.uselist.value_or(draft.facts.direction != Direction::ManyToOne);
    return checkStrategy(bench, draft);
}

/// The backref that an origin whose join is known makes.
std::optional<ConfiguredRelationship> tryBackref(const Workbench &work, const Draft &origin)
{
    Workbench bench = emptyBench(work);
    Draft &made = bench.newDraft(origin.facts.target, origin.arguments.backref->name);
    takeFromOrigin(work, origin, made);
    made.declaredBy = -1; // The origin is not on this bench.
    if (!works(bench, made) || !areOpposite(made.facts, origin.facts))
        return {};
    return made.facts;
}

bool fitsItsOtherSides(const Workbench &work, const Draft &draft, const ConfiguredRelationship &now)
{
    return std::all_of(draft.facts.reverse.cbegin(), draft.facts.reverse.cend(), [&](int index) {
        const Draft &other = work.drafts[size_t(index)];
        return other.declaredBy == draft.index || areOpposite(now, other.facts);
    });
}

} // namespace

bool areOpposite(const ConfiguredRelationship &one, const ConfiguredRelationship &other)
{
    return one.direction == Direction::ManyToMany || one.direction != other.direction;
}

std::optional<ConfiguredRelationship> tryOptions(const Workbench &work, const Draft &draft,
                                                 const OptionsEdit &edit)
{
    std::optional<ConfiguredRelationship> now;
    if (draft.declaredBy < 0) {
        RelationshipDeclaration declaration = draft.arguments;
        edit(declaration);
        now = tryRelationship(work, draft.owner(), declaration);
    } else {
        Draft origin = work.drafts[size_t(draft.declaredBy)];
        edit(origin.arguments.backref->options);
        now = tryBackref(work, origin);
    }
    return now && fitsItsOtherSides(work, draft, *now) ? now : std::nullopt;
}

std::optional<ConfiguredRelationship> tryRelationship(const Workbench &work, int owner,
                                                      const RelationshipDeclaration &declaration)
{
    Workbench bench = emptyBench(work);
    Draft &draft = bench.newDraft(owner, declaration.name);
    draft.arguments = declaration;
    if (!works(bench, draft) || (draft.arguments.backref && !tryBackref(work, draft)))
        return {};
    return draft.facts;
}

bool isToldAcross(const Workbench &work, const Draft &draft)
{
    const QString owner = work.classOf(draft.owner()).name;
    const auto isOtherSide = [&](const Draft &other) {
        return (other.owner() == draft.facts.target && other.name() == draft.facts.backPopulates) ||
               other.declaredBy == draft.index ||
               (other.arguments.target == owner && other.arguments.backPopulates == draft.name());
    };
    const auto asks = [](const Draft &each) { return each.arguments.syncBackref.value_or(false); };
    return asks(draft) || std::any_of(work.drafts.cbegin(), work.drafts.cend(),
                                      [&](const Draft &other) { return isOtherSide(other) && asks(other); });
}

QList<Fix> triedFix(const Workbench &work, const Draft &draft, const QString &text, const OptionsEdit &edit)
{
    if (!tryOptions(work, draft, edit))
        return {};
    return {editOptions(work, draft, text, edit)};
}

} // namespace relata::mapping
