#pragma once

#include "core/orm/load/joinedfillings.h"
#include "core/orm/store/keyindex.h"

#include <functional>

namespace relata::orm {

/// What subqueries bring for the rows of a statement. SQLAlchemy sends the SELECT of a subquery load when the
/// first row wants something of it, so that what it brings is in memory before what the rows behind bring: an
/// object keeps the path and the options of whoever met it first. An object that the statement has made wants
/// a relationship once, whichever of its places in the statement comes first; one that was in memory before
/// wants it at each place, so that what is behind it is looked at again. Lives as long as the statement.
class SubqueryFillings
{
public:
    /// The objects of each key, by its number.
    using Groups = std::vector<QList<ObjectRef>>;
    /// Sends the SELECT.
    using Send = std::function<base::Result<Groups>(const KeyIndex &keys)>;

    SubqueryFillings(SessionCore &core, Attributes &attributes, bool onlyMissing)
        : m_core(core), m_attributes(attributes), m_onlyMissing(onlyMissing)
    {
    }

    /// A relationship that is loaded so at a place of the statement.
    void add(size_t place, const MappedRelationship &relationship, Send send);
    /// A row is to come that has these cells of its own at a place.
    void expect(size_t place, std::span<const base::CellView> own);
    /// A row has the object at a place. Sends what it is the first to want; see done().
    void meet(size_t place, const MetObject &met, std::span<const base::CellView> own);
    /// Whether everything could be sent.
    const base::Done &done() const { return m_done; }

private:
    struct Side
    {
        size_t place = 0;
        const MappedRelationship *relationship = nullptr;
        Send send;
        std::vector<int> columns; ///< of the owner, by which rows find what belongs to them
        KeyIndex keys;
        bool isSent = false;
        Groups groups;
    };

    bool sendOnce(Side &side);

    SessionCore &m_core;
    Attributes &m_attributes;
    bool m_onlyMissing;
    std::vector<std::unique_ptr<Side>> m_sides;
    base::Done m_done;
};

} // namespace relata::orm
