#include "keyfilter.h"

#include "core/sql/dialect.h"

#include <QRegularExpression>

namespace relata::sql {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

Value literalValue(const QRegularExpressionMatch &match)
{
    if (match.hasCaptured(u"text"_s))
        return Value::text(match.captured(u"text"_s).replace(u"''"_s, u"'"_s));
    if (match.hasCaptured(u"cast"_s))
        return Value::utf8(QByteArray::fromHex(match.captured(u"cast"_s).toLatin1()));
    if (match.hasCaptured(u"blob"_s))
        return Value::blob(QByteArray::fromHex(match.captured(u"blob"_s).toLatin1()));
    const QString number = match.captured(u"number"_s);
    bool isWhole = false;
    const qlonglong whole = number.toLongLong(&isWhole);
    return isWhole ? Value::integer(whole) : Value::real(number.toDouble());
}

} // namespace

QString KeyFilter::textOf(const schema::Table &table, const base::RecordKey &key)
{
    const QStringList columns = schema::addressOf(table).columns;
    QStringList parts;
    for (qsizetype i = 0; i < columns.size(); ++i)
        parts += quoted(columns[i]) + u" = "_s + key.values.value(i).toSql();
    return parts.join(u" AND "_s);
}

std::optional<QList<KeyFilter::Condition>> KeyFilter::parse(const QString &text, const schema::Table &table)
{
    static const QRegularExpression condition(
        u"\\G\"(?<column>(?:[^\"]|\"\")+)\" = (?:'(?<text>(?:[^']|'')*)'|CAST\\(x'(?<cast>[0-9a-f]*)' AS "
        u"TEXT\\)|"
        "x'(?<blob>[0-9a-f]*)'|(?<number>[-+.0-9eE]+))(?: AND |\\z)"_s);
    QList<Condition> conditions;
    for (qsizetype at = 0; at < text.size();) {
        const QRegularExpressionMatch match = condition.match(text, at);
        const QString column = match.captured(u"column"_s).replace(u"\"\""_s, u"\""_s);
        const bool isKnown = table.column(column) || schema::sameName(column, table.rowidName);
        if (!match.hasMatch() || !isKnown)
            return std::nullopt;
        conditions += {column, literalValue(match)};
        at = match.capturedEnd();
    }
    if (conditions.isEmpty() || text.endsWith(u" AND "_s))
        return std::nullopt;
    return conditions;
}

} // namespace relata::sql
