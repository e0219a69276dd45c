#include "flushorder.h"

#include <QMultiHash>

namespace relata::records {

namespace {

/// The tables among the wanted ones that a table refers to.
QStringList parentsOf(const schema::Schema &schema, const QString &table, const QStringList &wanted)
{
    QStringList parents;
    const schema::Table *described = schema.table(table);
    if (!described)
        return parents;
    for (const schema::ForeignKey &key : described->foreignKeys) {
        const int index = schema::indexOfName(wanted, key.table);
        if (index >= 0)
            parents += wanted[index];
    }
    return parents;
}

QStringList inSchemaOrder(const schema::Schema &schema, const QSet<QString> &tables)
{
    QStringList wanted;
    for (const schema::Table &table : schema.tables) {
        if (tables.contains(table.name))
            wanted += table.name;
    }
    return wanted;
}

} // namespace

QSet<QString> writtenTables(const base::PendingEdits &edits)
{
    QSet<QString> tables;
    for (auto it = edits.changed.keyBegin(); it != edits.changed.keyEnd(); ++it)
        tables += it->table;
    for (const base::NewRow &row : edits.added)
        tables += row.key.table;
    for (const base::RecordKey &key : edits.deleted)
        tables += key.table;
    return tables;
}

bool hasCircle(const schema::Schema &schema, const QSet<QString> &tables)
{
    QStringList waiting = inSchemaOrder(schema, tables);
    for (bool moved = true; moved && !waiting.isEmpty();) {
        moved = waiting.removeIf(
                    [&](const QString &table) { return parentsOf(schema, table, waiting).isEmpty(); }) > 0;
    }
    return !waiting.isEmpty();
}

QSet<QString> changedByDatabase(const schema::Schema &schema, const QSet<QString> &written)
{
    QMultiHash<QString, QString> children; // that a change of the parent reaches
    for (const schema::Table &table : schema.tables) {
        for (const schema::ForeignKey &key : table.foreignKeys) {
            const auto acts = [](schema::Action action) {
                return action != schema::Action::NoAction && action != schema::Action::Restrict;
            };
            if (acts(key.onDelete) || acts(key.onUpdate))
                children.insert(key.table, table.name);
        }
    }
    QSet<QString> changed;
    QStringList waiting = written.values();
    for (qsizetype i = 0; i < waiting.size(); ++i) {
        if (const schema::Table *table = schema.table(waiting[i]); table && !table->triggers.isEmpty()) {
            for (const schema::Table &each : schema.tables)
                changed += each.name;
            return changed;
        }
        for (const QString &child : children.values(waiting[i])) {
            if (!changed.contains(child))
                waiting += child;
            changed += child;
        }
    }
    return changed;
}

} // namespace relata::records
