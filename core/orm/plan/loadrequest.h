#pragma once

#include "core/orm/plan/loadoptions.h"
#include "core/orm/store/mapper.h"
#include "core/orm/store/objectref.h"

#include <QSet>

namespace relata::orm {

/// What a load is about, beside its statement: its loader options, how it was reached, and what it does to
/// objects that are in memory. A value.
struct LoadRequest
{
    /// What rows do to objects that are in memory already.
    enum class Existing {
        Complete, ///< set what is not loaded; eager loads are done for them, too
        FillGaps, ///< set what is not loaded; eager loads are for new objects only (a lazy load)
        Replace,  ///< replace what the objects hold (populate_existing)
    };
    /// How much of the refreshed object is read again.
    enum class Extent {
        Whole,
        Expired, ///< all of an expired object, except relationships that were changed since it expired
        Columns, ///< the columns that are not loaded, no relationships
        Named,   ///< some attributes; all others stay as they are, expired ones too
    };

    std::shared_ptr<const LoadOptions> options;
    std::shared_ptr<const LoadOptions> lasting; ///< the part that objects keep; null: nothing
    QList<int> path;     ///< the relationships that lead from the query's class to here, as options see it
    QList<int> followed; ///< all that were followed since the load began, also before a subquery
    Existing existing = Existing::Complete;

    ObjectRef refresh; ///< the object that is read again; None: the load is no refresh
    Extent extent = Extent::Whole;
    QSet<int> onlyColumns;          ///< with Extent::Named
    QSet<int> onlyRelationships;    ///< with Extent::Named; indexes in the registry
    QSet<int> changedRelationships; ///< with Extent::Expired; indexes in the registry

    /// The request of a lazy load: a relationship is read that did not come with its owner.
    /// @param context the loader options that the owner keeps; null: none
    static LoadRequest ofLazyLoad(const MapperRegistry &registry, const MappedRelationship &relationship,
                                  const LoadContext *context);

    /// Continues with the options and the path with which an object was loaded; null: it has none.
    void followContext(const LoadContext *context);

    bool isRefresh() const { return !refresh.isNone(); }
    /// Whether only some attributes of the refreshed object are read.
    bool isPartial() const { return extent == Extent::Columns || extent == Extent::Named; }
    /// Whether a refresh leaves the relationship as it is.
    bool leavesOut(int relationship) const;
};

} // namespace relata::orm
