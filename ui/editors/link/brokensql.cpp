#include "ui/editors/link/brokensql.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShownMarks = 2; ///< of a list that is cut

bool beginsClause(QStringView rest)
{
    static const QStringList clauses = {u" FROM "_s,  u" LEFT OUTER JOIN "_s, u" JOIN "_s,
                                        u" WHERE "_s, u" ORDER BY "_s,        u" LIMIT "_s};
    return std::any_of(clauses.cbegin(), clauses.cend(),
                       [rest](const QString &clause) { return rest.startsWith(clause); });
}

QString shortList(const QString &mark, qsizetype count)
{
    const QStringList shown(kShownMarks, mark);
    return shown.join(u", "_s) + u", "_s +
           QCoreApplication::translate("BrokenSql", "… %L1 in all").arg(count);
}

/// Cuts what `list` finds: runs of one mark with commas between.
QString cut(const QString &sql, const QRegularExpression &list)
{
    QString result;
    qsizetype from = 0;
    auto matches = list.globalMatch(sql);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString mark = match.captured(1);
        const qsizetype count = (match.capturedLength() + 2) / (mark.size() + 2);
        result += sql.mid(from, match.capturedStart() - from) + shortList(mark, count);
        from = match.capturedEnd();
    }
    return result + sql.mid(from);
}

} // namespace

QString inClauses(const QString &sql)
{
    QString result;
    QChar quote;
    int depth = 0;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql[i];
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'"' || c == u'\'' || c == u'`')
            quote = c;
        else if (c == u'(' || c == u')')
            depth += c == u'(' ? 1 : -1;
        const bool isBreak =
            quote.isNull() && depth == 0 && c == u' ' && beginsClause(QStringView(sql).mid(i));
        result += isBreak ? u'\n' : c;
    }
    return result;
}

QString withShortLists(const QString &sql)
{
    static const QRegularExpression marks(u"(\\?)(?:, \\?){5,}"_s);
    static const QRegularExpression tuples(u"(\\(\\?(?:, \\?){0,4}\\))(?:, \\1){3,}"_s);
    return cut(cut(sql, tuples), marks);
}

} // namespace relata::ui
