#pragma once

#include "core/orm/load/selectstrategy.h"

namespace relata::orm {

/// lazy="dynamic" and "write_only": no related objects are kept in memory, every question is a statement.
/// Belongs to a session.
class DynamicStrategy
{
public:
    DynamicStrategy(Loading &loading, LazySelects &selects, SelectStrategy &select)
        : m_loading(loading), m_selects(selects), m_select(select)
    {
    }

    /// The objects, as the database has them now. Nothing is flushed before their SELECT.
    base::Result<QList<ObjectRef>> select(ObjectRef object, const MappedRelationship &relationship);
    /// How many the database has now.
    base::Result<qint64> count(ObjectRef object, const MappedRelationship &relationship);
    /// What going through a dynamic relationship gives: flushes first. An object without a row has only what
    /// was added.
    base::Result<QList<ObjectRef>> items(ObjectRef object, const MappedRelationship &relationship);

    /// Begins the history of the relationship: selects its objects where that is allowed, for
    /// historyOf(). Fails for "write_only", whose objects cannot be loaded.
    base::Result<RelatedRead::Kind> selectForHistory(ObjectRef object, const MappedRelationship &relationship,
                                                     Reach reach);
    /// Queued changes beside what selectForHistory() has found: only what is there can be removed, and what
    /// is there is not added.
    RelatedHistory historyOf(const RelatedHistory &queued);

private:
    SessionCore &core() const { return m_loading.core(); }

    Loading &m_loading;
    LazySelects &m_selects;
    SelectStrategy &m_select;
    QList<ObjectRef> m_foundForHistory;
};

} // namespace relata::orm
