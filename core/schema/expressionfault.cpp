#include "expressionfault.h"

#include "core/schema/suggestion.h"
#include "core/schema/table.h"
#include "core/syntax/sqliteparser.h"

#include <QRegularExpression>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

namespace {

QString quoted(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

/// A table with these columns and the expression as its CHECK, in parentheses of its own, so that it cannot
/// end the CHECK, and before a line break, so that a comment at its end cannot take the rest along.
QString statementWith(const Table &table, const QString &expression)
{
    const bool isNamed = !table.name.isEmpty() && !table.name.startsWith("sqlite_"_L1, Qt::CaseInsensitive);
    QString statement = u"CREATE TABLE %1("_s.arg(isNamed ? quoted(table.name) : u"t"_s);
    for (const Column &column : table.columns)
        statement += quoted(column.name) + u", "_s;
    if (table.columns.isEmpty())
        statement += u"c, "_s;
    return statement + u"CHECK (("_s + expression + u"\n)))"_s;
}

/// Words about an expression that stands in the wrong place or is called wrongly: "subqueries prohibited in
/// CHECK constraints". What else SQLite has to say is not about the expression, or about functions and
/// collations that it need not know here.
bool isRefusal(const QString &words)
{
    return words.contains(" prohibited in "_L1) || words.startsWith("misuse of "_L1) ||
           words.startsWith("wrong number of arguments"_L1) || words.startsWith("row value misused"_L1);
}

bool isSqlite(const QString &engine)
{
    return engine.isEmpty() || engine == "sqlite"_L1;
}

/// The text between the first two double quotes of SQLite's words.
QString quotedIn(const QString &words)
{
    return words.section(u'"', 1, -2);
}

} // namespace

std::optional<ExpressionFault> faultOf(const Table &table, const QString &expression)
{
    if (expression.trimmed().isEmpty())
        return ExpressionFault{{}, {}, u"says nothing."_s};
    const QString words = syntax::sqliteObjection(statementWith(table, expression));
    if (words.startsWith("no such column: "_L1)) {
        const QString column = words.section(u": "_s, 1);
        QStringList names;
        for (const Column &each : table.columns)
            names += each.name;
        return ExpressionFault{column, nearestName(column, names),
                               u"names the column '%1', which '%2' does not have.%3"_s.arg(
                                   column, table.name, didYouMean(column, names))};
    }
    const bool isSyntax = words.endsWith("syntax error"_L1) || words == "incomplete input"_L1 ||
                          words.startsWith("unrecognized token"_L1);
    if (!isSyntax && isRefusal(words))
        return ExpressionFault{{}, {}, u"is refused by SQLite: %1."_s.arg(words)};
    if (!isSyntax)
        return std::nullopt;
    const QString near = quotedIn(words);
    const bool isAtEnd = near.isEmpty() || near == u')';
    return ExpressionFault{{}, {}, isAtEnd ? u"is not complete."_s : u"makes no sense at '%1'."_s.arg(near)};
}

QString withoutOrder(const QString &term)
{
    static const QRegularExpression order(u"\\s+(ASC|DESC)$"_s, QRegularExpression::CaseInsensitiveOption);
    return QString(term).remove(order);
}

Done checkSyntax(const QString &engine, const QString &expression)
{
    const auto fault = isSqlite(engine) ? faultOf({}, expression) : std::nullopt;
    if (!fault || !fault->column.isEmpty())
        return {};
    return fail(ErrorCode::InvalidChange, u"'%1' %2"_s.arg(expression, fault->sentence),
                u"Type it as SQL knows it: price >= 0"_s);
}

Done checkExpression(const QString &engine, const Table &table, const QString &expression)
{
    if (const Done done = checkSyntax(engine, expression); !done)
        return done;
    const auto fault = isSqlite(engine) ? faultOf(table, expression) : std::nullopt;
    if (!fault)
        return {};
    return fail(ErrorCode::InvalidChange, u"'%1' %2"_s.arg(expression, fault->sentence),
                fault->column.isEmpty() ? u"Say it another way."_s
                                        : u"Give the name of a column that the table has."_s);
}

} // namespace relata::schema
