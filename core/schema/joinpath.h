#pragma once

#include <QList>
#include <QString>

namespace relata::schema {

/// Which way a join leads, seen from its owner: the side of the foreign key is many-to-one.
enum class Direction { OneToMany, ManyToOne, ManyToMany };

/// The direction as SQLAlchemy's word without its capitals ("OneToMany").
QString directionWord(Direction direction);

/// Two columns that a join compares.
struct ColumnPair
{
    QString local;
    QString remote;

    bool operator==(const ColumnPair &) const = default;
};

/// How rows of one table lead to rows of another: all that a statement about them has to know. A value.
struct JoinPath
{
    QString targetTable;
    Direction direction = Direction::OneToMany;
    bool uselist = true; ///< may lead to more than one row
    /// Local to remote columns. Many-to-many: own columns to the secondary table's.
    QList<ColumnPair> pairs;
    QString secondary;                ///< the junction table of a many-to-many, else null
    QList<ColumnPair> secondaryPairs; ///< many-to-many: the target's columns to the secondary table's

    bool operator==(const JoinPath &) const = default;
};

} // namespace relata::schema
