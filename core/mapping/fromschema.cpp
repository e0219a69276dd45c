#include "fromschema.h"

namespace relata::mapping {

using schema::ColumnPair;
using schema::Direction;
using schema::Schema;
using schema::Table;

namespace {

/// Foreign keys with the names of their target as the target itself has them.
Table withExactNames(const Schema &schema, Table table)
{
    for (schema::ForeignKey &key : table.foreignKeys) {
        const Table *target = schema.table(key.table);
        for (QString &name : key.columns) {
            if (const schema::Column *column = table.column(name))
                name = column->name;
        }
        if (!target)
            continue;
        key.table = target->name;
        key.implicitTarget = false; // The primary key in SQL; SQLAlchemy would mean another column.
        for (QString &name : key.targetColumns) {
            if (const schema::Column *column = target->column(name))
                name = column->name;
        }
    }
    for (QString &name : table.primaryKey) {
        if (const schema::Column *column = table.column(name))
            name = column->name;
    }
    return table;
}

/// Names columns as their tables have them.
class Declarer
{
public:
    explicit Declarer(const Schema &schema) : m_schema(schema) {}

    RelationshipDeclaration declare(const schema::MappedClass &owner, const schema::Relationship &each) const
    {
        RelationshipDeclaration declared;
        declared.name = each.name;
        declared.target = each.target;
        declared.backPopulates = each.backPopulates;
        declared.lazy = each.lazy == schema::Lazy::Select ? QString() : schema::lazyWord(each.lazy);
        if (each.direction == Direction::ManyToMany) {
            declareLinkTable(owner, each, declared);
        } else {
            const bool toMany = each.direction == Direction::OneToMany;
            declared.foreignKeys = toMany ? columns(each.targetTable, each.pairs, &ColumnPair::remote)
                                          : columns(owner.table, each.pairs, &ColumnPair::local);
            if (!toMany && schema::sameName(owner.table, each.targetTable))
                declared.remoteSide = columns(each.targetTable, each.pairs, &ColumnPair::remote);
            if (needsJoin(owner, each))
                declared.primaryjoin = join(owner.table, each.targetTable, each.pairs);
        }
        if (each.uselist != (each.direction != Direction::ManyToOne))
            declared.uselist = each.uselist;
        return declared;
    }

private:
    void declareLinkTable(const schema::MappedClass &owner, const schema::Relationship &each,
                          RelationshipDeclaration &declared) const
    {
        const Table *link = m_schema.table(each.secondary);
        declared.secondary = link ? link->name : each.secondary;
        declared.primaryjoin = join(owner.table, declared.secondary, each.pairs);
        declared.secondaryjoin = join(each.targetTable, declared.secondary, each.secondaryPairs);
    }

    /// Whether the named foreign key columns could be those of several keys.
    bool needsJoin(const schema::MappedClass &owner, const schema::Relationship &each) const
    {
        const bool toMany = each.direction == Direction::OneToMany;
        const Table *child = m_schema.table(toMany ? each.targetTable : owner.table);
        QStringList names;
        for (const ColumnPair &pair : each.pairs)
            names += toMany ? pair.remote : pair.local;
        int keys = 0;
        for (const schema::ForeignKey &key : child ? child->foreignKeys : QList<schema::ForeignKey>()) {
            for (const QString &name : names)
                keys += schema::indexOfName(key.columns, name) >= 0 ? 1 : 0;
        }
        return keys != names.size();
    }

    ColumnName column(const QString &tableName, const QString &columnName) const
    {
        const Table *table = m_schema.table(tableName);
        const schema::Column *found = table ? table->column(columnName) : nullptr;
        return {table ? table->name : tableName, found ? found->name : columnName};
    }

    QList<ColumnName> columns(const QString &table, const QList<ColumnPair> &pairs,
                              QString ColumnPair::*side) const
    {
        QList<ColumnName> names;
        for (const ColumnPair &pair : pairs)
            names += column(table, pair.*side);
        return names;
    }

    JoinCondition join(const QString &local, const QString &remote, const QList<ColumnPair> &pairs) const
    {
        JoinCondition condition;
        for (const ColumnPair &pair : pairs) {
            Comparison comparison;
            comparison.left.column = column(local, pair.local);
            comparison.right.column = column(remote, pair.remote);
            condition += comparison;
        }
        return condition;
    }

    const Schema &m_schema;
};

} // namespace

Declarations declarationsOf(const Schema &schema)
{
    Declarations declarations;
    for (const Table &table : schema.tables) {
        if (table.kind == schema::TableKind::Table)
            declarations.tables += withExactNames(schema, table);
    }
    const Declarer declarer(schema);
    for (const schema::MappedClass &mapped : schema.classes) {
        const Table *table = schema.table(mapped.table);
        ClassDeclaration declared{mapped.name, table ? table->name : mapped.table, {}, {}};
        for (const schema::Relationship &each : mapped.relationships)
            declared.relationships += declarer.declare(mapped, each);
        declarations.classes += declared;
    }
    return declarations;
}

} // namespace relata::mapping
