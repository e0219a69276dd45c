#pragma once

#include "core/orm/flush/keybook.h"

namespace relata::orm {

/// Sends the UPDATEs of changed rows. Finds out what has changed, by which values the row is found, what the
/// version counter becomes, and with the option compareEdited what the row must still hold. Belongs to a
/// flush; lives in the session's thread.
class RowUpdater
{
public:
    RowUpdater(SessionCore &core, Attributes &attributes, const KeyBook &keys)
        : m_core(core), m_attributes(attributes), m_keys(keys)
    {
    }

    /// UPDATEs of the same columns go out together, as in SQLAlchemy: whatever has to be read for one of them
    /// is read before the first is sent.
    /// Fails with the first that fails, and notes its object as refused.
    /// @param replaced for new objects the one whose row they take over
    base::Done update(const QList<ObjectRef> &objects, const QHash<ObjectRef, ObjectRef> &replaced);

    /// Sends one UPDATE. Fails where it does not find exactly one row.
    static base::Done send(SessionCore &core, ObjectRef object, const WrittenRow &row);

private:
    using Batch = QList<std::pair<ObjectRef, WrittenRow>>;

    base::Result<WrittenRow> rowOf(ObjectRef object, ObjectRef replaced);
    NamedValues changedValues(ObjectRef object) const;
    base::Result<NamedValues> place(ObjectRef object, NamedValues &set);
    void countVersion(const Mapper &mapper, const base::Value &version, WrittenRow &row) const;
    void compareWithRead(ObjectRef object, WrittenRow &row) const;
    base::Done sendAll(const Batch &batch);
    base::Done readBack(ObjectRef object, const WrittenRow &row);
    base::Done readKeyBack(ObjectRef object);

    SessionCore &m_core;
    Attributes &m_attributes;
    const KeyBook &m_keys;
};

} // namespace relata::orm
