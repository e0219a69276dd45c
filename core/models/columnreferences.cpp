#include "columnreferences.h"

#include "core/models/pythontext.h"

#include <algorithm>

namespace relata::models {

using namespace Qt::StringLiterals;
using mapping::ClassDeclaration;
using mapping::ColumnName;
using mapping::Comparison;
using mapping::Operand;
using mapping::OrderTerm;

namespace {

/// Whether the column can be an attribute of a table's `c`, which has methods, too.
bool isPlainKey(const QString &column)
{
    static const QSet<QString> methods = {u"add"_s,
                                          u"as_immutable"_s,
                                          u"clear"_s,
                                          u"compare"_s,
                                          u"contains_column"_s,
                                          u"corresponding_column"_s,
                                          u"extend"_s,
                                          u"get"_s,
                                          u"items"_s,
                                          u"keys"_s,
                                          u"remove"_s,
                                          u"replace"_s,
                                          u"update"_s,
                                          u"values"_s};
    return isIdentifier(column) && !isKeyword(column) && !column.startsWith(u'_') &&
           !methods.contains(column);
}

QString listOf(const QStringList &items)
{
    return u'[' + items.join(u", "_s) + u']';
}

/// "a", or "[a, b]": one needs no list.
QString oneOrList(const QStringList &items)
{
    return items.size() == 1 ? items.first() : listOf(items);
}

} // namespace

QString ColumnReferences::secondary(const QString &table, const ClassDeclaration &body) const
{
    const QString variable = m_names.variable(table);
    if (!variable.isEmpty() && !m_names.isAttribute(body.name, variable))
        return variable;
    if (!variable.isEmpty())
        return u"lambda: "_s + variable;
    const bool canBeRead = (isIdentifier(table) && !isKeyword(table)) || !m_declarations.table(table);
    return canBeRead ? literal(table) : u"lambda: "_s + tableExpression(table);
}

QString ColumnReferences::columns(const QList<ColumnName> &columns, const ClassDeclaration &body) const
{
    const bool areOwn = std::ranges::all_of(columns, [&](const ColumnName &each) {
        return each.table == body.table && !m_names.attribute(each.table, each.column).isEmpty();
    });
    const bool areOfClasses =
        std::ranges::all_of(columns, [this](const ColumnName &each) { return isOfClass(each); });
    QStringList items;
    for (const ColumnName &each : columns)
        items += areOwn ? m_names.attribute(each.table, each.column) : expression(each);
    if (areOwn)
        return listOf(items);
    return areOfClasses ? literal(oneOrList(items)) : u"lambda: "_s + listOf(items);
}

QString ColumnReferences::order(const QList<OrderTerm> &terms) const
{
    QStringList items;
    for (const OrderTerm &each : terms)
        items += expression(each.column) + (each.descending ? u".desc()"_s : QString());
    const bool areOfClasses =
        std::ranges::all_of(terms, [this](const OrderTerm &each) { return isOfClass(each.column); });
    return areOfClasses ? literal(oneOrList(items)) : u"lambda: "_s + oneOrList(items);
}

QString ColumnReferences::condition(const mapping::JoinCondition &condition) const
{
    QStringList terms;
    for (const Comparison &each : condition)
        terms += comparison(each);
    return u"lambda: "_s + (terms.size() == 1 ? terms.first() : u"db.and_("_s + terms.join(u", "_s) + u')');
}

/// Whether a text can name it through a class, be it there or not.
bool ColumnReferences::isOfClass(const ColumnName &column) const
{
    if (!m_names.classOf(column.table))
        return false;
    return !m_names.attribute(column.table, column.column).isEmpty() || isIdentifier(column.column);
}

QString ColumnReferences::tableExpression(const QString &table) const
{
    const QString variable = m_names.variable(table);
    return variable.isEmpty() ? u"db.metadata.tables["_s + literal(table) + u']' : variable;
}

QString ColumnReferences::expression(const ColumnName &column) const
{
    if (isOfClass(column)) {
        const QString attribute = m_names.attribute(column.table, column.column);
        return m_names.className(m_names.classOf(column.table)->name) + u'.' +
               (attribute.isEmpty() ? column.column : attribute);
    }
    const QString table = tableExpression(column.table) + u".c"_s;
    const QString key = m_names.key(column.table, column.column);
    return isPlainKey(key) ? table + u'.' + key : table + u'[' + literal(key) + u']';
}

QString ColumnReferences::operand(const Operand &operand) const
{
    QString text = operand.isColumn() ? expression(operand.column) : literal(operand.literal.value());
    if (operand.foreign)
        text = u"db.foreign("_s + text + u')';
    if (operand.remote)
        text = u"db.remote("_s + text + u')';
    return text;
}

QString ColumnReferences::comparison(const Comparison &comparison) const
{
    static const QHash<QString, QString> operators = {
        {u"="_s, u"=="_s}, {u"=="_s, u"=="_s}, {u"<>"_s, u"!="_s}, {u"!="_s, u"!="_s},
        {u"<"_s, u"<"_s},  {u"<="_s, u"<="_s}, {u">"_s, u">"_s},   {u">="_s, u">="_s}};
    const QString left = operand(comparison.left);
    const QString right = operand(comparison.right);
    if (const QString sign = operators.value(comparison.op); !sign.isEmpty())
        return left + u' ' + sign + u' ' + right;
    const QString start = comparison.left.isColumn() ? left : u"db.literal("_s + left + u')';
    return start + u".op("_s + literal(comparison.op) + u", is_comparison=True)("_s + right + u')';
}

} // namespace relata::models
