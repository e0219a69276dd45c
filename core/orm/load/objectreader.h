#pragma once

#include "core/base/rowpage.h"
#include "core/base/rowsink.h"
#include "core/orm/load/objectfiller.h"
#include "core/orm/load/objectsbykey.h"
#include "core/orm/load/subqueryrows.h"

namespace relata::orm {

/// Makes objects of the rows of one statement as they come: looks each row's key up in the identity map,
/// makes an object where there is none, and fills what is not loaded. Cells go from the database straight
/// into the store. For one statement, whose columns and request must outlive it.
class ObjectReader : public base::RowSink
{
public:
    ObjectReader(SessionCore &core, Attributes &attributes, const EntityColumns &columns,
                 const LoadRequest &request);
    ~ObjectReader() override;

    /// Sorts the objects by a key that stands in these columns of the rows; see byKey().
    void groupBy(const KeyIndex &keys, std::vector<int> columns);
    /// Keeps the object of every row; see everyRow().
    void keepEveryRow() { m_keepsRows = true; }

    // What rows bring beside the columns of their objects. Strategies say so before the first row.
    /// Sets a relationship of a place from what the statement joins to it.
    void fillFromJoin(size_t place, const PlannedLoad &load);
    /// Leaves a relationship of a place empty.
    void fillWithNothing(size_t place, const MappedRelationship &relationship);
    /// Sets a relationship of a place from a subquery that is sent while rows are read: all rows must have
    /// come before the first is read, by readAll().
    void fillFromSubquery(size_t place, const MappedRelationship &relationship, SubqueryRows::Send send);
    bool hasSubqueries() const;

    void begin(int columns) override;
    void row(std::span<const base::CellView> cells) override;
    /// Reads the rows of the statement, which have all come. Fails with the error of a subquery.
    base::Done readAll(const base::RowPage &rows);
    /// The rows are over: sets the relationships that joins have filled.
    void finish();

    /// The places of the statement, each before those that are joined to it. At the first stands the class
    /// that was asked for.
    size_t placeCount() const { return m_places.size(); }
    const PlannedEntity &planned(size_t place) const;
    /// The objects of a place, each once, in order of arrival.
    const QList<ObjectRef> &objects(size_t place = 0) const;
    /// The objects of a place for which eager loads follow: all of them, in a lazy load only new ones.
    LoadOwners eagerOwners(size_t place) const;
    /// The object of each row; None where it had none.
    const QList<ObjectRef> &everyRow() const { return m_rows; }
    /// The objects by their keys; only after groupBy().
    const ObjectsByKey &byKey() const { return *m_byKey; }

private:
    /// The object of a row at a place; None where the row has none there.
    struct ReadObject
    {
        ObjectRef object;
        bool isNew = false;
    };

    size_t addPlace(const EntityColumns &columns);
    RowSet &metRows(int mapper);
    ReadObject read(ReadPlace &place, std::span<const base::CellView> row);
    void fillBeside(ReadPlace &place, const ObjectInRow &met, std::span<const base::CellView> row);
    void list(ReadPlace &place, const ObjectInRow &met);
    base::Result<SubqueryRows::Lists> sendBetweenRows(const SubqueryRows::Send &send, const KeyIndex &keys);

    SessionCore &m_core;
    const LoadRequest &m_request;
    ObjectFiller m_filler;
    JoinedRows m_joinedRows;
    SubqueryRows m_subqueryRows;
    std::vector<ReadPlace> m_places;
    std::vector<std::pair<int, std::unique_ptr<RowSet>>> m_met; ///< by class; see ReadPlace::met
    std::optional<ObjectsByKey> m_byKey;
    bool m_keepsRows = false;
    QList<ObjectRef> m_rows;
};

} // namespace relata::orm
