#pragma once

#include "core/orm/dryrun.h"
#include "core/orm/query.h"
#include "core/orm/sessioncore.h"
#include "core/orm/sessionoptions.h"

namespace relata::orm {

class Attributes;
class CascadeWalker;
class LazyLoader;
class Loading;
class UnitOfWork;

/// The state of an object, as SQLAlchemy's inspect() tells it.
enum class ObjectState { Transient, Pending, Persistent, Deleted, Detached };

/// SQLAlchemy's word of a state ("pending").
QString stateWord(ObjectState state);

/// A unit of work on one connection: SQLAlchemy's Session for classes that exist only at run time. Keeps one
/// object for each row (identity map), loads related objects when they are read, and writes what has changed
/// when it is flushed. Objects are values (ObjectRef) that stay valid as long as the session lives, in every
/// state. Does not own the connection. Lives in its thread; nothing here is for several threads.
///
/// Errors are base::Error; base::errorClass() tells by which name SQLAlchemy knows them. After an error in a
/// flush everything but rollback() fails with PendingRollback.
class Session
{
public:
    /// @param configuration what mapping::configure() found, without errors
    Session(db::Connection &connection, mapping::Configuration configuration, SessionOptions options = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    const MapperRegistry &registry() const { return m_core.registry; }
    /// Told of every statement before it is sent.
    void setObserver(Executor::Observer observer) { m_core.executor.setObserver(std::move(observer)); }
    void setCause(base::Cause cause) { m_core.executor.setCause(std::move(cause)); }
    /// The warnings since the last call.
    QList<Warning> takeWarnings() { return std::exchange(m_core.warnings, {}); }

    // Objects
    /// A new object in no session (transient); its class by the number in the registry.
    ObjectRef create(int mapper);
    /// The object of a key, from the identity map or by a SELECT; None where there is no such row.
    base::Result<ObjectRef> get(int mapper, const base::Values &key);
    base::Result<QList<ObjectRef>> all(const Query &query);
    /// How the query would load.
    LoadPlan plan(const Query &query) const;
    base::Result<ObjectRef> merge(ObjectRef object);
    /// Loads a relationship for those of its owners that do not have it yet, with one SELECT for 500 of them:
    /// what a page of rows needs. The objects behind it are loaded as their own relationships say.
    base::Done load(const QList<ObjectRef> &owners, const MappedRelationship &relationship);
    /// The same for all owners in the session, with one SELECT of the whole target table: quicker where a
    /// good part of them wants it, as a scan costs less than looking up a quarter of the keys.
    base::Done loadByScan(const MappedRelationship &relationship);

    // Attributes. Reading one may flush and load.
    base::Result<base::Value> value(ObjectRef object, int column);
    base::Done setValue(ObjectRef object, int column, const base::Value &value);
    base::Result<ObjectRef> related(ObjectRef object, const MappedRelationship &relationship);
    base::Result<QList<ObjectRef>> collection(ObjectRef object, const MappedRelationship &relationship);
    base::Done setRelated(ObjectRef object, const MappedRelationship &relationship, ObjectRef value);
    base::Done append(ObjectRef object, const MappedRelationship &relationship, ObjectRef child);
    base::Done remove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child);
    base::Done assign(ObjectRef object, const MappedRelationship &relationship,
                      const QList<ObjectRef> &children);
    /// The objects of a dynamic (flushes first) or write-only relationship, by a SELECT each time.
    base::Result<QList<ObjectRef>> select(ObjectRef object, const MappedRelationship &relationship);
    base::Result<qint64> count(ObjectRef object, const MappedRelationship &relationship);

    // What somebody else has read, and what is known without asking. Nothing here sends a statement.
    /// The object of a key in the identity map, None where there is none.
    ObjectRef known(int mapper, const base::Values &key) const { return m_core.find(mapper, key); }
    /// The object of a key; where the identity map has none a new one of which only the key is known: its
    /// columns are asked for when they are read.
    ObjectRef reference(int mapper, const base::Values &key);
    /// Takes in an object's row that somebody else has selected, as a query of the session would: what is
    /// whole in memory stays as it is, and so do changes that wait.
    /// @param columns of the class's table, in their order; key columns behind the last one may be missing
    void takeIn(ObjectRef object, const base::Values &columns);
    /// A column of which somebody else has read the value; where a change of it waits it stays as it is.
    void setCommitted(ObjectRef object, int column, const base::Value &value);
    /// All columns are in memory.
    bool isWhole(ObjectRef object) const;
    /// A column as the database has it as far as is known: without changes that wait, NULL where it is not in
    /// memory.
    base::Value committed(ObjectRef object, int column) const;
    /// What reading the relationship would give; nothing where that needs a statement.
    std::optional<QList<ObjectRef>> inMemory(ObjectRef object, const MappedRelationship &relationship);
    /// SQLAlchemy's set_committed_value(): the relationship counts as loaded with these objects. A scalar one
    /// takes the first.
    void setCommitted(ObjectRef object, const MappedRelationship &relationship,
                      const QList<ObjectRef> &objects);
    /// Lets go of what all objects of the class hold in their columns, changes that wait excepted.
    void forgetColumns(int mapper);
    /// Lets go of what all objects of its class hold in the relationship, changes that wait excepted.
    void forgetRelated(const MappedRelationship &relationship);

