#pragma once

#include "core/orm/plan/query.h"
#include "core/orm/session/executor.h"
#include "core/orm/session/flushforecast.h"
#include "core/orm/session/objectstates.h"
#include "core/orm/session/sessionactions.h"
#include "core/orm/session/sessionoptions.h"

namespace relata::orm {

/// A unit of work on one connection: SQLAlchemy's Session for classes that exist only at run time. Keeps one
/// object for each row (identity map), loads related objects when they are read, and writes what has changed
/// when it is flushed. Objects are values (ObjectRef) that stay valid as long as the session lives, in every
/// state. Does not own the connection. Lives in its thread; nothing here is for several threads.
///
/// Errors are base::Error; base::errorClass() tells by which name SQLAlchemy knows them. After an error in a
/// flush all that needs the database fails with PendingRollback until rollbackNested() ends the savepoint in
/// which it happened, or rollback() or close() ends everything; what is in memory can still be read and
/// changed. A class is identified by its number in the registry, a column by its number in the class's table,
/// a relationship by what the registry has of it; passing an invalid number is a programming error.
///
/// A facade: every part of it is a class of its own in this folder, named in the README.
class Session final : private SessionActions
{
public:
    /// @param configuration what mapping::configure() found, without errors
    Session(db::Connection &connection, mapping::Configuration configuration, SessionOptions options = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    const MapperRegistry &registry() const;
    /// Told of every statement before it is sent, in the session's thread; it must not use the session.
    void setObserver(Executor::Observer observer);
    /// Why the statements from now on run, for the statement log.
    void setCause(base::Cause cause);
    /// The warnings since the last call.
    QList<Warning> takeWarnings();

    // Objects
    /// A new object in no session (transient); its class by the number in the registry.
    ObjectRef create(int mapper);
    /// The object of a primary key, its values in the order of the key's columns: from the identity map, else
    /// by a flush and a SELECT; None where there is no such row. InvalidRequest where the number of values is
    /// wrong.
    base::Result<ObjectRef> get(int mapper, const base::Values &key);
    /// Flushes, then selects: the objects of the rows, in their order. InvalidRequest where the query cannot
    /// be asked: an unknown comparison, a query relationship loaded eagerly, collections joined without
    /// `unique`.
    base::Result<QList<ObjectRef>> all(const Query &query);
    /// How the query would load: its statements, before one is sent.
    LoadPlan plan(const Query &query) const;
    /// Copies an object's state, and by the merge cascade that of those linked to it, onto the session's
    /// objects of the same keys, which are loaded or made where there are none; returns the one for `object`.
    /// StaleData where the version differs.
    base::Result<ObjectRef> merge(ObjectRef object);
    /// Loads a relationship for those of its owners that do not have it yet, with one SELECT for 500 of them:
    /// what a page of rows needs. The objects it leads to are loaded as their own relationships say.
    base::Done load(const QList<ObjectRef> &owners, const MappedRelationship &relationship);
    /// The same for all owners in the session, with one SELECT of the whole target table: quicker where a
    /// good part of them wants it, as a scan costs less than looking up a quarter of the keys.
    base::Done loadByScan(const MappedRelationship &relationship);

    // Attributes. Reading one may flush and load, and fails with DetachedInstance where the object has to
    // load and belongs to no session, with ObjectDeleted where its row has gone.
    /// A column's value; NULL where the object was never given one.
    base::Result<base::Value> value(ObjectRef object, int column);
    base::Done setValue(ObjectRef object, int column, const base::Value &value);
    /// The object of a scalar relationship; None where there is nobody. InvalidRequest where lazy="raise"
    /// forbids to load it.
    base::Result<ObjectRef> related(ObjectRef object, const MappedRelationship &relationship);
    /// The objects of a collection, in its order; WrongArgument where it is dynamic or write-only (select()).
    base::Result<QList<ObjectRef>> collection(ObjectRef object, const MappedRelationship &relationship);
    // Changing one changes the other side in memory, too, and brings the linked objects into the session by
    // the save-update cascade, as SQLAlchemy's backref events do. RuleBroken for an object of a wrong class,
    // InvalidRequest for a second parent where single_parent allows one.
    /// None sets to nobody.
    base::Done setRelated(ObjectRef object, const MappedRelationship &relationship, ObjectRef value);
    base::Done append(ObjectRef object, const MappedRelationship &relationship, ObjectRef child);
    /// NotInCollection where a loaded collection does not hold the child.
    base::Done remove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child);
    /// Replaces the whole collection; what it held is loaded for that. InvalidRequest for a write-only one of
    /// an object that is in the database.
    base::Done assign(ObjectRef object, const MappedRelationship &relationship,
                      const QList<ObjectRef> &children);
    /// The objects of a dynamic or write-only relationship, by a flush and a SELECT each time.
    base::Result<QList<ObjectRef>> select(ObjectRef object, const MappedRelationship &relationship);
    /// How many they are: by a flush and SELECT count(*) where the object is in the database.
    base::Result<qint64> count(ObjectRef object, const MappedRelationship &relationship);

