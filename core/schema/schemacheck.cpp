#include "schemacheck.h"

#include "core/schema/columntype.h"
#include "core/schema/suggestion.h"

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

QStringList columnNames(const Table &table)
{
    QStringList names;
    for (const Column &column : table.columns)
        names += column.name;
    return names;
}

class Check
{
public:
    explicit Check(const Schema &schema) : m_schema(schema) {}

    QList<Problem> run()
    {
        for (const Table &table : m_schema.tables)
            checkTable(table);
        return m_problems;
    }

private:
    void add(const QString &code, const QString &where, const QString &text,
             Problem::Grade grade = Problem::Grade::Error)
    {
        m_problems += Problem{code, where, text, grade};
    }

    void checkTable(const Table &table)
    {
        if (table.kind == TableKind::Broken) {
            add(u"broken-table"_s, table.name,
                u"'%1' cannot be read: %2. The other tables are not affected."_s.arg(table.name,
                                                                                     table.error));
            return;
        }
        if (table.kind != TableKind::Table)
            return;
        if (table.primaryKey.isEmpty()) {
            add(u"no-primary-key"_s, table.name,
                u"Table '%1' has no primary key; its rows are told apart by their rowid only."_s.arg(
                    table.name),
                Problem::Grade::Warning);
        }
        for (const QString &name : table.primaryKey)
            checkKeyColumn(table, name);
        for (int i = 0; i < table.foreignKeys.size(); ++i)
            checkForeignKey(table, i);
    }

    void checkKeyColumn(const Table &table, const QString &name)
    {
        const Column *column = table.column(name);
        if (!column || !column->nullable)
            return;
        add(u"nullable-primary-key"_s, table.name + u'.' + name,
            u"'%1.%2' is part of the primary key but may be NULL; declare it NOT NULL."_s.arg(table.name,
                                                                                              name),
            Problem::Grade::Warning);
    }

    void checkForeignKey(const Table &table, int index)
    {
        const ForeignKey &key = table.foreignKeys[index];
        const QString where = table.name + u'.' + key.columns.join(u", "_s);
        const Table *target = m_schema.table(key.table);
        if (!target) {
            QStringList names;
            for (const Table &each : m_schema.tables)
                names += each.name;
            add(u"missing-table"_s, where,
                u"'%1' refers to table '%2', which does not exist.%3"_s.arg(where, key.table,
                                                                            didYouMean(key.table, names)));
            return;
        }
        if (target->kind == TableKind::Broken)
            return;
        if (key.targetColumns.size() != key.columns.size()) {
            add(u"foreign-key-mismatch"_s, where,
                u"'%1' refers to '%2' without naming columns, and the primary key of '%2' has not the same number of columns."_s
                    .arg(where, target->name));
            return;
        }
        for (const QString &column : key.targetColumns) {
            if (target->columnIndex(column) >= 0)
                continue;
            add(u"missing-column"_s, where,
                u"'%1' refers to '%2.%3', but table '%2' has no column '%3'.%4"_s.arg(
                    where, target->name, column, didYouMean(column, columnNames(*target))));
            return;
        }
        checkTarget(table, *target, index, where);
    }

    void checkTarget(const Table &table, const Table &target, int index, const QString &where)
    {
        const ForeignKey &key = table.foreignKeys[index];
        const bool isSqlite = m_schema.engine.isEmpty() || m_schema.engine == "sqlite"_L1;
        const bool isKey = isSqlite ? target.canBeReferredTo(key.targetColumns, key.implicitTarget)
                                    : target.isUnique(key.targetColumns);
        if (!isKey && target.isUnique(key.targetColumns)) {
            add(u"foreign-key-mismatch"_s, where,
                u"'%1' refers to '%2.%3', which is unique only together with other columns, in part, or by another collation; the database refuses to check it. Make exactly these columns unique, with their own collation, or refer to the primary key."_s
                    .arg(where, target.name, key.targetColumns.join(u", "_s)));
        } else if (!isKey) {
            add(u"foreign-key-mismatch"_s, where,
                u"'%1' refers to '%2.%3', which is neither the primary key nor unique; the database refuses to check it. Make it unique or refer to the primary key."_s
                    .arg(where, target.name, key.targetColumns.join(u", "_s)));
        }
        for (int i = 0; i < key.columns.size(); ++i)
            checkTypes(table, target, key.columns[i], key.targetColumns[i]);
        for (int other = 0; other < index; ++other) {
            const ForeignKey &earlier = table.foreignKeys[other];
            if (!sameName(earlier.table, key.table) || earlier.columns != key.columns)
                continue;
            add(u"duplicate-foreign-key"_s, where,
                u"'%1' refers to '%2' twice; one of the two foreign keys can go."_s.arg(where, target.name),
                Problem::Grade::Warning);
            break;
        }
    }

    void checkTypes(const Table &table, const Table &target, const QString &own, const QString &remote)
    {
        const Column *child = table.column(own);
        const Column *parent = target.column(remote);
        if (!child || !parent || child->type.isEmpty() || parent->type.isEmpty())
            return;
        const auto isText = [](const Column *column) { return affinityOf(column->type) == Affinity::Text; };
        if (isText(child) == isText(parent))
            return;
        add(u"type-mismatch"_s, table.name + u'.' + own,
            u"'%1.%2' is %3 but refers to '%4.%5', which is %6; the two may never be equal."_s.arg(
                table.name, own, child->type, target.name, remote, parent->type),
            Problem::Grade::Warning);
    }

    const Schema &m_schema;
    QList<Problem> m_problems;
};

} // namespace

QList<Problem> checkSchema(const Schema &schema)
{
    return Check(schema).run();
}

} // namespace relata::schema
