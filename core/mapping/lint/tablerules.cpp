#include "tablerules.h"

#include "core/mapping/configure/keycauses.h"
#include "core/mapping/configure/keyfixes.h"
#include "core/mapping/configure/likelyparent.h"
#include "core/mapping/configure/report.h"
#include "core/mapping/lint/expressionrules.h"
#include "core/schema/columntype.h"
#include "core/schema/schemachange.h"
#include "core/schema/suggestion.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Column;
using schema::ForeignKey;
using schema::Table;
using schema::TableKind;

namespace {

QStringList namesOfColumns(const Table &table)
{
    QStringList names;
    for (const Column &column : table.columns)
        names += column.name;
    return names;
}

class Check
{
public:
    explicit Check(const MappedSchema &schema)
        : m_schema(schema), m_declarations(declarationsIn(schema)), m_work(m_declarations)
    {
    }

    QList<Diagnostic> run()
    {
        for (const Table &table : m_schema.tables)
            checkTable(table);
        return m_found;
    }

private:
    void add(const QString &code, const Place &where, const QString &text, Grade grade = Grade::Error,
             const QList<Fix> &fixes = {})
    {
        m_found += Diagnostic{grade, code, text, {}, where, withoutIdleFixes(fixes)};
    }

    static Place at(const Table &table, const QString &column = {}, base::LinkId key = {})
    {
        return {{}, {}, table.name, column, key};
    }

    int indexOf(const Table &table) const { return m_work.catalog.tableNamed(table.name); }

    /// What mends a foreign key that leads nowhere.
    QList<Fix> keyFixes(const Table &table, const ForeignKey &key) const
    {
        const int index = indexOf(table);
        for (const KeyElement &element : index < 0 ? QList<KeyElement>() : m_work.catalog.elements(index)) {
            if (m_work.catalog.foreignKey(element).id != key.id || element.isResolved())
                continue;
            const bool isTableMissing = element.target.table < 0;
            const QList<Fix> meant = causeOf(m_work, element).fixes;
            if (!isTableMissing)
                return meant;
            return (meant.isEmpty() ? namedAfterFix(index, element.constraint) : meant) +
                   missingTableFixes(m_work, index, element.constraint);
        }
        return {};
    }

    /// Lets a foreign key refer to the table that its column is named after, where there is one.
    QList<Fix> namedAfterFix(int index, int constraint) const
    {
        const Table &table = m_work.catalog.table(index);
        const QStringList &columns = table.foreignKeys[constraint].columns;
        const int parent = columns.size() == 1 ? likelyParent(m_work, table, columns.first()) : -1;
        if (parent < 0)
            return {};
        return {retargetFix(m_work, index, constraint, parent, m_work.catalog.table(parent).primaryKey)};
    }

    static Fix change(const QString &text, const schema::SchemaStep &step)
    {
        return {text, schema::SchemaChange{text, {step}}};
    }

    void checkTable(const Table &table)
    {
        if (table.kind == TableKind::Broken) {
            add(u"broken-table"_s, at(table),
                u"'%1' cannot be read: %2. The other tables are not affected."_s.arg(table.name,
                                                                                     table.error));
            return;
        }
        if (table.kind != TableKind::Table)
            return;
        if (table.primaryKey.isEmpty()) {
            add(u"no-primary-key"_s, at(table),
                u"Table '%1' has no primary key; its rows are told apart by their rowid only."_s.arg(
                    table.name),
                Grade::Warning, primaryKeyFix(m_work, indexOf(table)));
        }
        for (const QString &name : table.primaryKey)
            checkKeyColumn(table, name);
        for (int i = 0; i < table.foreignKeys.size(); ++i)
            checkForeignKey(table, i);
        m_found += expressionRules(m_schema, table);
    }

    void checkKeyColumn(const Table &table, const QString &name)
    {
        const Column *column = table.column(name);
        if (!column || !column->nullable)
            return;
        Column now = *column;
        now.nullable = false;
        add(u"nullable-primary-key"_s, at(table, column->name),
            u"'%1.%2' is part of the primary key but may be NULL; declare it NOT NULL."_s.arg(table.name,
                                                                                              name),
            Grade::Warning,
            {change(u"Declare '%1.%2' NOT NULL"_s.arg(table.name, column->name),
                    schema::ChangeColumn{table.id, column->name, now})});
    }

