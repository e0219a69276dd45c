#include "flusher.h"

#include "core/orm/flush/unitofwork.h"
#include "core/orm/session/objectstates.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

Done Flusher::flush()
{
    if (m_core.flushing)
        return fail(ErrorCode::InvalidRequest, u"The session is flushing already."_s);
    if (m_core.isClean())
        return {};
    UnitOfWork work(m_core, m_attributes, m_walker);
    collect(work);
    if (!work.hasWork())
        return {};
    if (const Done usable = m_transaction.checkUsable(); !usable)
        return usable;
    m_core.flushing = true;
    const Done written = write(work);
    m_core.flushing = false;
    dropWritten();
    if (written) {
        for (const ObjectRef object : QSet<ObjectRef>(m_core.modified))
            m_attributes.commitAll(object);
    } else if (m_onFailure == OnFailure::TakeBack) {
        m_transaction.takeBackAfter(written.error());
    }
    return written;
}

/// Registers what is new, changed or deleted. Objects that lost their parent are deleted, or never inserted.
void Flusher::collect(UnitOfWork &work)
{
    QList<ObjectRef> candidates = m_core.newObjects.list();
    for (const ObjectRef object : std::as_const(m_core.modified)) {
        if (!m_core.has(object, IsNew) && !m_core.has(object, WasDeleted))
            candidates += object;
    }
    for (const ObjectRef object : std::as_const(candidates)) {
        if (m_core.deleted.contains(object))
            continue;
        const bool isOrphan = m_core.isOrphan(object);
        const bool hasKey = m_core.has(object, HasKey);
        if (isOrphan && !hasKey && m_core.has(object, LostParent))
            m_states.detach(object);
        else
            work.registerObject(object, isOrphan && hasKey ? Registration::Delete : Registration::Save);
    }
    for (const ObjectRef object : std::as_const(m_core.deleted))
        work.registerObject(object, Registration::Delete);
}

Done Flusher::write(UnitOfWork &work)
{
    m_core.refused = {};
    if (const Done sent = work.execute(); !sent)
        return sent;
    for (const ObjectRef object : work.deletedObjects())
        m_core.rowIsGone(object);
    for (const ObjectRef object : work.savedObjects()) {
        if (const Done registered = m_written.registerPersistent(object); !registered)
            return registered;
    }
    return {};
}

void Flusher::dropWritten()
{
    for (const ObjectRef object : m_core.newObjects.list()) {
        if (!m_core.has(object, IsNew))
            m_core.newObjects.remove(object);
    }
}

} // namespace relata::orm
