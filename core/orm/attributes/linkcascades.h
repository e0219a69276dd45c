#pragma once

#include "core/orm/attributes/link.h"
#include "core/orm/session/sessioncore.h"

namespace relata::orm {

/// Who joins the session and who leaves it when objects are linked and unlinked: save-update brings a child
/// in, and a pending child that loses its parent goes out again. Belongs to a session, lives in its thread.
class LinkCascades
{
public:
    explicit LinkCascades(SessionCore &core) : m_core(core) {}

    /// InvalidRequest where single_parent forbids the link, because the child has another owner.
    base::Done checkSingleParent(const Link &link, const Origin &origin) const;
    /// Whoever is linked to an object of the session comes into the session, but not from the other side of
    /// the relationship (SQLAlchemy 2.0), unless that has the same name.
    base::Done bringIn(const Link &link, const Origin &origin);
    /// A child that was taken out of a collection.
    base::Done orphan(const Link &link);
    /// A child in whose place a scalar holds another one now.
    base::Done orphanReplaced(const Link &link);

private:
    SessionCore &m_core;
};

} // namespace relata::orm
