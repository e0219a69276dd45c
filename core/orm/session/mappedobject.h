#pragma once

#include "core/orm/session/session.h"

#include <variant>

namespace relata::orm {

struct Field;

/// An object of a session with its attributes by name, as a mapped object in Python has them. A handle: two
/// handles of one object are equal, copying one copies no object. The session has to outlive it; its thread
/// is the session's. Reading an attribute may flush and load, as the Session says.
///
/// Every function that takes a name fails with InvalidRequest where the class has no such attribute.
class MappedObject
{
public:
    MappedObject() = default;
    MappedObject(Session &session, ObjectRef object) : m_session(&session), m_object(object) {}

    /// A new object of the class, in no session yet (transient).
    static base::Result<MappedObject> create(Session &session, const QString &className,
                                             const QList<Field> &fields);
    /// create(), then Session::add().
    static base::Result<MappedObject> add(Session &session, const QString &className,
                                          const QList<Field> &fields);
    /// The object of a key; None where there is no such row.
    static base::Result<MappedObject> get(Session &session, const QString &className,
                                          const base::Values &key);

    bool isNone() const { return m_object.isNone(); }
    ObjectRef object() const { return m_object; }
    const QString &className() const;
    ObjectState state() const { return m_session->state(m_object); }

    /// A column's value.
    base::Result<base::Value> value(const QString &column) const;
    /// A column's value as text; "" for NULL.
    base::Result<QString> text(const QString &column) const;
    base::Done set(const QString &attribute, const base::Value &value) const;
    /// The object of a scalar relationship; None where there is nobody.
    base::Result<MappedObject> related(const QString &relationship) const;
    base::Done setRelated(const QString &relationship, const MappedObject &object) const;
    /// The objects of a collection; those of a dynamic or write-only one by a SELECT.
    base::Result<QList<MappedObject>> collection(const QString &relationship) const;
    base::Done assign(const QString &relationship, const QList<MappedObject> &objects) const;
    base::Done append(const QString &relationship, const MappedObject &object) const;
    base::Done remove(const QString &relationship, const MappedObject &object) const;

    bool operator==(const MappedObject &) const = default;

private:
    base::Done setField(const Field &field) const;
    base::Result<int> column(const QString &name) const;
    base::Result<const MappedRelationship *> relationship(const QString &name) const;
    base::Error unknown(const QString &attribute) const;

    Session *m_session = nullptr;
    ObjectRef m_object;
};

/// A value for an attribute of an object: of a column, or of a relationship one object or several.
struct Field
{
    QString name;
    std::variant<base::Value, MappedObject, QList<MappedObject>> content;

    Field(QString attribute, base::Value value);
    Field(QString attribute, const QString &text);
    Field(QString attribute, int number);
    Field(QString attribute, MappedObject object);
    Field(QString attribute, QList<MappedObject> objects);
};

} // namespace relata::orm