    // Changes that wait. Nothing here sends a statement.
    /// The columns whose value differs from what was read; of a new object those that were given one.
    QList<int> changedColumns(ObjectRef object) const;
    /// Whom a scalar relationship has been set to; nothing where it was not.
    std::optional<ObjectRef> changedTo(ObjectRef object, const MappedRelationship &relationship) const;
    /// Takes all changes of an object's own attributes back.
    void revert(ObjectRef object);
    void revert(ObjectRef object, int column);
    void revert(ObjectRef object, const MappedRelationship &relationship);
    /// The object whose row the last flush that failed could not write; None where no single one is to blame.
    ObjectRef refused() const { return m_core.refused; }

    /// The names of the attributes that have a value in memory, sorted.
    QStringList loadedAttributes(ObjectRef object) const;

    // The session
    base::Done add(ObjectRef object);
    /// session.delete(): marks for deletion, with the delete cascade, which may load.
    base::Done erase(ObjectRef object);
    /// Begins the transaction before the first write does, so that a lock is met here.
    base::Done begin();
    base::Done flush();
    /// What flush() would do, without any effect that lasts: the flush runs inside a savepoint, then the
    /// database and everything in memory is as before. Copies the session's memory for it. Fails only where
    /// it cannot be tried; why the flush would fail stands in the answer.
    base::Result<DryRun> dryRun();
    /// The same for erase() and the flush behind it; other changes that wait are part of that flush.
    base::Result<DryRun> dryRunOfErase(ObjectRef object);
    base::Done commit();
    /// Called where COMMIT is refused, before the transaction is taken back: to look for reasons in it.
    void setCommitRefused(std::function<void(const base::Error &)> called)
    {
        m_commitRefused = std::move(called);
    }
    /// Ends the whole transaction, savepoints included. Objects are as before it; all are expired.
    base::Done rollback();
    /// Flushes and opens a savepoint: SQLAlchemy's begin_nested().
    base::Done beginNested();
    /// NestedTransaction.rollback(): takes back what has happened since the innermost savepoint, and ends it.
    /// What was added since is in no session; what was changed is expired. Fails where there is no savepoint,
    /// and after an error in a flush, which only rollback() ends.
    base::Done rollbackNested();
    /// NestedTransaction.commit(): flushes; what has happened since the innermost savepoint belongs to what
    /// is around it. Fails where there is no savepoint.
    base::Done commitNested();
    /// Empty names: all attributes, with the refresh-expire cascade.
    base::Done expire(ObjectRef object, const QStringList &attributes = {});
    void expireAll();
    base::Done refresh(ObjectRef object, const QStringList &attributes = {});
    base::Done expunge(ObjectRef object);
    void expungeAll();
    void close();
    void setAutoflush(bool on) { m_core.autoflush = on; }
    bool autoflush() const { return m_core.autoflush; }

    // States
    ObjectState state(ObjectRef object) const;
    bool contains(ObjectRef object) const { return m_core.contains(object); }
    /// What the next flush would insert, in the order of its coming.
    QList<ObjectRef> pending() const { return m_core.newObjects.list(); }
    /// Persistent objects with a net change.
    QList<ObjectRef> dirty();
    /// The values of the identity key; empty where the object was never in the database.
    base::Values identityKey(ObjectRef object) const;
    /// All rows of a table inside the session's transaction, unflushed changes left out. Not recorded.
    base::Result<base::RowPage> rowsOf(const QString &table);
    /// A statement of somebody else's making inside the session's transaction.
    base::Result<base::RowPage> execute(const QString &sql);

private:
    /// What one level of the transaction has done, to take it back.
    struct Snapshot
    {
        QSet<ObjectRef> added;
        QSet<ObjectRef> removed;
        QHash<ObjectRef, base::Values> switchedKeys; ///< the keys before
        QSet<ObjectRef> written;
    };

    base::Done checkUsable() const;
    base::Result<DryRun> tryOut(const std::function<base::Done()> &change);
    base::Done flushNow();
    base::Done flushUntilClean();
    base::Done collectWork(UnitOfWork &work);
    base::Done registerPersistent(ObjectRef object);
    base::Result<bool> switchesKey(ObjectRef object) const;
    void rememberKey(ObjectRef object);
    void takeKey(ObjectRef object);
    void forgetDeleted(ObjectRef object);
    base::Done addOne(ObjectRef object);
    base::Done addWithCascade(ObjectRef object);
    base::Done attach(ObjectRef object);
    base::Done eraseOne(ObjectRef object, bool isHead);
    void expungeOne(ObjectRef object, bool toTransient);
    void restore();
    void restoreAfterError();
    void restoreInnermost();
    base::Done checkNested() const;
    void undo(const Snapshot &snapshot);
    bool isClean() const;
    void restoreKeys(const QHash<ObjectRef, base::Values> &keys, const QSet<ObjectRef> &gone);
    void expireAfterRollback(const QSet<ObjectRef> &written);
    void detachDeleted();
    void expireOne(ObjectRef object);
    base::Done readRefreshed(ObjectRef object, const QStringList &attributes);
    base::Done checkLoadable(const MappedRelationship &relationship) const;
    base::Result<Select> selectOf(const Query &query, SelectWriter &writer, QStringList &order) const;

    SessionCore m_core;
    std::unique_ptr<Attributes> m_attributes;
    std::unique_ptr<Loading> m_loading;
    std::unique_ptr<LazyLoader> m_lazy;
    std::unique_ptr<CascadeWalker> m_walker;
    std::function<void(const base::Error &)> m_commitRefused;
    QList<Snapshot> m_snapshots; ///< the transaction and its savepoints
};

} // namespace relata::orm
