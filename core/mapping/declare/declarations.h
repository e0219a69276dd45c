#pragma once

#include "core/mapping/declare/literal.h"
#include "core/schema/table.h"

#include <QHash>

#include <optional>

namespace relata::mapping {

/// A column as a declaration writes it: by the names of its table and its own. It need not exist.
struct ColumnName
{
    QString table;
    QString column;

    /// "table.column".
    QString text() const;
    bool operator==(const ColumnName &) const = default;
};

/// One side of a comparison: a column, with SQLAlchemy's marks foreign() and remote(), or a literal.
struct Operand
{
    ColumnName column; ///< its names are empty where the operand is a literal
    Literal literal;
    bool foreign = false;
    bool remote = false;

    bool isColumn() const { return !column.column.isEmpty(); }
    bool operator==(const Operand &) const = default;
};

/// A comparison of a primaryjoin or secondaryjoin.
struct Comparison
{
    Operand left;
    QString op = QStringLiteral("="); ///< as in SQL: "=", ">"
    Operand right;

    bool operator==(const Comparison &) const = default;
};

/// All comparisons of a join condition must hold; none: the condition is not given.
using JoinCondition = QList<Comparison>;

/// A term of order_by.
struct OrderTerm
{
    ColumnName column;
    bool descending = false;

    bool operator==(const OrderTerm &) const = default;
};

/// Who takes care of the children of a deleted parent: the session (No), the database for those that are not
/// loaded (Yes), or the database alone (All).
enum class PassiveDeletes { No, Yes, All };

/// How a joined eager load joins: outer, inner, or inner without nesting.
enum class InnerJoin { No, Yes, Unnested };

/// The arguments that relationship() and backref() of SQLAlchemy 2.0 share, under the same names and with the
/// same defaults. An argument that is not given is empty; where "not given" differs from the default, because
/// a backref takes such arguments from the other side, it is an empty optional.
struct RelationshipOptions
{
    QString secondary; ///< the name of the link table
    JoinCondition primaryjoin;
    JoinCondition secondaryjoin;
    QList<ColumnName> foreignKeys;
    QList<ColumnName> remoteSide;
    std::optional<bool> uselist;
    QList<OrderTerm> orderBy;
    QString lazy;                   ///< as written, so that a wrong word can be told; empty: "select"
    std::optional<QString> cascade; ///< as written; "" is no cascade at all
    PassiveDeletes passiveDeletes = PassiveDeletes::No;
    std::optional<bool> passiveUpdates; ///< default true
    std::optional<bool> postUpdate;     ///< default false
    std::optional<bool> viewonly;       ///< default false
    std::optional<bool> syncBackref;    ///< None, True or False
    bool singleParent = false;
    InnerJoin innerjoin = InnerJoin::No;
    std::optional<int> joinDepth;
    QString overlaps; ///< names of relationships, separated by commas

    bool operator==(const RelationshipOptions &) const = default;
};

/// backref=: the relationship to create on the target.
struct Backref
{
    QString name;
    RelationshipOptions options;

    bool operator==(const Backref &) const = default;
};

/// The two ends of a foreign key: the table that has it, and the one that it refers to.
enum class KeyEnd { Child, Parent };

/// An attribute of a class that is declared with relationship().
struct RelationshipDeclaration : RelationshipOptions
{
    QString name;
    QString target; ///< a class name, which may be unknown
    QString backPopulates;
    std::optional<Backref> backref;
    /// The foreign key that it was made for, which stands in no model: derive() makes no other for that end
    /// of the key. Of a many-to-many the one that points at the owner. Both sides of a relationship without a
    /// foreign key have an id that no key has.
    base::LinkId link;
    KeyEnd end = KeyEnd::Child; ///< which end of the link its class is at

    bool operator==(const RelationshipDeclaration &) const = default;
};

/// A class mapped to a table. Its attributes are the table's columns by their names, and the relationships in
/// the order of their declaration.
struct ClassDeclaration
{
    QString name;
    QString table;
    QList<RelationshipDeclaration> relationships;
    QString versionIdCol; ///< the column with the version counter; empty: none
    /// The table has no key, and its rows are told apart by the rowid: Relata can, SQLAlchemy cannot.
    bool rowIdentity = false;
    /// Python names of columns, by column, where a person wants another one than the column's own.
    QHash<QString, QString> attributes = {};

    /// Null where the class declares none of that name.
    const RelationshipDeclaration *relationship(const QString &relationshipName) const;
    RelationshipDeclaration *relationship(const QString &relationshipName);
    bool operator==(const ClassDeclaration &) const = default;
};

/// What a person has declared, right or wrong: tables with foreign keys, and classes in the order of their
/// definition. Names are compared letter by letter, as Python does. A value, cheap to copy.
struct Declarations
{
    QList<schema::Table> tables;
    QList<ClassDeclaration> classes;

    /// The first of that name; null where there is none.
    const schema::Table *table(const QString &name) const;
    const ClassDeclaration *classNamed(const QString &name) const;
    ClassDeclaration *classNamed(const QString &name);
    bool operator==(const Declarations &) const = default;
};

} // namespace relata::mapping
