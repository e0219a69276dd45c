#pragma once

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

/// Sends the DELETE of an object's row. Belongs to a flush; lives in the session's thread.
class RowRemover
{
public:
    RowRemover(SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    /// Deletes the rows of objects of one class. Where rows are gone already there is a warning, or with a
    /// version counter an error. With the option compareEdited every DELETE has to meet one row, unless
    /// another DELETE has taken it along. Notes the object of a failed DELETE as refused.
    base::Done remove(const QList<ObjectRef> &objects);

private:
    base::Result<qint64> removeRow(ObjectRef object);
    base::Result<NamedValues> place(ObjectRef object);
    base::Done checkOne(ObjectRef object, const NamedValues &where, qint64 count);
    base::Done checkGone(const Mapper &mapper, const NamedValues &where);

    SessionCore &m_core;
    Attributes &m_attributes;
};

} // namespace relata::orm
