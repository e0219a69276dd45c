#pragma once

#include "core/orm/attributes/changenotes.h"
#include "core/orm/attributes/histories.h"
#include "core/orm/attributes/reach.h"

namespace relata::orm {

class LazyLoader;

/// Reads and sets the columns of objects. Belongs to a session, lives in its thread.
class ColumnAttributes
{
public:
    /// @param loader is asked for what is not in memory
    ColumnAttributes(SessionCore &core, ChangeNotes &notes, LazyLoader &loader)
        : m_core(core), m_notes(notes), m_loader(loader)
    {
    }

    /// Loads an expired column, or one that was too large to come with its row, where `reach` allows it.
    /// Fails with DetachedInstance where the object belongs to no session, with ObjectDeleted where its row
    /// has gone.
    base::Result<ColumnRead> read(ObjectRef object, int column, Reach reach);
    /// The value as the database has it, where it was changed since.
    base::Result<ColumnRead> readCommitted(ObjectRef object, int column, Reach reach);
    /// Loads the old value where it finds the row. InvalidRequest for a value of which only the beginning is
    /// known.
    base::Done set(ObjectRef object, int column, const base::Value &value);
    /// All that is in memory: nothing is loaded for it.
    ColumnHistory history(ObjectRef object, int column) const;

private:
    SessionCore &m_core;
    ChangeNotes &m_notes;
    LazyLoader &m_loader;
};

} // namespace relata::orm
