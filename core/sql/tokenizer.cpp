#include "tokenizer.h"

namespace relata::sql {

namespace {

bool isWordCharacter(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'_' || letter == u'$' || letter.unicode() > 0x7f;
}

/// SQLite's white space; every character above 0x7f belongs to a name.
bool isBlank(QChar letter)
{
    return letter == u' ' || letter == u'\t' || letter == u'\n' || letter == u'\f' || letter == u'\r';
}

/// Reads tokens from a text, one after the other.
class Scanner
{
public:
    explicit Scanner(const QString &sql) : m_sql(sql) {}

    QList<Token> run()
    {
        QList<Token> tokens;
        for (skipBlank(); m_at < m_sql.size(); skipBlank())
            tokens += next();
        return tokens;
    }

private:
    QChar at(qsizetype position) const { return position < m_sql.size() ? m_sql[position] : QChar(); }

    void skipBlank()
    {
        while (m_at < m_sql.size()) {
            if (isBlank(m_sql[m_at])) {
                ++m_at;
            } else if (m_sql[m_at] == u'-' && at(m_at + 1) == u'-') {
                const qsizetype end = m_sql.indexOf(u'\n', m_at);
                m_at = end < 0 ? m_sql.size() : end + 1;
            } else if (m_sql[m_at] == u'/' && at(m_at + 1) == u'*') {
                const qsizetype end = m_sql.indexOf(QStringLiteral("*/"), m_at + 2);
                m_at = end < 0 ? m_sql.size() : end + 2;
            } else {
                return;
            }
        }
    }

    Token next()
    {
        const QChar first = m_sql[m_at];
        if (first == u'\'')
            return quotedToken(u'\'', Token::Kind::String);
        if (first == u'"' || first == u'`')
            return quotedToken(first, Token::Kind::Quoted);
        if (first == u'[')
            return bracketToken();
        if (first.isDigit())
            return runToken(Token::Kind::Number);
        if (isWordCharacter(first))
            return runToken(Token::Kind::Word);
        const qsizetype start = m_at++;
        return {Token::Kind::Symbol, QString(first), start, m_at};
    }

    Token quotedToken(QChar quote, Token::Kind kind)
    {
        const qsizetype start = m_at++;
        QString text;
        while (m_at < m_sql.size()) {
            if (m_sql[m_at] == quote) {
                if (at(m_at + 1) != quote)
                    break;
                ++m_at;
            }
            text += m_sql[m_at++];
        }
        m_at = qMin(m_at + 1, m_sql.size());
        return {kind, text, start, m_at};
    }

    Token bracketToken()
    {
        const qsizetype start = m_at++;
        const qsizetype close = m_sql.indexOf(u']', m_at);
        const qsizetype end = close < 0 ? m_sql.size() : close;
        const QString text = m_sql.mid(m_at, end - m_at);
        m_at = close < 0 ? end : end + 1;
        return {Token::Kind::Quoted, text, start, m_at};
    }

    Token runToken(Token::Kind kind)
    {
        const qsizetype start = m_at;
        while (m_at < m_sql.size() &&
               (isWordCharacter(m_sql[m_at]) || (kind == Token::Kind::Number && m_sql[m_at] == u'.')))
            ++m_at;
        return {kind, m_sql.mid(start, m_at - start), start, m_at};
    }

    const QString &m_sql;
    qsizetype m_at = 0;
};

} // namespace

bool Token::is(const char *word) const
{
    return kind == Kind::Word && text.compare(QLatin1StringView(word), Qt::CaseInsensitive) == 0;
}

bool Token::isSymbol(char16_t symbol) const
{
    return kind == Kind::Symbol && text.size() == 1 && text[0] == QChar(symbol);
}

QList<Token> tokenize(const QString &sql)
{
    return Scanner(sql).run();
}

} // namespace relata::sql
