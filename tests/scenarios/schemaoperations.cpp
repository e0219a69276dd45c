#include "operations.h"

#include "core/mapping/tableorder.h"
#include "tests/scenarios/results.h"

#include <QJsonArray>

namespace relata::scenarios {

using namespace Qt::StringLiterals;

namespace {

QString foreignKeyText(const schema::ForeignKey &key)
{
    QString text = key.name.isEmpty() ? QString() : u"CONSTRAINT %1 "_s.arg(key.name);
    text += u"FOREIGN KEY(%1) REFERENCES %2 (%3)"_s.arg(key.columns.join(u", "_s), key.table,
                                                        key.targetColumns.join(u", "_s));
    if (key.onDelete != schema::Action::NoAction)
        text += u" ON DELETE "_s + schema::actionWords(key.onDelete);
    if (key.onUpdate != schema::Action::NoAction)
        text += u" ON UPDATE "_s + schema::actionWords(key.onUpdate);
    if (key.deferrable)
        text += u" DEFERRABLE"_s;
    if (key.initiallyDeferred)
        text += u" INITIALLY DEFERRED"_s;
    return text;
}

/// The scenarios' form of CREATE TABLE, which names every key in a line of its own. core/sql writes for
/// people and databases (INTEGER PRIMARY KEY in the column's line, quoted names), so it does not fit here.
QString createTableText(const schema::Table &table)
{
    QStringList lines;
    for (const schema::Column &column : table.columns)
        lines += column.name + u' ' + column.type + (column.nullable ? u""_s : u" NOT NULL"_s);
    if (!table.primaryKey.isEmpty())
        lines += u"PRIMARY KEY (%1)"_s.arg(table.primaryKey.join(u", "_s));
    QStringList columnKeys;
    for (const schema::ForeignKey &key : table.foreignKeys)
        (key.columns.size() > 1 ? lines : columnKeys) += foreignKeyText(key);
    for (const QStringList &unique : table.uniques)
        (unique.size() > 1 ? lines : columnKeys) += u"UNIQUE (%1)"_s.arg(unique.join(u", "_s));
    return u"CREATE TABLE %1 ( %2 )"_s.arg(table.name, (lines + columnKeys).join(u", "_s));
}

/// The tables in order, or nothing: then the record has the error.
QList<int> orderedTables(const StepContext &context, QJsonObject &record)
{
    const mapping::TableOrder order = mapping::sortedTables(context.configuration.tables);
    QJsonArray warnings;
    for (const mapping::Diagnostic &each : order.diagnostics) {
        if (each.grade == mapping::Grade::Error)
            record.insert(u"error"_s, finding(each));
        else
            warnings += finding(each);
    }
    if (!warnings.isEmpty())
        record.insert(u"warnings"_s, warnings);
    return order.order;
}

template<typename TextOf>
void listTables(StepContext &context, QJsonObject &record, TextOf textOf)
{
    QJsonArray texts;
    for (const int index : orderedTables(context, record))
        texts += textOf(context.configuration.tables[index]);
    if (!record.contains(u"error"_s))
        record.insert(u"result"_s, texts);
}

} // namespace

void addSchemaOperations(QHash<QString, Operation> &operations)
{
    operations.insert(u"ddl"_s, [](StepContext &context, const QList<OrderedJson> &, QJsonObject &record) {
        listTables(context, record, createTableText);
    });
    operations.insert(u"sorted_tables"_s,
                      [](StepContext &context, const QList<OrderedJson> &, QJsonObject &record) {
                          listTables(context, record, [](const schema::Table &table) { return table.name; });
                      });
}

} // namespace relata::scenarios
