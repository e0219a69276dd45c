#pragma once

#include "core/orm/attributes/attributes.h"
#include "core/orm/load/readplace.h"
#include "core/orm/plan/loadrequest.h"

namespace relata::orm {

/// Puts the cells of rows into the objects that they belong to, new ones and those in memory, and notes with
/// which options an object was loaded: its lazy loads follow them. Lives as long as the statement.
class ObjectFiller
{
public:
    using Cells = std::span<const base::CellView>;

    ObjectFiller(SessionCore &core, Attributes &attributes, const LoadRequest &request);

    /// Makes an object of a row whose key has just been added to the identity map, under the next row number
    /// of the class.
    /// @param own the row's cells at the place
    void add(ReadPlace &place, Cells own);
    /// Fills an object that was in memory before, from the first row of the statement that has it.
    void fillExisting(ReadPlace &place, quint32 row, Cells own);
    /// Called where a row has an object that came before: its lazy loads go on from the last place.
    void meetAgain(ReadPlace &place, quint32 row);
    /// See ObjectInRow::isWhole.
    bool fillsWhole(const ReadPlace &place, quint32 row) const;

private:
    enum class Loaded { Keep, Replace };

    void fillNew(ReadPlace &place, quint32 row, Cells own);
    void fill(ObjectRef object, Cells own, Loaded loaded);
    void fillNamed(ObjectRef object, Cells own);
    void setCell(ObjectRef object, int column, const base::CellView &cell);
    bool isDeferred(const Mapper &mapper, int column, const base::CellView &cell) const;
    void forgetRelationships(ReadPlace &place, ObjectRef object);
    void setOwnStrategies(const ReadPlace &place, quint32 row);
    bool hasLastingOptions() const { return m_request.lasting != nullptr; }
    quint32 contextOf(ReadPlace &place);

    SessionCore &m_core;
    Attributes &m_attributes;
    const LoadRequest &m_request;
};

} // namespace relata::orm