    // What somebody else has read, and what is known without asking. Nothing here sends a statement.
    /// The object of a key in the identity map, None where there is none.
    ObjectRef known(int mapper, const base::Values &key) const;
    /// The object of a key; where the identity map has none a new one of which only the key is known: its
    /// columns are asked for when they are read.
    ObjectRef reference(int mapper, const base::Values &key);
    /// Takes an object's row that somebody else has selected, as a query of the session would: what is whole
    /// in memory stays as it is, and so do changes that wait.
    /// @param columns of the class's table, in their order; key columns after the last one may be missing
    void adopt(ObjectRef object, const base::Values &columns);
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
    ObjectRef refused() const;

    /// The names of the attributes that have a value in memory, sorted.
    QStringList loadedAttributes(ObjectRef object) const;

    // The session
    /// Brings an object into the session, and by the save-update cascade those linked to it: a new one is
    /// inserted by the next flush, a detached one is known again. InvalidRequest where another object with
    /// its key is in the session, or where its row was deleted.
    base::Done add(ObjectRef object) override;
    /// session.delete(): marks for deletion, with the delete cascade, which may load. InvalidRequest where
    /// the object is not in the database.
    base::Done erase(ObjectRef object);
    /// Begins the transaction before the first write does, so that a lock is met here.
    base::Done begin();
    /// Writes everything that waits, in one transaction that stays open: parents first, deletes last. Where a
    /// statement is refused (ConstraintFailed, StaleData, FlushRefused, CircularDependency, ...) the
    /// innermost savepoint is taken back and waits for rollbackNested(), or else the whole transaction, which
    /// waits for rollback().
    base::Done flush() override;
    /// What flush() would do, without any effect that lasts: the flush runs inside a savepoint, then the
    /// database and everything in memory is as before. Copies the session's memory for it. Fails only where
    /// it cannot be tried; why the flush would fail stands in the answer.
    base::Result<FlushForecast> forecast();
    /// The same for erase() and the flush after it; other changes that wait are part of that flush.
    base::Result<FlushForecast> forecastOfErase(ObjectRef object);
    /// Flushes until nothing waits, then ends the transaction; all objects are expired (expireOnCommit).
    /// Where the COMMIT itself is refused the database has taken everything back, but objects stay as they
    /// are, and what needs the database fails with InvalidRequest until rollback() or close() (without
    /// expireOnRollback: objects are put back at once and the session can go on).
    base::Done commit();
    /// Called where COMMIT is refused, before the transaction is taken back: to look for reasons in it.
    void setCommitRefused(std::function<void(const base::Error &)> called);
    /// Takes the whole transaction back, savepoints included, and what waits. Objects are as before it and
    /// all expired (expireOnRollback); where nothing has begun nothing happens.
    base::Done rollback();
    /// Flushes and opens a savepoint: SQLAlchemy's begin_nested().
    base::Done beginNested();
    /// NestedTransaction.rollback(): takes back what has happened since the innermost savepoint, and ends it.
    /// What was added since is in no session; what was changed is expired. After an error in a flush the
    /// transaction around the savepoint can go on then. Fails where there is no savepoint, or the database
    /// has lost the whole transaction with it.
    base::Done rollbackNested();
    /// NestedTransaction.commit(): flushes; what has happened since the innermost savepoint belongs to what
    /// is around it. Fails where there is no savepoint.
    base::Done commitNested();
    /// Lets go of attributes of a persistent object, changes that wait included, so that they are read again
    /// when they are asked for. Empty names: all attributes, with the refresh-expire cascade. InvalidRequest
    /// where the object is not persistent.
    base::Done expire(ObjectRef object, const QStringList &attributes = {});
    void expireAll();
    /// expire(), a flush, and a SELECT at once. InvalidRequest where the row has gone.
    base::Done refresh(ObjectRef object, const QStringList &attributes = {});
    /// Takes an object out of the session, with the expunge cascade: it keeps what it holds and is written no
    /// more. InvalidRequest where it is not in the session.
    base::Done expunge(ObjectRef object) override;
    void expungeAll();
    /// expungeAll() and the end of the transaction, without a trace; the session can be used again.
    void close();
    void setAutoflush(bool on);
    bool autoflush() const;

    // States
    ObjectState state(ObjectRef object) const;
    bool contains(ObjectRef object) const;
    /// What the next flush would insert, in order of arrival.
    QList<ObjectRef> pending() const;
    /// Persistent objects with a net change.
    QList<ObjectRef> dirty();
    /// The values of the identity key; empty where the object was never in the database.
    base::Values identityKey(ObjectRef object) const;
    /// All rows of a table inside the session's transaction, unflushed changes left out. The observer is not
    /// told.
    base::Result<base::RowPage> rowsOf(const QString &table);
    /// A statement of somebody else's making inside the session's transaction.
    base::Result<base::RowPage> execute(const QString &sql);

private:
    struct Parts;

    const std::unique_ptr<Parts> m_parts;
};

} // namespace relata::orm
