#pragma once

#include "tests/scenarios/playground.h"

#include <QJsonObject>

namespace relata::scenarios {

/// What a path names: an object, a list of objects, or a plain value.
struct Found
{
    enum class Kind { Object, List, Value };
    Kind kind = Kind::Object;
    orm::ObjectRef object;
    QList<orm::ObjectRef> list;
    base::Value value;
};

/// An attribute of an object: a column, or else a relationship.
struct Attribute
{
    orm::ObjectRef owner;
    int column = -1;
    const orm::MappedRelationship *relationship = nullptr;
};

/// Follows paths of scenarios ("b.author.name", "a.books[0]"), attribute by attribute as a program would.
class Paths
{
public:
    explicit Paths(Playground &playground) : m_playground(playground) {}

    base::Result<Found> find(const OrderedJson &path);
    base::Result<Found> find(const QString &path);
    base::Result<orm::ObjectRef> object(const OrderedJson &path);
    /// The owner of a path's last attribute, and that attribute.
    base::Result<Attribute> attribute(const QString &path);
    base::Result<Attribute> attribute(orm::ObjectRef owner, const QString &name) const;
    base::Result<Found> read(const Attribute &attribute);

    QString nameOf(orm::ObjectRef object) const;
    QJsonValue show(const Found &found) const;
    QJsonArray show(const QList<orm::ObjectRef> &objects) const;

private:
    Playground &m_playground;
};

} // namespace relata::scenarios
