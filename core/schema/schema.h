#pragma once

#include "core/schema/relationship.h"
#include "core/schema/table.h"

#include <QList>
#include <QMetaType>

namespace relata::schema {

/// The whole schema of a database or a drawing, with the classes and relationships on it. A value: copying is
/// cheap.
struct Schema
{
    QString engine; ///< "sqlite"
    QList<Table> tables;
    QList<MappedClass> classes;

    /// The table of that name, letter case ignored; null where there is none.
    const Table *table(const QString &name) const;
    const Table *table(base::TableId id) const;
    Table *table(base::TableId id);
    /// The table that holds the foreign key.
    const Table *tableOfLink(base::LinkId link) const;
    const MappedClass *classOf(const QString &tableName) const;
    MappedClass *classOf(const QString &tableName);
    const Relationship *relationship(const QString &tableName, const QString &relationshipName) const;
    /// The two sides that stand on a foreign key: the child's (many-to-one) and the parent's. Null where
    /// there is none, as for the foreign keys of a pure junction.
    const Relationship *childSide(base::LinkId link) const;
    const Relationship *parentSide(base::LinkId link) const;
    /// Ids that no table or link has yet.
    base::TableId freeTableId() const;
    base::LinkId freeLinkId() const;

    bool operator==(const Schema &) const = default;
};

} // namespace relata::schema

Q_DECLARE_METATYPE(relata::schema::Schema)
