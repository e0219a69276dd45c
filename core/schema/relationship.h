#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QString>

namespace relata::schema {

enum class Direction { OneToMany, ManyToOne, ManyToMany };

/// The direction as SQLAlchemy's word without its capitals ("OneToMany").
QString directionWord(Direction direction);

/// When related records are loaded: SQLAlchemy's `lazy`.
enum class Lazy {
    Select,
    Joined,
    Subquery,
    Selectin,
    Immediate,
    Raise,
    RaiseOnSql,
    Noload,
    WriteOnly,
    Dynamic
};

/// The strategy as SQLAlchemy writes it ("select", "raise_on_sql").
QString lazyWord(Lazy lazy);

/// Two columns that a join compares.
struct ColumnPair
{
    QString local;
    QString remote;

    bool operator==(const ColumnPair &) const = default;
};

/// An attribute of a class that holds related records: one side of a pair. A value.
struct Relationship
{
    QString name;
    QString target;      ///< the class at the other end
    QString targetTable; ///< that class's table
    Direction direction = Direction::OneToMany;
    bool uselist = true;
    /// Local to remote columns. Many-to-many: own columns to the secondary table's.
    QList<ColumnPair> pairs;
    QString secondary;                ///< the junction table of a many-to-many, else null
    QList<ColumnPair> secondaryPairs; ///< many-to-many: the target's columns to the secondary table's
    QString backPopulates;            ///< the name of the other side
    Lazy lazy = Lazy::Select;
    base::LinkId link; ///< the foreign key; of a many-to-many the one that points at the owner

    bool operator==(const Relationship &) const = default;
};

/// A class mapped to a table, with its relationships.
struct MappedClass
{
    QString name;
    QString table;
    QList<Relationship> relationships;

    const Relationship *relationship(const QString &relationshipName) const;
    bool operator==(const MappedClass &) const = default;
};

} // namespace relata::schema
