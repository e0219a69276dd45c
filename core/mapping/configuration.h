#pragma once

#include "core/mapping/cascades.h"
#include "core/mapping/declare/declarations.h"
#include "core/mapping/diagnostic.h"
#include "core/mapping/lazy.h"
#include "core/schema/joinpath.h"

#include <QHash>

namespace relata::mapping {

/// A column by its place: the indexes of its table in Configuration::tables and of itself in that table.
struct ColumnIndex
{
    int table = -1;
    int column = -1;

    bool isValid() const { return table >= 0 && column >= 0; }
    bool operator==(const ColumnIndex &) const = default;
    friend size_t qHash(ColumnIndex index, size_t seed = 0)
    {
        return ::qHash((quint64(quint32(index.table)) << 32) | quint32(index.column), seed);
    }
};

/// One side of a comparison of a configured join: a column with what is known about it, or a literal.
struct JoinOperand
{
    ColumnIndex column; ///< invalid: a literal
    Literal literal;
    bool foreign = false; ///< holds the copy of the other side's value
    bool remote = false;  ///< belongs to the target or the link table
    bool local = false;   ///< belongs to the owner, whose value a lazy load binds

    bool isColumn() const { return column.isValid(); }
    bool operator==(const JoinOperand &) const = default;
};

struct JoinComparison
{
    JoinOperand left;
    QString op;
    JoinOperand right;

    bool operator==(const JoinComparison &) const = default;
};

/// The value of source is copied to destination when a flush writes; destination holds the foreign key.
struct SyncPair
{
    ColumnIndex source;
    ColumnIndex destination;

    bool operator==(const SyncPair &) const = default;
};

/// Two columns that the join compares, the owner's and the other.
struct LocalRemotePair
{
    ColumnIndex local;
    ColumnIndex remote;

    bool operator==(const LocalRemotePair &) const = default;
};

struct ConfiguredOrder
{
    ColumnIndex column;
    bool descending = false;

    bool operator==(const ConfiguredOrder &) const = default;
};

/// A relationship that is known to work, with everything a session needs to load and flush it. Numbers are
/// indexes into the Configuration.
struct ConfiguredRelationship
{
    QString name;
    int owner = -1;     ///< class
    int target = -1;    ///< class
    int secondary = -1; ///< table; -1 but for a many-to-many
    schema::Direction direction = schema::Direction::OneToMany;
    bool uselist = true;
    QList<JoinComparison> primaryjoin;   ///< all must hold
    QList<JoinComparison> secondaryjoin; ///< empty but for a many-to-many
    QList<LocalRemotePair> localRemotePairs;
    QList<SyncPair> synchronizePairs;          ///< of the primaryjoin
    QList<SyncPair> secondarySynchronizePairs; ///< target to link table
    QList<ColumnIndex> remoteColumns;          ///< SQLAlchemy's remote_side, each once
    QList<ColumnIndex> localColumns;
    QList<ColumnIndex> foreignColumns;
    bool useGet = false;   ///< a lazy load asks for exactly the target's primary key
    bool omitJoin = false; ///< selectin loading needs no join with the owner's table
    QList<int> reverse;    ///< the linked relationships, in the order of linking
    QString backPopulates;
    Cascades cascade;
    bool viewonly = false;
    bool syncBackref = true; ///< changes in memory are told to `reverse`
    Lazy lazy = Lazy::Select;
    QList<ConfiguredOrder> orderBy;
    PassiveDeletes passiveDeletes = PassiveDeletes::No;
    bool passiveUpdates = true;
    bool postUpdate = false;
    bool singleParent = false;
    InnerJoin innerjoin = InnerJoin::No;
    int joinDepth = -1;       ///< -1: not given
    bool fromBackref = false; ///< made by a backref of the first of `reverse`

    bool operator==(const ConfiguredRelationship &) const = default;
};

/// A class of the configuration.
struct ConfiguredClass
{
    QString name;
    int table = -1;
    QList<int> primaryKey;                   ///< columns of the table that identify a record
    QHash<QString, int> relationshipsByName; ///< indexes of relationships
    QList<int> relationships;                ///< in the order of definition, backrefs last
    int versionIdCol = -1;                   ///< column of the table; -1: none

    bool operator==(const ConfiguredClass &) const = default;
};

/// What configure() found: the relationships that work, and all diagnostics in the order in which SQLAlchemy
/// would come across them, then the lints. A value; copies share their lists.
struct Configuration
{
    QList<schema::Table> tables; ///< as declared
    QList<ConfiguredClass> classes;
    QList<ConfiguredRelationship> relationships;
    QList<Diagnostic> diagnostics;

    /// The error that SQLAlchemy raises, the only one it tells; null where everything is configured.
    const Diagnostic *firstError() const;
    /// The warnings that SQLAlchemy emits until it stops at the first error.
    QList<Diagnostic> emittedWarnings() const;

    /// -1 where there is none.
    int classNamed(const QString &name) const;
    /// Null where the class has no such relationship that works.
    const ConfiguredRelationship *relationship(const QString &className, const QString &name) const;
    /// "Class.name".
    QString label(const ConfiguredRelationship &relationship) const;
    /// "table.column".
    QString label(ColumnIndex column) const;

    bool operator==(const Configuration &) const = default;
};

} // namespace relata::mapping
