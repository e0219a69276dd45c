#pragma once

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

/// Rows that somebody else has selected (a page of a grid) become objects of the session, as if a query of
/// the session had read them; and what is in memory is told without asking the database. Sends no statement.
/// Belongs to a session, lives in its thread.
class AdoptedRows
{
public:
    AdoptedRows(SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    // As the functions of the Session with these names.
    ObjectRef reference(int mapper, const base::Values &key);
    void adopt(ObjectRef object, const base::Values &columns);
    void setCommitted(ObjectRef object, int column, const base::Value &value);
    void setCommitted(ObjectRef object, const MappedRelationship &relationship,
                      const QList<ObjectRef> &objects);
    bool isWhole(ObjectRef object) const;
    base::Value committed(ObjectRef object, int column) const;
    std::optional<QList<ObjectRef>> inMemory(ObjectRef object, const MappedRelationship &relationship);
    void forgetColumns(int mapper);
    void forgetRelated(const MappedRelationship &relationship);

private:
    SessionCore &m_core;
    Attributes &m_attributes;
};

} // namespace relata::orm
