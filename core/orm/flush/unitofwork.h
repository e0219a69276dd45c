#pragma once

#include "core/orm/flush/flushrules.h"
#include "core/orm/flush/rowwriter.h"

#include <tuple>

namespace relata::orm {

/// One flush: takes the objects that are new, changed or deleted, lets the rules of their relationships add
/// those that change with them, puts all steps in order and runs them. The session makes one for each flush,
/// in its thread.
class UnitOfWork
{
public:
    UnitOfWork(SessionCore &core, Attributes &attributes, CascadeWalker &walker);

    /// An object that is not in the session is ignored.
    void registerObject(ObjectRef object, Registration registration);
    bool hasWork() const { return !m_flush.objects.isEmpty(); }
    /// Sends all statements. Fails with the first error; the caller rolls back.
    base::Done execute();
    /// What was deleted, and what was saved: for the session to mark.
    QList<ObjectRef> deletedObjects() const { return m_flush.objects.all(Fate::Delete); }
    QList<ObjectRef> savedObjects() const { return m_flush.objects.all(Fate::Save); }

private:
    /// Steps of one kind and subject that run together.
    struct Group
    {
        FlushStep step;
        bool isWhole = false;     ///< for all objects
        QList<ObjectRef> objects; ///< else for these
    };

    base::Result<Levels> order();
    std::vector<Group> grouped(const QList<int> &level) const;
    std::tuple<int, QString, Fate> placeOf(const Group &group) const;
    base::Done runLevel(const QList<int> &level);
    base::Done run(const Group &group);

    FlushContext m_flush;
    FlushOrder m_order;
    FlushRules m_rules{m_flush};
    RowWriter m_writer;
};

} // namespace relata::orm
