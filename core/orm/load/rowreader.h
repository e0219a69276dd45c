#pragma once

#include "core/base/rowpage.h"
#include "core/base/rowsink.h"
#include "core/orm/plan/selectwriter.h"
#include "core/orm/load/subqueryfillings.h"

namespace relata::orm {

/// What a load is about, beside its statement.
struct LoadRequest
{
    std::shared_ptr<const LoadOptions> options;
    std::shared_ptr<const LoadOptions> lasting; ///< which of them objects keep; null: none
    QList<int> path;                            ///< relationships that led here; options know them
    QList<int> way;                 ///< the same without what SQLAlchemy forgets behind a subquery
    bool populateExisting = false;  ///< overwrite what objects hold
    bool onlyMissing = false;       ///< a lazy load: objects in memory get what they lack and nothing eagerly
    ObjectRef refresh;              ///< the object that is refreshed; None: no refresh
    QSet<int> onlyColumns;          ///< with onlyNamed
    QSet<int> onlyRelationships;    ///< indexes; with partial
    bool partial = false;           ///< a refresh of an object's expired, or of its named, attributes
    bool onlyNamed = false;         ///< with partial: all other columns stay as they are, expired ones too
    bool unexpires = false;         ///< a partial refresh of an object of which nothing is in memory
    QSet<int> changedRelationships; ///< indexes; with unexpires: what was changed since stays as it is
};

/// Makes objects of the rows of one statement as they come: looks each row's key up in the identity map,
/// makes an object where there is none, fills what is not loaded. Cells go from the database straight into
/// the store. Lives as long as the statement.
class RowReader : public base::RowSink
{
public:
    RowReader(SessionCore &core, Attributes &attributes, const EntityColumns &columns,
              const LoadRequest &request);
    ~RowReader() override;

    /// Rows are sorted by a key that stands in these columns; see grouped().
    void groupBy(const KeyIndex &keys, std::vector<int> columns);
    /// Keeps the object of every row; see everyRow().
    void keepEveryRow() { m_keepsRows = true; }

    void row(std::span<const base::CellView> cells) override;
    /// The rows are over: sets the relationships that joins have filled.
    void finish();

    /// Whether rows want what subqueries bring: then all of them have to be there before the first is read.
    bool hasSubqueries() const;
    void addSubquery(size_t entity, const MappedRelationship &relationship, SubqueryFillings::Send send);
    /// Reads all rows of the statement.
    base::Done readAll(const base::RowPage &rows);

    /// The classes of the statement, each before those that are joined to it; the first is the one that was
    /// asked for.
    size_t entityCount() const;
    const PlannedEntity &planned(size_t entity) const;
    /// The objects of an entity, each once, in the order of their coming.
    const QList<ObjectRef> &objects(size_t entity = 0) const;
    /// All of them, to load something for them.
    LoadOwners owners(size_t entity) const;
    /// Those of them whose eager loads are to be done in any case.
    LoadOwners eagerOwners(size_t entity) const;
    /// The object of each row; None where it had none.
    const QList<ObjectRef> &everyRow() const { return m_rows; }
    /// The objects of each key, by its number, in the order of their coming.
    std::vector<QList<ObjectRef>> grouped() const;
    /// Adds them to lists by the number of the key, which are there already.
    void addGroups(std::vector<QList<ObjectRef>> &groups) const;

private:
    struct Entity;

    size_t addEntity(const EntityColumns &columns);
    ObjectRef read(Entity &entity, std::span<const base::CellView> cells);
    void add(Entity &entity, std::span<const base::CellView> own, quint32 row);
    void meet(Entity &entity, std::span<const base::CellView> own, quint32 row);
    void fillBeside(Entity &entity, const MetObject &met, std::span<const base::CellView> cells);
    void sortIn(Entity &entity, const MetObject &met, std::span<const base::CellView> own);
    base::Result<SubqueryFillings::Groups> sendBetween(const SubqueryFillings::Send &send,
                                                       const KeyIndex &keys);
    void overwrite(Entity &entity, ObjectRef object);
    void giveStrategies(const Entity &entity, ObjectRef object);
    bool isWhole(const Entity &entity, quint32 row) const;
    void fill(ObjectRef object, std::span<const base::CellView> own, bool overwrite);
    void fillNew(Entity &entity, std::span<const base::CellView> own, quint32 row);
    bool isDeferred(const Mapper &mapper, int column, const base::CellView &cell) const;
    void goOnFromHere(Entity &entity, quint32 row);
    quint32 contextOf(Entity &entity);
    RowSet &freshRows(int mapper);

    SessionCore &m_core;
    Attributes &m_attributes;
    const LoadRequest &m_request;
    JoinedFillings m_fillings;
    SubqueryFillings m_subqueries;
    std::vector<Entity> m_entities;
    std::vector<std::pair<int, std::unique_ptr<RowSet>>> m_fresh; ///< by class
    bool m_hasOptions = false;
    bool m_keepsRows = false;
    QList<ObjectRef> m_rows;
    const KeyIndex *m_keys = nullptr;
    std::vector<int> m_keyColumns;
    std::vector<std::pair<quint32, ObjectRef>> m_found; ///< number of the key, object
    bool m_repeats = false;                             ///< an object came twice
};

} // namespace relata::orm
