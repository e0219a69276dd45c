#include "expressionrules.h"

#include "core/schema/conditiontext.h"
#include "core/schema/expressionfault.h"
#include "core/schema/schemachange.h"

#include <functional>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Table;

namespace {

/// An expression in a table, and how another one or none takes its place.
struct Expression
{
    QString code;
    QString name;                         ///< as a sentence begins: "CHECK (price >)"
    QString text;                         ///< without its outer parentheses
    QString column;                       ///< where it belongs to one
    std::function<QString &(Table &)> in; ///< where its text stands; null where that is not all of it
    std::function<void(Table &)> takeAway;
    QString removal; ///< what taking it away is called
};

QList<Expression> checksOf(const Table &table)
{
    QList<Expression> all;
    for (qsizetype i = 0; i < table.checks.size(); ++i) {
        const QString &condition = table.checks[i].condition;
        all += {u"wrong-check"_s,
                u"CHECK (%1)"_s.arg(condition),
                condition,
                {},
                [i](Table &now) -> QString & { return now.checks[i].condition; },
                [i](Table &now) { now.checks.removeAt(i); },
                u"Remove CHECK (%1)"_s.arg(condition)};
    }
    return all;
}

QList<Expression> columnExpressionsOf(const Table &table)
{
    QList<Expression> all;
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        const schema::Column &column = table.columns[i];
        if (column.generated != schema::Generated::No && !column.expression.isEmpty()) {
            all += {u"wrong-generated"_s,
                    u"AS (%1)"_s.arg(column.expression),
                    column.expression,
                    column.name,
                    [i](Table &now) -> QString & { return now.columns[i].expression; },
                    [i](Table &now) {
                        now.columns[i].generated = schema::Generated::No;
                        now.columns[i].expression = QString();
                    },
                    u"Make '%1' a plain column"_s.arg(column.name)};
        }
        const QString value = column.defaultValue.value_or(QString()).trimmed();
        if (value.startsWith(u'(') && value.endsWith(u')')) {
            all += {u"wrong-default"_s,
                    u"DEFAULT %1"_s.arg(value),
                    value.sliced(1, value.size() - 2),
                    column.name,
                    {},
                    [i](Table &now) { now.columns[i].defaultValue.reset(); },
                    u"Remove the default of '%1'"_s.arg(column.name)};
        }
    }
    return all;
}

QList<Expression> indexExpressionsOf(const Table &table)
{
    QList<Expression> all;
    for (qsizetype i = 0; i < table.indexes.size(); ++i) {
        const schema::Index &index = table.indexes[i];
        const auto takeAway = [i](Table &now) { now.indexes.removeAt(i); };
        const QString removal = u"Remove the index '%1'"_s.arg(index.name);
        for (qsizetype k = 0; k < index.terms.size(); ++k) {
            if (!index.columns.value(k).isNull())
                continue;
            all += {u"wrong-index"_s,
                    u"The term %1 of the index '%2'"_s.arg(index.terms[k], index.name),
                    schema::withoutOrder(index.terms[k]),
                    {},
                    [i, k](Table &now) -> QString & { return now.indexes[i].terms[k]; },
                    takeAway,
                    removal};
        }
        if (!index.condition.isEmpty()) {
            all += {u"wrong-index"_s,
                    u"WHERE %1 of the index '%2'"_s.arg(index.condition, index.name),
                    index.condition,
                    {},
                    [i](Table &now) -> QString & { return now.indexes[i].condition; },
                    takeAway,
                    removal};
        }
    }
    return all;
}

/// The column that is meant in place of a name that is none; where it is not clear which, nothing.
QList<Fix> renameFix(const Table &table, const Expression &expression, const schema::ExpressionFault &fault)
{
    if (fault.meant.isNull() || !expression.in)
        return {};
    Table now = table;
    QString &text = expression.in(now);
    text = schema::withColumnRenamed(text, fault.column, fault.meant);
    const QString words = u"Use '%1' instead of '%2'"_s.arg(fault.meant, fault.column);
    return {{words, schema::SchemaChange{words, {schema::ChangeTable{table.id, now}}}}};
}

Fix removalFix(const Table &table, const Expression &expression)
{
    Table now = table;
    expression.takeAway(now);
    return {expression.removal,
            schema::SchemaChange{expression.removal, {schema::ChangeTable{table.id, now}}}};
}

} // namespace

QList<Diagnostic> expressionRules(const MappedSchema &schema, const Table &table)
{
    if (!schema.engine.isEmpty() && schema.engine != "sqlite"_L1)
        return {};
    QList<Diagnostic> found;
    const QList<Expression> all = checksOf(table) + columnExpressionsOf(table) + indexExpressionsOf(table);
    for (const Expression &each : all) {
        const auto fault = schema::faultOf(table, each.text);
        if (!fault)
            continue;
        found += Diagnostic{Grade::Error,
                            each.code,
                            u"%1 in '%2' %3"_s.arg(each.name, table.name, fault->sentence),
                            u"The database refuses to make the table."_s,
                            {{}, {}, table.name, each.column, {}},
                            renameFix(table, each, *fault) + QList{removalFix(table, each)}};
    }
    return found;
}

} // namespace relata::mapping
