#pragma once

#include "core/orm/load/eagerstrategies.h"
#include "core/orm/load/keystatements.h"
#include "core/orm/load/loadstack.h"
#include "core/orm/load/objectreader.h"

namespace relata::orm {

/// Sends the statements of a load plan. An ObjectReader makes objects of their rows; the strategies load what
/// is eager, while the rows are read or afterwards. Belongs to a session, lives in its thread.
class Loading
{
public:
    Loading(SessionCore &core, Attributes &attributes)
        : m_core(core),
          m_attributes(attributes),
          m_maker(core.registry),
          m_keyStatements(m_maker),
          m_strategies(*this)
    {
    }
    Q_DISABLE_COPY_MOVE(Loading)

    SessionCore &core() { return m_core; }
    Attributes &attributes() { return m_attributes; }
    const StatementMaker &maker() const { return m_maker; }
    LoadStack &stack() { return m_stack; }

    /// When the loads that follow a statement are done.
    enum class Following {
        Now,
        Later, ///< by the stack: the sender is one of its tasks, so they come next
    };

    /// The object with a key, by a SELECT; NULL parts are compared with IS NULL. No object where there is no
    /// such row.
    base::Result<QList<ObjectRef>> byKey(int mapper, const base::Values &key, const LoadRequest &request,
                                         Following following = Following::Now);
    /// The same by a statement that was made for a key with the same NULL parts.
    base::Result<QList<ObjectRef>> byKey(LoadStatement statement, const base::Values &key,
                                         const LoadRequest &request, Following following = Following::Now);
    /// Sends a statement with the values that it was made with. Returns every object once.
    base::Result<QList<ObjectRef>> run(const LoadStatement &statement, const LoadRequest &request,
                                       Following following = Following::Now);
    /// The same; returns the object of every row.
    base::Result<QList<ObjectRef>> runEveryRow(const LoadStatement &statement, const LoadRequest &request);
    /// Sends a statement and makes objects of its rows.
    /// @param values for its placeholders
    /// @param reader made for this statement and request
    base::Done read(const LoadStatement &statement, std::span<const base::CellView> values,
                    ObjectReader &reader, const LoadRequest &request, Following following);
    /// Flushes, then sends a SELECT for some keys; the reader sorts the objects by them. Loads that follow
    /// wait in the stack. For the steps of tasks.
    base::Done readForKeys(KeyedSelect &select, const KeyIndex &keys, std::span<const quint32> some,
                           ObjectReader &reader, const LoadRequest &request);
    /// Does a load at once, with everything that follows from it; null: there is none.
    base::Done work(std::unique_ptr<LoadTask> task);

    /// Loads a relationship for these owners by one SELECT of the whole target table.
    base::Done scan(const QList<ObjectRef> &owners, const MappedRelationship &relationship);
    /// Loads a relationship for owners that do not have it yet, 500 keys a statement.
    base::Done batch(const QList<ObjectRef> &owners, const MappedRelationship &relationship);

private:
    struct Eager
    {
        EagerStrategy *strategy;
        EagerLoad load;
    };

    std::vector<Eager> eagerLoads(const LoadStatement &statement, const ObjectReader &reader,
                                  const LoadRequest &request);
    base::Done send(const LoadStatement &statement, std::span<const base::CellView> values,
                    ObjectReader &reader);
    base::Done refuse(const LoadStatement &statement, std::span<const base::CellView> values,
                      const MappedRelationship &query);

    SessionCore &m_core;
    Attributes &m_attributes;
    const StatementMaker m_maker;
    KeyStatements m_keyStatements;
    EagerStrategies m_strategies;
    LoadStack m_stack;
};

/// Views of values, which have to outlive them.
std::vector<base::CellView> viewsOf(const base::Values &values);

} // namespace relata::orm
