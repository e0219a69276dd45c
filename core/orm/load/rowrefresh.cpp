#include "rowrefresh.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

Done RowRefresh::read(ObjectRef object, LoadRequest request, Reach reach)
{
    SessionCore &core = m_loading.core();
    if (!core.has(object, InSession)) {
        return fail(ErrorCode::DetachedInstance,
                    u"%1 belongs to no session, so its expired values cannot be read again."_s.arg(
                        core.describe(object)),
                    u"Add or merge the object into a session first."_s);
    }
    request.refresh = object;
    request.followContext(core.contextOf(object));
    // What is read has been decided before the flush, which may read the same object or change its key.
    const base::Values key = core.heap(object).key(object.row);
    if (const Done flushed = reach & WithoutAutoflush ? Done() : core.autoflushNow(); !flushed)
        return flushed;
    const auto found = m_loading.byKey(object.cls, key, request);
    if (!found)
        return fail(found.error());
    if (found->isEmpty()) {
        return fail(ErrorCode::ObjectDeleted,
                    u"The row of %1 is no longer in the database."_s.arg(core.describe(object)),
                    u"Somebody deleted it; take the object out of the session."_s);
    }
    return {};
}

} // namespace relata::orm
