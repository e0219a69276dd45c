#include "columntokens.h"

#include <QCoreApplication>

namespace relata::sql {

using namespace Qt::StringLiterals;

namespace {

struct TokenWords
{
    Q_DECLARE_TR_FUNCTIONS(Diagram)
};

tl::unexpected<base::Error> unread(const QString &sentence)
{
    return base::fail(base::ErrorCode::InvalidChange, sentence);
}

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'.';
}

QChar closing(QChar quote)
{
    return quote == u'[' ? QChar(u']') : quote;
}

/// Where a quoted piece that starts at `start` ends, past its last quote; doubled quotes are skipped; -1
/// where it stays open.
qsizetype endOfQuoted(const QString &line, qsizetype start)
{
    const QChar close = closing(line.at(start));
    for (qsizetype i = start + 1; i < line.size(); ++i) {
        if (line.at(i) != close)
            continue;
        if (close != u']' && i + 1 < line.size() && line.at(i + 1) == close)
            ++i;
        else
            return i + 1;
    }
    return -1;
}

qsizetype endOfParentheses(const QString &line, qsizetype start)
{
    int depth = 0;
    for (qsizetype i = start; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'\'' || c == u'"') {
            i = endOfQuoted(line, i) - 1;
            if (i < 0)
                return -1;
        } else if (c == u'(') {
            ++depth;
        } else if (c == u')' && --depth == 0) {
            return i + 1;
        }
    }
    return -1;
}

qsizetype endOfWord(const QString &line, qsizetype start)
{
    qsizetype i = start + 1;
    while (i < line.size() && isWordPart(line.at(i)))
        ++i;
    return i;
}

ColumnToken tokenOf(const QString &line, qsizetype start, qsizetype end)
{
    using Kind = ColumnToken::Kind;
    const QString text = line.mid(start, end - start);
    const QChar first = text.front();
    if (text == "->"_L1 || first == u'\u2192')
        return {Kind::Arrow, text};
    if (first == u'(')
        return {Kind::Parentheses, text};
    if (first == u'\'')
        return {Kind::String, text};
    if (first == u'"' || first == u'`' || first == u'[') {
        const QChar close = closing(first);
        return {Kind::QuotedName, text.mid(1, text.size() - 2).replace(QString(2, close), QString(close))};
    }
    const bool isNumber = first.isDigit() || first == u'-' || first == u'+' || first == u'.';
    return {isNumber ? Kind::Number : Kind::Word, text};
}

} // namespace

base::Result<QList<ColumnToken>> columnTokens(const QString &line)
{
    QList<ColumnToken> tokens;
    qsizetype at = 0;
    while (at < line.size()) {
        const QChar c = line.at(at);
        if (c.isSpace()) {
            ++at;
            continue;
        }
        if (line.mid(at, 2) == "--"_L1) {
            tokens.append({ColumnToken::Kind::Comment, line.mid(at + 2).trimmed()});
            break;
        }
        qsizetype end = -1;
        if (c == u'\u2192')
            end = at + 1;
        else if (line.mid(at, 2) == "->"_L1)
            end = at + 2;
        else if (c == u'(')
            end = endOfParentheses(line, at);
        else if (c == u'\'' || c == u'"' || c == u'`' || c == u'[')
            end = endOfQuoted(line, at);
        else if (isWordPart(c) ||
                 ((c == u'-' || c == u'+') && at + 1 < line.size() && line.at(at + 1).isDigit()))
            end = endOfWord(line, at);
        else
            return unread(TokenWords::tr("The sign %1 has no meaning in a column's line.").arg(c));
        if (end < 0)
            return unread(TokenWords::tr("The %1 is not closed.").arg(c));
        tokens.append(tokenOf(line, at, end));
        at = end;
    }
    return tokens;
}

} // namespace relata::sql
