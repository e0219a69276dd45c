#pragma once

#include "core/orm/attributes/cascadewalker.h"
#include "core/orm/flush/flushhistory.h"
#include "core/orm/flush/topological.h"

#include <tuple>

namespace relata::orm {

/// What a flush does at one place of its order. The first four concern all objects of a class or
/// relationship; where those go in circles they are broken up into the others, one for each object.
struct FlushAction
{
    enum class Kind { SaveAll, DeleteAll, ProcessAll, PostUpdateAll, Save, Delete, Process };
    Kind kind = Kind::SaveAll;
    int mapper = -1;
    int processor = -1;
    bool isDelete = false;
    ObjectRef object;

    bool operator==(const FlushAction &) const = default;
    friend size_t qHash(const FlushAction &action, size_t seed = 0)
    {
        return qHashMulti(seed, int(action.kind), action.mapper, action.processor, action.isDelete,
                          action.object);
    }
};

/// One flush: which rows are written, in which order. As SQLAlchemy's UOWTransaction: objects are registered,
/// each relationship adds those that it concerns, then actions are sorted by what they need. Lives as long
/// as the flush.
class UnitOfWork
{
public:
    UnitOfWork(SessionCore &core, Attributes &attributes, CascadeWalker &walker);

    /// False where the object is not in the session; then there is a warning if `operation` names what for.
    bool registerObject(ObjectRef object, bool isDelete = false, bool listOnly = false,
                        bool cancelDelete = false, QStringView operation = {},
                        const MappedRelationship *relationship = nullptr);
    bool hasWork() const { return !m_states.isEmpty(); }
    /// Sends all statements. Fails with the first error; the caller rolls back.
    base::Done execute();
    /// What was deleted, and what was saved: for the session to mark.
    QList<ObjectRef> deletedObjects() const { return objects(true); }
    QList<ObjectRef> savedObjects() const { return objects(false); }

private:
    enum class Rule { OneToMany, ManyToOne, ManyToMany, KeySwitch };
    /// What a relationship does in a flush: SQLAlchemy's dependency processor.
    struct Processor
    {
        Rule rule = Rule::OneToMany;
        const MappedRelationship *relationship = nullptr;
        bool isRegistered = false;
        bool hasActions = false;
        QSet<ObjectRef> processed;
    };
    struct State
    {
        bool isDelete = false;
        bool listOnly = false;
        qsizetype arrival = 0; ///< new objects are registered in the order of their coming
    };

    // Order
    int action(const FlushAction &action);
    void depend(int first, int second) { m_edges.insert({first, second}); }
    void addMapper(int mapper);
    int saveAll(int mapper);
    int deleteAll(int mapper);
    int processAll(int processor, bool isDelete);
    int postUpdateAll(int mapper, bool isDelete);
    base::Result<bool> prepare(int processor);
    base::Result<bool> hasChanges(const Processor &processor, const QList<ObjectRef> &objects, bool isDelete);
    void addActions(int processor);
    base::Result<Levels> sorted();
    base::Done breakUp();
    base::Done breakUpProcessor(int processor, const QList<ObjectRef> &objects, bool isDelete);
    void dependOne(int processor, bool isDelete, ObjectRef child, bool childKnown, bool childDeleted,
                   int saveParent, int deleteParent, int childAction, int process);
    QList<ObjectRef> objectsOf(int mapper, bool isDelete) const;
    QList<ObjectRef> objects(bool isDelete) const;
    bool isDeleted(ObjectRef object) const;
    base::Done runLevel(const QList<int> &level);
    std::tuple<int, QString, bool> placeOf(const FlushAction &action) const;
    base::Done run(const FlushAction &action, const QList<ObjectRef> &objects);

