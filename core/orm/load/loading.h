#pragma once

#include "core/orm/load/loadtask.h"
#include "core/orm/load/rowreader.h"
#include "core/orm/plan/statementmaker.h"

namespace relata::orm {

/// Sends the statements of a load plan; a RowReader makes objects of their rows. Each strategy that sends
/// statements of its own has its file. Belongs to a session.
class Loading
{
public:
    Loading(SessionCore &core, Attributes &attributes)
        : m_core(core), m_attributes(attributes), m_maker(core.registry)
    {
    }

    const StatementMaker &maker() const { return m_maker; }

    /// How many immediate loads of a relationship of an object are underway.
    using Asked = QHash<std::pair<ObjectRef, int>, int>;
    /// When the loads that wait behind a statement are done.
    enum class Behind {
        Now,
        Later, ///< by the task that sends the statement: it has been stepped, so they come next
    };

    /// The object with a key, by a SELECT; NULL parts are compared with IS NULL. No object where there is no
    /// such row.
    base::Result<QList<ObjectRef>> byKey(int mapper, const base::Values &key, const LoadRequest &request,
                                         Behind behind = Behind::Now);
    /// The same by a statement that was made for a key with the same NULL parts.
    base::Result<QList<ObjectRef>> byKey(LoadStatement statement, const base::Values &key,
                                         const LoadRequest &request, Behind behind = Behind::Now);
    /// Sends the statement, makes objects of its rows and lets wait what is to be loaded behind them. The
    /// reader has been made for this statement and request. For the steps of tasks.
    base::Done read(const LoadStatement &statement, std::span<const base::CellView> values, RowReader &reader,
                    const LoadRequest &request);
    /// The same with the values that the statement was made with, and loads what waits; every object once.
    base::Result<QList<ObjectRef>> run(const LoadStatement &statement, const LoadRequest &request,
                                       Behind behind = Behind::Now);
    /// The same, the object of every row.
    base::Result<QList<ObjectRef>> runEveryRow(const LoadStatement &statement, const LoadRequest &request);

    /// Loads a collection for every owner in a session by one SELECT of the whole target table.
    base::Done scan(const QList<ObjectRef> &owners, const MappedRelationship &relationship);
    /// Loads a relationship for owners that do not have it yet, 500 keys a statement.
    base::Done batch(const QList<ObjectRef> &owners, const MappedRelationship &relationship);

private:
    using Tasks = std::vector<std::unique_ptr<LoadTask>>;

    base::Done read(const LoadStatement &statement, RowReader &reader, const LoadRequest &request,
                    Behind behind);
    base::Done refuse(const LoadStatement &statement, std::span<const base::CellView> values,
                      const MappedRelationship &query);
    base::Done readWithSubqueries(const LoadStatement &statement, std::span<const base::CellView> values,
                                  RowReader &reader, const LoadRequest &request);
    void addTasks(const RowReader &reader, const LoadRequest &request);
    std::unique_ptr<LoadTask> taskFor(const PlannedLoad &load, const RowReader &reader, size_t entity,
                                      const LoadRequest &request);
    base::Done work(size_t down);
    base::Done work(std::unique_ptr<LoadTask> task);
    void leaveOutUnderway(LoadOwners &owners, const MappedRelationship &relationship);

    // By strategy; null where nothing is to be done.
    std::unique_ptr<LoadTask> selectin(LoadOwners owners, const MappedRelationship &relationship,
                                       LoadRequest behind);
    std::unique_ptr<LoadTask> selectinByTargets(LoadOwners owners, const MappedRelationship &relationship,
                                                LoadRequest behind);
    std::unique_ptr<LoadTask> selectinByOwners(LoadOwners owners, const MappedRelationship &relationship,
                                               LoadRequest behind);
    std::unique_ptr<LoadTask> immediate(const QList<ObjectRef> &owners,
                                        const MappedRelationship &relationship, bool isReentrant);

    /// The objects behind a statement by the keys of its rows. Its own loads are done when it returns.
    base::Result<SubqueryFillings::Groups> subquery(const LoadStatement &statement,
                                                    const QList<int> &localPath, LoadRequest behind,
                                                    const KeyIndex &keys);

    SessionCore &m_core;
    Attributes &m_attributes;
    const StatementMaker m_maker;
    /// By class and whether it is for a refresh; without options and without NULL.
    QHash<std::pair<int, bool>, LoadStatement> m_byKey;
    Asked m_asked;
    Tasks m_tasks; ///< the last one is the next
    /// Whose relationships a recursive option without an end is loading.
    QSet<std::pair<ObjectRef, int>> m_underway;
    int m_betweenRows = 0; ///< subqueries that are sent between the rows of other statements
};

} // namespace relata::orm
