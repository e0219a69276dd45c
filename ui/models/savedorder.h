#pragma once

#include "core/async/doors.h"
#include "core/mapping/mappedschema.h"
#include "ui/models/rowloader.h"

namespace relata::ui {

/// Tells whether a save may have changed which rows a scope has, or their order: then they have to be asked
/// again; else it is enough that the written rows take their new values. The schema and the loader have to
/// outlive it.
class SavedOrder
{
public:
    SavedOrder(const mapping::MappedSchema &schema, const RowLoader &loader)
        : m_schema(schema), m_loader(loader)
    {
    }

    /// @param shown the rows as they were before the save
    bool mayHaveChanged(const QList<base::Record> &shown, const base::SaveReport &summary) const;

private:
    bool touchesWay(const QSet<QString> &tables) const;
    bool changesSorting(const base::Record &before, const base::Record &now) const;

    const mapping::MappedSchema &m_schema;
    const RowLoader &m_loader;
};

} // namespace relata::ui
