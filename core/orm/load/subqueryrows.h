#pragma once

#include "core/orm/load/loadowners.h"
#include "core/orm/load/objectinrow.h"
#include "core/orm/plan/loadrequest.h"
#include "core/orm/store/keyindex.h"

#include <functional>

namespace relata::orm {

/// What subqueries bring for the rows of a statement. As in SQLAlchemy the SELECT of a subquery is sent when
/// the first row wants something from it, so that its objects are in memory before those of later rows: an
/// object keeps the path and the options of whoever met it first. An object that the statement fills as a
/// whole wants a relationship once, at whichever of its places comes first; one that was in memory before
/// wants it at each place, so that what follows from it is looked at again. Lives as long as the statement.
class SubqueryRows
{
public:
    /// The objects of each key, by its number.
    using Lists = std::vector<QList<ObjectRef>>;
    /// Sends the SELECT for these keys.
    using Send = std::function<base::Result<Lists>(const KeyIndex &keys)>;

    SubqueryRows(SessionCore &core, Attributes &attributes, LoadRequest::Existing existing)
        : m_core(core), m_attributes(attributes), m_existing(existing)
    {
    }

    /// Lets a subquery load a relationship at a place of the statement.
    void add(size_t place, const MappedRelationship &relationship, Send send);
    /// Announces a row by its own cells at a place. All rows are announced before the first is met.
    void expect(size_t place, std::span<const base::CellView> own);
    /// Sets what a row's object wants at a place, and sends the SELECTs for which it is the first; see
    /// done().
    void meet(size_t place, const ObjectInRow &met, std::span<const base::CellView> own);
    /// Fails with the error of a SELECT that failed; from then on nothing is set any more.
    const base::Done &done() const { return m_done; }

private:
    struct Side
    {
        size_t place = 0;
        const MappedRelationship *relationship = nullptr;
        Send send;
        std::vector<int> columns; ///< of the owner, which hold the key of what belongs to it
        KeyIndex keys;
        bool isSent = false;
        Lists lists;
    };

    bool sendOnce(Side &side);

    SessionCore &m_core;
    Attributes &m_attributes;
    LoadRequest::Existing m_existing;
    std::vector<std::unique_ptr<Side>> m_sides;
    base::Done m_done;
};

} // namespace relata::orm