    void checkForeignKey(const Table &table, int index)
    {
        const ForeignKey &key = table.foreignKeys[index];
        const Place place = at(table, key.columns.join(u", "_s), key.id);
        const QString where = tablePlace(place);
        const Table *target = m_schema.table(key.table);
        if (!target) {
            QStringList names;
            for (const Table &each : m_schema.tables)
                names += each.name;
            add(u"missing-table"_s, place,
                u"'%1' refers to table '%2', which does not exist.%3"_s.arg(
                    where, key.table, schema::didYouMean(key.table, names)),
                Grade::Error, keyFixes(table, key));
            return;
        }
        if (target->kind == TableKind::Broken)
            return;
        if (key.targetColumns.size() != key.columns.size()) {
            add(u"foreign-key-mismatch"_s, place,
                u"'%1' refers to '%2' without naming columns, and the primary key of '%2' has not the same number of columns."_s
                    .arg(where, target->name),
                Grade::Error, keyFixes(table, key));
            return;
        }
        for (const QString &column : key.targetColumns) {
            if (target->columnIndex(column) >= 0)
                continue;
            add(u"missing-column"_s, place,
                u"'%1' refers to '%2.%3', but table '%2' has no column '%3'.%4"_s.arg(
                    where, target->name, column, schema::didYouMean(column, namesOfColumns(*target))),
                Grade::Error, keyFixes(table, key));
            return;
        }
        checkTarget(table, *target, index, place);
    }

    void checkTarget(const Table &table, const Table &target, int index, const Place &place)
    {
        const QString where = tablePlace(place);
        const ForeignKey &key = table.foreignKeys[index];
        const bool isSqlite = m_schema.engine.isEmpty() || m_schema.engine == "sqlite"_L1;
        const bool isKey = isSqlite ? target.canBeReferredTo(key.targetColumns, key.implicitTarget)
                                    : target.isUnique(key.targetColumns);
        if (!isKey && target.isUnique(key.targetColumns)) {
            add(u"foreign-key-mismatch"_s, place,
                u"'%1' refers to '%2.%3', which is unique only together with other columns, in part, or by another collation; the database refuses to check it. Make exactly these columns unique, with their own collation, or refer to the primary key."_s
                    .arg(where, target.name, key.targetColumns.join(u", "_s)),
                Grade::Error, uniqueFixes(target, key));
        } else if (!isKey) {
            add(u"foreign-key-mismatch"_s, place,
                u"'%1' refers to '%2.%3', which is neither the primary key nor unique; the database refuses to check it. Make it unique or refer to the primary key."_s
                    .arg(where, target.name, key.targetColumns.join(u", "_s)),
                Grade::Error, uniqueFixes(target, key));
        }
        for (int i = 0; i < key.columns.size(); ++i)
            checkTypes(table, target, key.columns[i], key.targetColumns[i]);
        for (int other = 0; other < index; ++other) {
            const ForeignKey &earlier = table.foreignKeys[other];
            if (!schema::sameName(earlier.table, key.table) || earlier.columns != key.columns)
                continue;
            add(u"duplicate-foreign-key"_s, place,
                u"'%1' refers to '%2' twice; one of the two foreign keys can go."_s.arg(where, target.name),
                Grade::Warning,
                {change(u"Remove the second foreign key"_s, schema::RemoveForeignKey{table.id, key.id})});
            break;
        }
    }

    void checkTypes(const Table &table, const Table &target, const QString &own, const QString &remote)
    {
        const Column *child = table.column(own);
        const Column *parent = target.column(remote);
        if (!child || !parent || child->type.isEmpty() || parent->type.isEmpty())
            return;
        const auto isText = [](const Column *column) {
            return schema::affinityOf(column->type) == schema::Affinity::Text;
        };
        if (isText(child) == isText(parent))
            return;
        Column now = *child;
        now.type = parent->type;
        add(u"type-mismatch"_s, at(table, child->name),
            u"'%1.%2' is %3 but refers to '%4.%5', which is %6; the two may never be equal."_s.arg(
                table.name, own, child->type, target.name, remote, parent->type),
            Grade::Warning,
            {change(u"Make '%1.%2' %3"_s.arg(table.name, child->name, parent->type),
                    schema::ChangeColumn{table.id, child->name, now})});
    }

    QList<Fix> uniqueFixes(const Table &target, const ForeignKey &key) const
    {
        const int index = indexOf(target);
        return index < 0 || key.targetColumns.isEmpty() ? QList<Fix>()
                                                        : QList{uniqueFix(m_work, index, key.targetColumns)};
    }

    const MappedSchema &m_schema;
    const Declarations m_declarations;
    const Workbench m_work;
    QList<Diagnostic> m_found;
};

} // namespace

QList<Diagnostic> tableRules(const MappedSchema &schema)
{
    return Check(schema).run();
}

Declarations declarationsIn(const MappedSchema &schema)
{
    Declarations declarations;
    declarations.tables = schema.configuration->tables;
    for (const MappedClass &each : schema.classes)
        declarations.classes += ClassDeclaration{each.name, each.table, {}, {}};
    return declarations;
}

QString tablePlace(const Place &place)
{
    return place.column.isEmpty() ? place.table : place.table + u'.' + place.column;
}

} // namespace relata::mapping
