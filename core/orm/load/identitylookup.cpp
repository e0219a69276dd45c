#include "identitylookup.h"

namespace relata::orm {

base::Result<std::optional<ObjectRef>> IdentityLookup::find(int mapper, const base::Values &key, Reach reach)
{
    const ObjectRef object = m_core.find(mapper, key);
    if (object.isNone() || !m_core.has(object, IsExpired) || m_core.has(object, RowIsKnown))
        return std::optional(object);
    if (!(reach & MaySelect))
        return std::optional<ObjectRef>();
    if (!(reach & MayLoadRelated))
        return std::optional(object);
    const base::Done loaded = m_expired.load(object, reach);
    if (loaded)
        return std::optional(object);
    if (loaded.error().code != base::ErrorCode::ObjectDeleted)
        return base::fail(loaded.error());
    m_core.rowIsGone(object);
    return std::optional(ObjectRef());
}

} // namespace relata::orm
