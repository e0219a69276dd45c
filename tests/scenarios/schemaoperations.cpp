#include "operations.h"

#include "core/mapping/tableorder.h"
#include "tests/scenarios/createtabletext.h"
#include "tests/scenarios/results.h"

#include <QJsonArray>

namespace relata::scenarios {

using namespace Qt::StringLiterals;

namespace {

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

/// The texts of the tables in order; an error where one has a foreign key that cannot be written.
void listTexts(StepContext &context, QJsonObject &record)
{
    QJsonArray texts;
    for (const int index : orderedTables(context, record)) {
        if (const auto broken = mapping::brokenForeignKey(context.configuration.tables, index)) {
            record.insert(u"error"_s, finding(*broken));
            break;
        }
        const QString &name = context.configuration.tables[index].name;
        texts += createTableText(name, context.scenario.tables[name]);
    }
    if (!record.contains(u"error"_s))
        record.insert(u"result"_s, texts);
}

void listNames(StepContext &context, QJsonObject &record)
{
    QJsonArray names;
    for (const int index : orderedTables(context, record))
        names += context.configuration.tables[index].name;
    if (!record.contains(u"error"_s))
        record.insert(u"result"_s, names);
}

} // namespace

void addSchemaOperations(QHash<QString, Operation> &operations)
{
    operations.insert(u"ddl"_s, [](StepContext &context, const QList<OrderedJson> &, QJsonObject &record) {
        listTexts(context, record);
    });
    operations.insert(u"sorted_tables"_s, [](StepContext &context, const QList<OrderedJson> &,
                                             QJsonObject &record) { listNames(context, record); });
}

} // namespace relata::scenarios
