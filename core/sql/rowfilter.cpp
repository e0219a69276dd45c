#include "rowfilter.h"

#include "core/schema/titlecolumns.h"
#include "core/schema/typedvalue.h"
#include "core/sql/columnfilter.h"
#include "core/sql/dialect.h"
#include "core/sql/keyfilter.h"
#include "core/sql/keymatch.h"
#include "core/sql/selectbuilder.h"

namespace relata::sql {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

/// As base::Value::toDisplay() shows it: a real with as many digits as it needs, a blob by its size.
QString printed(const QString &expression)
{
    static const QString text =
        u"CASE typeof(@) WHEN 'real' THEN CASE WHEN CAST(printf('%!.15g', @) AS REAL) = @ THEN "
        u"printf('%!.15g', @)"
        " WHEN CAST(printf('%!.16g', @) AS REAL) = @ THEN printf('%!.16g', @) ELSE printf('%!.17g', @) END"
        " WHEN 'blob' THEN length(@) || CASE length(@) WHEN 1 THEN ' byte' ELSE ' bytes' END"
        " ELSE @ END"_s;
    return QString(text).replace(u'@', expression);
}

} // namespace

QList<RowFilter::Parent> RowFilter::parentsOf(const schema::Schema &schema, const schema::Table &table)
{
    QList<Parent> parents;
    for (const schema::ForeignKey &key : table.foreignKeys) {
        const schema::Table *target = schema.table(key.table);
        if (!target || target->kind != schema::TableKind::Table ||
            key.columns.size() != key.targetColumns.size())
            continue;
        const QStringList columns = schema::titleSource(schema, *target).columns;
        if (columns.isEmpty())
            continue;
        QList<schema::ColumnPair> pairs;
        for (qsizetype i = 0; i < key.columns.size(); ++i)
            pairs += schema::ColumnPair{key.targetColumns[i], key.columns[i]};
        const QString alias =
            quoted(freeName(u"titles of parents %1"_s.arg(parents.size()), table.name + u' ' + target->name));
        parents += {target->name, columns, alias, KeyMatch(*target, table, pairs).joined(alias)};
    }
    return parents;
}

RowFilter::RowFilter(const schema::Table &table, const QString &text, const QList<Parent> &parents)
    : m_text(text)
{
    if (const auto conditions = KeyFilter::parse(text, table)) {
        QStringList parts;
        for (const KeyFilter::Condition &each : *conditions)
            parts += quoted(table.name) + u'.' + quoted(each.column) + u" = "_s + bind(each.value);
        m_condition = parts.join(u" AND "_s);
        return;
    }
    if (const auto conditions = ColumnFilter::parse(text, table)) {
        QStringList parts;
        for (const ColumnFilter::Condition &each : *conditions)
            parts += quoted(table.name) + u'.' + quoted(each.column) + u' ' + each.op +
                     (each.takesValue() ? u' ' + bind(each.value) : QString());
        m_condition = parts.join(u" AND "_s);
        return;
    }
    QStringList parts;
    for (const schema::Column &column : table.columns)
        parts += shownIn(quoted(table.name) + u'.' + quoted(column.name));
    for (const Parent &parent : parents)
        parts += parentShows(parent);
    m_condition = u'(' + parts.join(u" OR "_s) + u')';
}

/// NULL is found by its whole name only. A number is found by its value, too, where SQLite prints it in
/// another way than the grid: 123456789012345680.0.
QString RowFilter::shownIn(const QString &expression)
{
    QString shown =
        printed(expression) + u" LIKE "_s + bind(Value::text(containsPattern(m_text))) + u" ESCAPE '\\'"_s;
    if (m_text.compare("NULL"_L1, Qt::CaseInsensitive) == 0)
        shown += u" OR "_s + expression + u" IS NULL"_s;
    const Value number = schema::valueOfText(m_text.toUtf8(), u"REAL"_s, {});
    if (number.type() == Value::Type::Real)
        shown += u" OR typeof("_s + expression + u") = 'real' AND "_s + expression + u" = "_s + bind(number);
    return shown;
}

QString RowFilter::parentShows(const Parent &parent)
{
    QStringList parts;
    for (const QString &column : parent.titleColumns)
        parts += u"coalesce("_s + parent.alias + u'.' + quoted(column) + u", '')"_s;
    return u"EXISTS (SELECT 1 FROM "_s + quoted(parent.table) + u" AS "_s + parent.alias + u" WHERE "_s +
           parent.on + u" AND "_s + parts.join(u" || ' ' || "_s) + u" LIKE "_s +
           bind(Value::text(containsPattern(m_text))) + u" ESCAPE '\\')"_s;
}

QString RowFilter::bind(const Value &value)
{
    m_values += value;
    return u"?"_s;
}

} // namespace relata::sql
