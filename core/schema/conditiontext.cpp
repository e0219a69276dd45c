#include "conditiontext.h"

#include "core/schema/table.h"

#include <QList>
#include <QStringList>

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

/// A name within an expression, with its quotes.
struct Mention
{
    qsizetype start = 0;
    qsizetype end = 0;
    QChar quote; ///< null for a bare word
};

bool isWordStart(QChar letter)
{
    return letter.isLetter() || letter == u'_' || letter.unicode() > 0x7f;
}

bool isWordCharacter(QChar letter)
{
    return isWordStart(letter) || letter.isDigit() || letter == u'$';
}

/// Words that SQLite never takes for a name unless they are quoted.
bool isReserved(const QString &word)
{
    static const QStringList words =
        u"add all alter and as autoincrement between case check collate commit constraint create "
        "default deferrable delete distinct drop else escape except exists foreign from group having "
        "in index insert intersect into is isnull join limit not nothing notnull null on or order "
        "primary references returning select set table then to transaction union unique update using "
        "values when where current_date current_time current_timestamp"_s.split(u' ');
    return words.contains(word, Qt::CaseInsensitive);
}

bool needsQuotes(const QString &name)
{
    if (name.isEmpty() || !isWordStart(name.front()) || isReserved(name))
        return true;
    return !std::all_of(name.cbegin(), name.cend(), isWordCharacter);
}

/// Finds the places of one column's name in an expression.
class MentionFinder
{
public:
    MentionFinder(const QString &text, const QString &column)
        : m_text(text), m_column(column), m_isReserved(isReserved(column))
    {
    }

    QList<Mention> run()
    {
        while (m_at < m_text.size())
            step();
        return m_found;
    }

private:
    QChar at(qsizetype position) const { return position < m_text.size() ? m_text[position] : QChar(); }

    void step()
    {
        const QChar letter = m_text[m_at];
        if (letter == u'\'')
            m_at = closing(m_at, u'\'');
        else if (letter == u'"' || letter == u'`' || letter == u'[')
            quotedName(letter);
        else if (letter == u'-' && at(m_at + 1) == u'-')
            skipPast(u"\n"_s);
        else if (letter == u'/' && at(m_at + 1) == u'*')
            skipPast(u"*/"_s);
        else if (letter.isDigit())
            skipWord();
        else if (isWordStart(letter))
            word();
        else
            ++m_at;
    }

    /// The position after the quote that closes the one at `start`; doubled quotes stand for themselves.
    qsizetype closing(qsizetype start, QChar quote) const
    {
        for (qsizetype i = start + 1; i < m_text.size(); ++i) {
            if (m_text[i] != quote)
                continue;
            if (quote == u']' || at(i + 1) != quote)
                return i + 1;
            ++i;
        }
        return m_text.size();
    }

    void skipPast(const QString &end)
    {
        const qsizetype found = m_text.indexOf(end, m_at + 2);
        m_at = found < 0 ? m_text.size() : found + end.size();
    }

    void skipWord()
    {
        while (isWordCharacter(at(m_at)))
            ++m_at;
    }

    void quotedName(QChar quote)
    {
        const qsizetype start = m_at;
        const QChar closer = quote == u'[' ? QChar(u']') : quote;
        m_at = closing(start, closer);
        QString name = m_text.mid(start + 1, m_at - start - 2);
        if (quote != u'[')
            name.replace(QString(2, quote), QString(quote));
        if (sameName(name, m_column) && !isFollowedBy(u'.'))
            m_found += Mention{start, m_at, quote};
    }

    void word()
    {
        const qsizetype start = m_at;
        skipWord();
        const QString name = m_text.mid(start, m_at - start);
        const bool isBlob = name.size() == 1 && at(m_at) == u'\'';
        if (!m_isReserved && sameName(name, m_column) && !isBlob && !isFollowedBy(u'.') &&
            !isFollowedBy(u'('))
            m_found += Mention{start, m_at, {}};
    }

    /// A name before a point is a table's, a bare one before a parenthesis a function's.
    bool isFollowedBy(QChar symbol) const
    {
        qsizetype next = m_at;
        while (at(next).isSpace())
            ++next;
        return at(next) == symbol;
    }

    const QString &m_text;
    const QString &m_column;
    const bool m_isReserved;
    qsizetype m_at = 0;
    QList<Mention> m_found;
};

/// `from` in its quotes becomes `to`. Quotes that only the old name needed go, so that renaming forth and
/// back leaves no trace.
QString written(const QString &from, const QString &to, QChar quote)
{
    const bool isBare = quote.isNull() || (quote == u'"' && needsQuotes(from));
    if (isBare && !needsQuotes(to))
        return to;
    if (quote == u'[' && !to.contains(u']'))
        return u'[' + to + u']';
    const QChar mark = quote == u'`' ? quote : QChar(u'"');
    return mark + QString(to).replace(mark, QString(2, mark)) + mark;
}

} // namespace

bool mentionsColumn(const QString &expression, const QString &column)
{
    return !MentionFinder(expression, column).run().isEmpty();
}

QString withColumnRenamed(const QString &expression, const QString &from, const QString &to)
{
    QString result;
    qsizetype done = 0;
    const QList<Mention> mentions = MentionFinder(expression, from).run();
    for (const Mention &mention : mentions) {
        result += expression.mid(done, mention.start - done) + written(from, to, mention.quote);
        done = mention.end;
    }
    return result + expression.mid(done);
}

} // namespace relata::schema