    // Relationships
    base::Done presort(Processor &processor, const QList<ObjectRef> &objects, bool isDelete);
    base::Done process(const Processor &processor, const QList<ObjectRef> &objects, bool isDelete);
    base::Done presortOneToManyDeletes(const MappedRelationship &relationship, ObjectRef object);
    base::Done presortOneToManySaves(const MappedRelationship &relationship, ObjectRef object);
    base::Done oneToManyDeletes(const MappedRelationship &relationship, ObjectRef object);
    base::Done oneToManySaves(const MappedRelationship &relationship, ObjectRef object);
    base::Done presortManyToOne(const MappedRelationship &relationship, ObjectRef object, bool isDelete);
    base::Done manyToOneDeletes(const MappedRelationship &relationship, ObjectRef object);
    base::Done manyToOneSaves(const MappedRelationship &relationship, ObjectRef object);
    base::Done presortManyToMany(const MappedRelationship &relationship, ObjectRef object, bool isDelete);
    base::Done manyToMany(const MappedRelationship &relationship, const QList<ObjectRef> &objects,
                          bool isDelete);
    base::Done keySwitches(const MappedRelationship &relationship, const QList<ObjectRef> &switched);
    base::Done deleteWithCascade(ObjectRef object, const MappedRelationship &relationship);
    base::Done checkItem(const MappedRelationship &relationship, ObjectRef child) const;
    base::Done syncChild(const MappedRelationship &relationship, ObjectRef parent, ObjectRef child,
                         bool clears, bool keysChanged);
    base::Done syncOwner(const MappedRelationship &relationship, ObjectRef object, ObjectRef target,
                         bool clears, QStringView operation);
    base::Done checkHas(ObjectRef object, mapping::ColumnIndex column,
                        const MappedRelationship &relationship) const;
    base::Done clear(ObjectRef object, const MappedRelationship &relationship);
    base::Done populate(ObjectRef source, ObjectRef destination, const MappedRelationship &relationship,
                        bool cascadesKeys);
    void postUpdate(ObjectRef object, const MappedRelationship &relationship);
    Reach reachOnDelete(const MappedRelationship &relationship) const;
    /// The pairs that another side of the same link has written.
    QSet<std::pair<ObjectRef, ObjectRef>> *processedPairs(const MappedRelationship &relationship);
    base::Done writeLinks(const MappedRelationship &relationship, const QList<NamedValues> &inserts,
                          const QList<WrittenRow> &updates, const QList<NamedValues> &deletes);
    base::Result<NamedValues> linkRow(const MappedRelationship &relationship, ObjectRef object,
                                      ObjectRef child, bool old);
    void warnOfMissingKey(const MappedRelationship &relationship, const NamedValues &row);
    void warnNotInSession(ObjectRef object, QStringView operation, const MappedRelationship &relationship);

    // Rows
    base::Done save(QList<ObjectRef> objects);
    base::Done remove(QList<ObjectRef> objects);
    quint64 keyPartsWithoutValue(ObjectRef object);
    void warnOfKeyPart(const schema::Table &table, const QString &column);
    base::Done insertRow(ObjectRef object);
    base::Done insertGiven(ObjectRef object);
    QList<int> columnsToTakeBack(ObjectRef object) const;
    void compareWithRead(ObjectRef object, const NamedValues &set, NamedValues &where) const;
    base::Done takeKeyBack(ObjectRef object);
    base::Done checkRemoved(ObjectRef object, const NamedValues &where, qint64 count);
    base::Done promiseKeys();
    bool waitsForNothing(const Edge &edge) const;
    base::Done chooseKeys(const Mapper &mapper);
    base::Result<qint64> lastGivenKey(const Mapper &mapper);
    bool knowsKey(ObjectRef parent, const MappedRelationship &relationship) const;
    base::Error keyNeverKnown();
    base::Done updateRows(const QList<ObjectRef> &objects, const QHash<ObjectRef, ObjectRef> &replaced);
    base::Result<WrittenRow> rowToUpdate(ObjectRef object, ObjectRef replaced);
    base::Done updateRow(ObjectRef object, const WrittenRow &row);
    NamedValues changedValues(ObjectRef object) const;
    void countVersion(const Mapper &mapper, const base::Value &version, WrittenRow &row) const;
    base::Done takeBack(ObjectRef object, const WrittenRow &row);
    base::Result<NamedValues> rowToRemove(ObjectRef object);
    base::Result<qint64> removeRow(ObjectRef object);
    base::Result<NamedValues> rowKey(ObjectRef object, NamedValues &set);
    base::Done postUpdateRows(int mapper, bool isDelete);
    base::Done postUpdateRow(ObjectRef object, const QSet<int> &columns);
    base::Error staleUpdate(ObjectRef object, qint64 found) const;
    void sortForSaving(QList<ObjectRef> &objects) const;
    base::Result<ObjectRef> replacedBy(ObjectRef object);

    SessionCore &m_core;
    Attributes &m_attributes;
    CascadeWalker &m_walker;
    FlushHistory m_history{m_core, m_attributes};
    std::vector<Processor> m_processors; ///< by relationship, then once more for key switches
    QHash<ObjectRef, State> m_states;
    QHash<int, QList<ObjectRef>> m_byMapper;
    QList<int> m_active;                   ///< processors in the order of their coming
    QHash<int, QList<int>> m_processorsOf; ///< by class of the owner, those that have actions
    QList<FlushAction> m_actions;
    QHash<FlushAction, int> m_actionNumbers;
    QSet<Edge> m_edges;
    QSet<int> m_disabled;
    QSet<int> m_cycles;
    QHash<int, QSet<ObjectRef>> m_childrenAdded; ///< by relationship
    QHash<QString, QSet<std::pair<ObjectRef, ObjectRef>>> m_pairs;
    QHash<int, QHash<ObjectRef, QSet<int>>> m_postUpdates; ///< by class: objects and columns
    QHash<int, QSet<int>> m_postUpdateColumns;
    QSet<std::pair<ObjectRef, int>> m_cascadedKeys;
    std::vector<base::CellView> m_values; ///< of the row that is written
};

} // namespace relata::orm
