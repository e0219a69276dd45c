#pragma once

#include "core/orm/flush/objectnumbers.h"
#include "core/orm/session/sessioncore.h"

namespace relata::orm {

/// What a flush does with the row of an object.
enum class Fate { Save, Delete };

/// What is asked for when an object is registered with a flush.
enum class Registration {
    Save,   ///< write its row, unless it is to be deleted
    Delete, ///< delete its row, whatever was asked for before
    Keep,   ///< write its row even if it was to be deleted: somebody links it again
    Follow, ///< send nothing: only its keys in memory follow what the database itself changes
};

/// The objects that one flush deals with, and what is to become of each. Objects that are not in the session
/// are never registered. Belongs to the flush; lives in the session's thread.
class FlushObjects
{
public:
    explicit FlushObjects(SessionCore &core) : m_core(core) {}

    /// Registers an object, or changes what is asked for one that is registered.
    void add(ObjectRef object, Registration registration);
    /// The same for an object that was reached along a relationship: warns where it is not in the session.
    /// @param operation what the relationship wanted to do, for the warning
    void addAlong(const MappedRelationship &relationship, ObjectRef object, Registration registration,
                  QStringView operation);
    /// Warns that an operation along a relationship leaves out an object because it is not in the session.
    void warnNotInSession(const MappedRelationship &relationship, ObjectRef object, QStringView operation);
    /// As warnNotInSession(), but says nothing of an object that a flush has deleted: nothing is left to do
    /// for it.
    void warnUnlessDeleted(const MappedRelationship &relationship, ObjectRef object, QStringView operation);

    bool isEmpty() const { return m_entries.empty(); }
    bool contains(ObjectRef object) const { return m_numbers.of(object) >= 0; }
    bool isDeleted(ObjectRef object) const;
    /// False for objects that are not registered, that only follow, or that have given their row away.
    bool needsStatement(ObjectRef object) const;
    /// Another object takes over the row of a registered one, for which no statement is sent any more.
    void giveRowAway(ObjectRef object);

    /// The classes of all registered objects, in the order in which their first ones came.
    const std::vector<int> &classes() const { return m_classes; }
    bool hasClass(int cls) const;
    /// The objects of a class that need a statement, in the order in which they came.
    QList<ObjectRef> ofClass(int cls, Fate fate) const;
    /// All objects, those that only follow among them, in the order in which they came.
    QList<ObjectRef> all(Fate fate) const;
    /// Objects that need a statement and have not been seen before.
    struct Newcomers
    {
        QList<ObjectRef> deleted;
        QList<ObjectRef> saved;
    };
    /// @param seen which objects of the class have been seen, in the order in which they came; marks the
    /// newcomers
    Newcomers newcomers(int cls, std::vector<bool> &seen) const;

    /// Sorts objects of one class as SQLAlchemy does: new ones in the order in which they came into the
    /// flush, then the others by their keys.
    void sortForWriting(QList<ObjectRef> &objects) const;

private:
    struct Entry
    {
        ObjectRef object;
        Fate fate = Fate::Save;
        bool needsStatement = true;
    };

    void sortByArrival(QList<ObjectRef>::iterator begin, QList<ObjectRef>::iterator end) const;
    void sortByKey(QList<ObjectRef>::iterator begin, QList<ObjectRef>::iterator end) const;

    SessionCore &m_core;
    std::vector<Entry> m_entries; ///< in the order in which they came
    ObjectNumbers m_numbers;      ///< the place of each object in m_entries
    std::vector<int> m_classes;
    std::vector<std::vector<int>> m_byClass; ///< places in m_entries
};

} // namespace relata::orm
