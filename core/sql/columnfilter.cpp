#include "columnfilter.h"

#include "core/schema/typedvalue.h"

#include <QRegularExpression>

namespace relata::sql {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

/// One comparison at the place where the match begins, up to the next AND.
const QRegularExpression &comparison()
{
    static const QRegularExpression form(
        u"\\G\\s*(?:\"(?<quoted>(?:[^\"]|\"\")+)\"|(?<name>[\\w$]+))\\s*"
        "(?:(?<null>IS\\s+(?:NOT\\s+)?NULL)|(?<op><=|>=|<>|!=|==|=|<|>|(?:NOT\\s+)?LIKE\\b)\\s*"
        "(?:'(?<text>(?:[^']|'')*)'|(?<word>[^'\\s].*?)))\\s*(?:\\bAND\\b|\\z)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption |
            QRegularExpression::DotMatchesEverythingOption);
    return form;
}

QString operatorOf(const QRegularExpressionMatch &match)
{
    const QString op = (match.captured(u"null"_s) + match.captured(u"op"_s)).simplified().toUpper();
    return op == "=="_L1 ? u"="_s : op == "!="_L1 ? u"<>"_s : op;
}

} // namespace

std::optional<QList<ColumnFilter::Condition>> ColumnFilter::parse(const QString &text,
                                                                  const schema::Table &table)
{
    QList<Condition> conditions;
    qsizetype at = 0;
    while (at < text.size()) {
        const QRegularExpressionMatch match = comparison().match(text, at);
        const QString name =
            match.captured(u"quoted"_s).replace(u"\"\""_s, u"\""_s) + match.captured(u"name"_s);
        const schema::Column *column = match.hasMatch() ? table.column(name) : nullptr;
        if (!column)
            return std::nullopt;
        Condition condition{column->name, operatorOf(match)};
        const QString word = match.captured(u"word"_s);
        if (match.hasCaptured(u"text"_s))
            condition.value = Value::text(match.captured(u"text"_s).replace(u"''"_s, u"'"_s));
        else if ((condition.op == "="_L1 || condition.op == "<>"_L1) &&
                 word.compare("NULL"_L1, Qt::CaseInsensitive) == 0)
            condition.op = condition.op == "="_L1 ? u"IS NULL"_s : u"IS NOT NULL"_s;
        else if (condition.op.endsWith("LIKE"_L1))
            condition.value = Value::text(word);
        else if (condition.takesValue())
            condition.value = schema::valueOfText(word.toUtf8(), column->type, {});
        conditions += condition;
        at = match.capturedEnd();
    }
    const bool goesOn = text.trimmed().endsWith(" AND"_L1, Qt::CaseInsensitive);
    return conditions.isEmpty() || goesOn ? std::nullopt : std::optional(conditions);
}

} // namespace relata::sql
