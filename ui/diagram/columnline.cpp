#include "columnline.h"

#include "ui/diagram/columntokens.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

struct LineWords
{
    Q_DECLARE_TR_FUNCTIONS(Diagram)
};

tl::unexpected<base::Error> refuse(const QString &sentence, const QString &hint = {})
{
    return base::fail(base::ErrorCode::InvalidChange, sentence, hint);
}

/// Words that end a type and begin what is said about the column.
bool endsType(const ColumnToken &token)
{
    static const QLatin1StringView ends[] = {
        "NOT"_L1,     "NULL"_L1,       "PK"_L1,         "PRIMARY"_L1,      "UNIQUE"_L1,
        "DEFAULT"_L1, "REFERENCES"_L1, "CHECK"_L1,      "FK"_L1,           "GENERATED"_L1,
        "AS"_L1,      "COLLATE"_L1,    "CONSTRAINT"_L1, "AUTOINCREMENT"_L1};
    return std::any_of(std::begin(ends), std::end(ends),
                       [&](QLatin1StringView word) { return token.is(word); });
}

/// Reads the tokens of one line from left to right.
class LineReader
{
public:
    explicit LineReader(const QList<ColumnToken> &tokens) : m_tokens(tokens) {}

    base::Result<ColumnLine> read()
    {
        if (const base::Done name = readName(); !name)
            return base::fail(name.error());
        if (const base::Done type = readType(); !type)
            return base::fail(type.error());
        while (m_at < m_tokens.size()) {
            if (const base::Done more = readConstraint(); !more)
                return base::fail(more.error());
        }
        if (m_line.isPrimaryKey)
            m_line.column.nullable = false;
        return m_line;
    }

private:
    bool atEnd() const { return m_at >= m_tokens.size(); }
    bool take(QLatin1StringView word)
    {
        if (atEnd() || !m_tokens.at(m_at).is(word))
            return false;
        ++m_at;
        return true;
    }

    base::Done readName()
    {
        if (atEnd())
            return refuse(LineWords::tr("The column has no name."),
                          LineWords::tr("Type a name and a type: email TEXT"));
        const ColumnToken &token = m_tokens.at(m_at++);
        if (token.kind != ColumnToken::Kind::Word && token.kind != ColumnToken::Kind::QuotedName)
            return refuse(
                LineWords::tr("A column's line starts with its name, not with %1.").arg(token.text));
        m_line.column.name = token.text;
        return {};
    }

    base::Done readType()
    {
        QString &type = m_line.column.type;
        while (!atEnd() && !endsType(m_tokens.at(m_at))) {
            const ColumnToken &token = m_tokens.at(m_at);
            if (token.kind == ColumnToken::Kind::Parentheses && !type.isEmpty())
                type += token.text;
            else if (token.kind == ColumnToken::Kind::Word)
                type += (type.isEmpty() ? QString() : u" "_s) + token.text;
            else
                return refuse(LineWords::tr("%1 is no type.").arg(token.text),
                              LineWords::tr("A type is INTEGER, TEXT or VARCHAR(80)."));
            ++m_at;
        }
        if (type.isEmpty())
            return refuse(LineWords::tr("The column '%1' has no type.").arg(m_line.column.name),
                          LineWords::tr("Type it after the name: %1 TEXT").arg(m_line.column.name));
        return {};
    }

    base::Done readConstraint()
    {
        if (take("PK"_L1)) {
            m_line.isPrimaryKey = true;
        } else if (take("PRIMARY"_L1)) {
            if (!take("KEY"_L1))
                return refuse(LineWords::tr("After PRIMARY comes KEY."));
            m_line.isPrimaryKey = true;
        } else if (take("NOT"_L1)) {
            if (!take("NULL"_L1))
                return refuse(LineWords::tr("After NOT comes NULL."));
            m_line.column.nullable = false;
        } else if (take("UNIQUE"_L1)) {
            m_line.isUnique = true;
        } else if (take("DEFAULT"_L1)) {
            return readDefault();
        } else if (!take("NULL"_L1)) {
            return refuseToken(m_tokens.at(m_at));
        }
        return {};
    }

    base::Done readDefault()
    {
        if (atEnd() || m_tokens.at(m_at).kind == ColumnToken::Kind::QuotedName)
            return refuse(LineWords::tr("After DEFAULT comes a value."),
                          LineWords::tr("A number, 'a text', CURRENT_TIMESTAMP or (a term)."));
        QString value = m_tokens.at(m_at++).text;
        m_line.column.defaultValue = value;
        return {};
    }

    base::Done refuseToken(const ColumnToken &token) const
    {
        if (token.is("REFERENCES"_L1) || token.is("FK"_L1))
            return refuse(LineWords::tr("A foreign key is drawn, not typed."),
                          LineWords::tr("Drag from the column to the other table's key."));
        return refuse(LineWords::tr("%1 is not understood here.").arg(token.text),
                      LineWords::tr("After the type: PK, NOT NULL, UNIQUE, DEFAULT 0"));
    }

    const QList<ColumnToken> &m_tokens;
    qsizetype m_at = 0;
    ColumnLine m_line;
};

} // namespace

base::Result<ColumnLine> parseColumnLine(const QString &text)
{
    const base::Result<QList<ColumnToken>> tokens = columnTokens(text);
    if (!tokens)
        return base::fail(tokens.error());
    return LineReader(*tokens).read();
}

} // namespace relata::ui
