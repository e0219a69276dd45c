#pragma once

#include "core/orm/load/selectstrategy.h"

namespace relata::orm {

/// lazy="dynamic" and "write_only": the related objects are not kept in memory; every question about them is
/// a statement. Belongs to a session.
class DynamicStrategy
{
public:
    DynamicStrategy(Loading &loading, LazySelects &selects, SelectStrategy &select)
        : m_loading(loading), m_selects(selects), m_select(select)
    {
    }

    /// The objects that the database has now. Does not flush first.
    base::Result<QList<ObjectRef>> select(ObjectRef object, const MappedRelationship &relationship);
    /// How many objects the database has now. Does not flush first.
    base::Result<qint64> count(ObjectRef object, const MappedRelationship &relationship);
    /// What iterating over a dynamic relationship gives. Flushes first. An object without a row has only what
    /// was added to it.
    base::Result<QList<ObjectRef>> items(ObjectRef object, const MappedRelationship &relationship);

    /// Selects the objects for the next historyOf(), where that is allowed. Fails for "write_only", whose
    /// objects cannot be loaded.
    base::Result<RelatedRead::Kind> selectForHistory(ObjectRef object, const MappedRelationship &relationship,
                                                     Reach reach);
    /// The net change, given what is queued and what selectForHistory() has found: only objects that are
    /// there can be removed, and those that are there already are not added.
    RelatedHistory historyOf(const RelatedHistory &queued);

private:
    SessionCore &core() const { return m_loading.core(); }

    Loading &m_loading;
    LazySelects &m_selects;
    SelectStrategy &m_select;
    QList<ObjectRef> m_foundForHistory;
};

} // namespace relata::orm
