#include "columnline.h"

#include "core/schema/conditiontext.h"
#include "core/schema/expressionfault.h"
#include "core/sql/columntokens.h"
#include "core/sql/schemadifferencetext.h"

#include <QCoreApplication>

#include <QRegularExpression>

#include <algorithm>

namespace relata::sql {

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
    if (token.kind == ColumnToken::Kind::Arrow || token.kind == ColumnToken::Kind::Comment)
        return true;
    static const QLatin1StringView ends[] = {
        "NOT"_L1,     "NULL"_L1,       "PK"_L1,         "PRIMARY"_L1,      "UNIQUE"_L1,
        "DEFAULT"_L1, "REFERENCES"_L1, "CHECK"_L1,      "FK"_L1,           "GENERATED"_L1,
        "AS"_L1,      "COLLATE"_L1,    "CONSTRAINT"_L1, "AUTOINCREMENT"_L1};
    return std::any_of(std::begin(ends), std::end(ends),
                       [&](QLatin1StringView word) { return token.is(word); });
}

/// Words that types of several words are made of, after the first.
bool goesOnAType(const ColumnToken &token)
{
    static const QLatin1StringView words[] = {
        "PRECISION"_L1, "VARYING"_L1, "CHARACTER"_L1, "UNSIGNED"_L1, "SIGNED"_L1, "BIG"_L1,
        "INT"_L1,       "INTEGER"_L1, "WITH"_L1,      "WITHOUT"_L1,  "LOCAL"_L1,  "TIME"_L1,
        "ZONE"_L1,      "LARGE"_L1,   "OBJECT"_L1,    "RAW"_L1,      "BINARY"_L1, "ZEROFILL"_L1,
        "VARCHAR"_L1,   "TEXT"_L1,    "CHAR"_L1,      "BLOB"_L1};
    return std::any_of(std::begin(words), std::end(words),
                       [&](QLatin1StringView word) { return token.is(word); });
}

/// The type that a column of such a name usually has; empty where the name says nothing.
QString guessedType(const QString &name)
{
    const QString lower = name.toLower();
    if (lower == "id"_L1 || lower.endsWith("_id"_L1))
        return u"INTEGER"_s;
    if (lower.endsWith("_at"_L1))
        return u"DATETIME"_s;
    if (lower == "date"_L1 || lower.endsWith("_on"_L1) || lower.endsWith("_date"_L1))
        return u"DATE"_s;
    if (lower.startsWith("is_"_L1) || lower.startsWith("has_"_L1))
        return u"BOOLEAN"_s;
    return {};
}

/// Reads the tokens of one line from left to right.
class LineReader
{
public:
    LineReader(const QList<ColumnToken> &tokens, const QString &engine) : m_tokens(tokens), m_engine(engine)
    {
    }

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
        if (isTableConstraint())
            return refuse(
                LineWords::tr("That is a constraint of the table, and no column."),
                LineWords::tr("Alt+Enter opens the table editor, which has a place for it; a link to a "
                              "key of several columns is drawn from the dot at the header."));
        if (token.kind != ColumnToken::Kind::Word && token.kind != ColumnToken::Kind::QuotedName)
            return refuse(
                LineWords::tr("A column's line starts with its name, not with %1.").arg(token.text));
        m_line.column.name = token.text;
        return {};
    }

    /// A line of CREATE TABLE that stands for itself: FOREIGN KEY (a, b), CONSTRAINT c CHECK (...).
    bool isTableConstraint() const
    {
        const ColumnToken &first = m_tokens.first();
        const ColumnToken next = m_tokens.value(1);
        const bool isTerm = next.kind == ColumnToken::Kind::Parentheses;
        return (first.is("FOREIGN"_L1) && next.is("KEY"_L1)) ||
               (first.is("PRIMARY"_L1) && next.is("KEY"_L1)) || (first.is("UNIQUE"_L1) && isTerm) ||
               (first.is("CHECK"_L1) && isTerm) || (first.is("CONSTRAINT"_L1) && m_tokens.size() > 2);
    }

    base::Done readType()
    {
        QString &type = m_line.column.type;
        while (!atEnd() && !endsType(m_tokens.at(m_at))) {
            const ColumnToken &token = m_tokens.at(m_at);
            if (token.kind == ColumnToken::Kind::Parentheses && !type.isEmpty())
                type += token.text;
            else if (token.kind == ColumnToken::Kind::Word && !type.isEmpty() && !goesOnAType(token))
                return refuseToken(token);
            else if (token.kind == ColumnToken::Kind::Word)
                type += (type.isEmpty() ? QString() : u" "_s) + token.text;
            else
                return refuse(LineWords::tr("%1 is no type.").arg(token.text),
                              LineWords::tr("A type is INTEGER, TEXT or VARCHAR(80)."));
            ++m_at;
        }
        const bool hasTarget = !atEnd() && (m_tokens.at(m_at).kind == ColumnToken::Kind::Arrow ||
                                            m_tokens.at(m_at).is("REFERENCES"_L1));
        if (type.isEmpty())
            type = guessedType(m_line.column.name);
        if (type.isEmpty() && !hasTarget)
            return refuse(LineWords::tr("The column '%1' has no type.").arg(m_line.column.name),
                          LineWords::tr("Type it after the name: %1 TEXT").arg(m_line.column.name));
        return {};
    }

    base::Done readConstraint()
    {
        if (m_tokens.at(m_at).kind == ColumnToken::Kind::Comment) {
            m_line.column.comment = m_tokens.at(m_at++).text;
        } else if (take("PK"_L1)) {
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
        } else if (take("COLLATE"_L1)) {
            return readCollation();
        } else if (take("CHECK"_L1)) {
            return readCheck();
        } else if (take("GENERATED"_L1)) {
            if (!take("ALWAYS"_L1) || !take("AS"_L1))
                return refuse(LineWords::tr("After GENERATED comes ALWAYS AS."),
                              LineWords::tr("GENERATED ALWAYS AS (price * count)"));
            return readExpression();
        } else if (take("AS"_L1)) {
            return readExpression();
        } else if (takeArrow() || take("REFERENCES"_L1)) {
            return readTarget();
        } else if (m_tokens.at(m_at).is("ON"_L1)) {
            if (!m_line.target)
                return refuse(LineWords::tr("ON DELETE and ON UPDATE belong to a foreign key."),
                              LineWords::tr("-> user ON DELETE CASCADE"));
            return readAction(*m_line.target);
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
        const ColumnToken &value = m_tokens.at(m_at++);
        m_line.column.defaultValue = value.text;
        return value.kind == ColumnToken::Kind::Parentheses ? checkTerm(value) : base::Done();
    }

    bool takeArrow()
    {
        if (atEnd() || m_tokens.at(m_at).kind != ColumnToken::Kind::Arrow)
            return false;
        ++m_at;
        return true;
    }

    bool isName() const
    {
        return !atEnd() && (m_tokens.at(m_at).kind == ColumnToken::Kind::Word ||
                            m_tokens.at(m_at).kind == ColumnToken::Kind::QuotedName);
    }

    base::Done readCollation()
    {
        if (!isName())
            return refuse(LineWords::tr("After COLLATE comes a name."), LineWords::tr("COLLATE NOCASE"));
        m_line.column.collation = m_tokens.at(m_at++).text;
        return {};
    }

    base::Done readCheck()
    {
        if (atEnd() || m_tokens.at(m_at).kind != ColumnToken::Kind::Parentheses)
            return refuse(LineWords::tr("After CHECK comes a condition in parentheses."),
                          LineWords::tr("CHECK (price >= 0)"));
        const ColumnToken &condition = m_tokens.at(m_at++);
        m_line.checks += inside(condition);
        return checkTerm(condition);
    }

    /// What stands in a token's parentheses.
    static QString inside(const ColumnToken &token)
    {
        return token.text.mid(1, token.text.size() - 2).trimmed();
    }
    base::Done checkTerm(const ColumnToken &token) const
    {
        return schema::checkSyntax(m_engine, inside(token));
    }

    base::Done readExpression()
    {
        if (atEnd() || m_tokens.at(m_at).kind != ColumnToken::Kind::Parentheses)
            return refuse(LineWords::tr("After AS comes a term in parentheses."),
                          LineWords::tr("GENERATED ALWAYS AS (price * count)"));
        const ColumnToken &term = m_tokens.at(m_at++);
        m_line.column.expression = inside(term);
        m_line.column.generated = take("STORED"_L1) ? schema::Generated::Stored : schema::Generated::Virtual;
        take("VIRTUAL"_L1);
        return checkTerm(term);
    }

    base::Done readTarget()
    {
        if (!isName())
            return refuse(LineWords::tr("After %1 comes a table.").arg(m_tokens.at(m_at - 1).text),
                          LineWords::tr("-> user.id"));
        ColumnTarget target;
        const ColumnToken first = m_tokens.at(m_at++);
        const qsizetype dot =
            first.kind == ColumnToken::Kind::Word ? first.text.indexOf(u'.') : qsizetype(-1);
        target.table = dot < 0 ? first.text : first.text.left(dot);
        if (dot >= 0)
            target.column = first.text.mid(dot + 1);
        if (dot < 0 && !atEnd() && m_tokens.at(m_at).text.startsWith(u'.')) { // "my table".id
            target.column = m_tokens.at(m_at++).text.mid(1);
            if (target.column.isEmpty() && isName())
                target.column = m_tokens.at(m_at++).text;
        } else if (dot < 0 && !atEnd() && m_tokens.at(m_at).kind == ColumnToken::Kind::Parentheses) {
            const QString inside = m_tokens.at(m_at++).text;
            const auto names = columnTokens(inside.mid(1, inside.size() - 2));
            if (!names || names->size() != 1)
                return refuse(LineWords::tr("A column refers to one column."),
                              LineWords::tr("REFERENCES %1(id)").arg(target.table));
            target.column = names->first().text;
        }
        while (!atEnd() && m_tokens.at(m_at).is("ON"_L1)) {
            if (const base::Done action = readAction(target); !action)
                return action;
        }
        m_line.target = target;
        return {};
    }

    base::Done readAction(ColumnTarget &target)
    {
        ++m_at;
        const bool isDelete = take("DELETE"_L1);
        if (!isDelete && !take("UPDATE"_L1))
            return refuse(LineWords::tr("After ON comes DELETE or UPDATE."));
        schema::Action &action = isDelete ? target.onDelete : target.onUpdate;
        if (take("CASCADE"_L1))
            action = schema::Action::Cascade;
        else if (take("RESTRICT"_L1))
            action = schema::Action::Restrict;
        else if (take("NO"_L1) && take("ACTION"_L1))
            action = schema::Action::NoAction;
        else if (take("SET"_L1) && take("NULL"_L1))
            action = schema::Action::SetNull;
        else if (take("DEFAULT"_L1) && m_tokens.at(m_at - 2).is("SET"_L1))
            action = schema::Action::SetDefault;
        else
            return refuse(LineWords::tr("That is no action of a foreign key."),
                          LineWords::tr("CASCADE, SET NULL, SET DEFAULT, RESTRICT or NO ACTION"));
        return {};
    }

    base::Done refuseToken(const ColumnToken &token) const
    {
        if (token.is("FK"_L1))
            return refuse(LineWords::tr("Where does the foreign key lead?"),
                          LineWords::tr("Type -> and the table: -> user"));
        return refuse(
            LineWords::tr("%1 is not understood here.").arg(token.text),
            LineWords::tr("After the type: PK, NOT NULL, UNIQUE, DEFAULT 0, CHECK (...), -> table"));
    }

    const QList<ColumnToken> &m_tokens;
    const QString &m_engine;
    qsizetype m_at = 0;
    ColumnLine m_line;
};

/// A name as it has to be typed.
QString typedName(const QString &name)
{
    static const QRegularExpression plain(u"^[\\w$]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    const bool isPlain = plain.match(name).hasMatch() && !name.front().isDigit();
    return isPlain ? name : u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

QString targetText(const ColumnTarget &target)
{
    QString text = u" -> "_s + typedName(target.table);
    if (!target.column.isNull())
        text += u'.' + typedName(target.column);
    if (target.onDelete != schema::Action::NoAction)
        text += u" ON DELETE "_s + schema::actionWords(target.onDelete);
    if (target.onUpdate != schema::Action::NoAction)
        text += u" ON UPDATE "_s + schema::actionWords(target.onUpdate);
    return text;
}

} // namespace

base::Result<ColumnLine> parseColumnLine(const QString &text, const QString &engine)
{
    const base::Result<QList<ColumnToken>> tokens = columnTokens(text);
    if (!tokens)
        return base::fail(tokens.error());
    return LineReader(*tokens, engine).read();
}

bool isOwnCheck(const schema::Table &table, const schema::Check &check, const QString &column)
{
    return std::ranges::all_of(table.columns, [&](const schema::Column &each) {
        return schema::mentionsColumn(check.condition, each.name) == schema::sameName(each.name, column);
    });
}

ColumnLine columnLineOf(const schema::Table &table, const schema::Column &column)
{
    ColumnLine line;
    line.column = column;
    line.origin = column.name;
    line.isPrimaryKey = table.isInPrimaryKey(column.name);
    line.isUnique = std::ranges::any_of(table.uniques, [&column](const schema::Unique &unique) {
        return unique.columns.size() == 1 && schema::sameName(unique.columns.first(), column.name);
    });
    for (const schema::Check &check : table.checks) {
        if (isOwnCheck(table, check, column.name))
            line.checks += check.condition;
    }
    for (const schema::ForeignKey &key : table.foreignKeys) {
        if (line.target || key.columns.size() != 1 || !schema::sameName(key.columns.first(), column.name))
            continue;
        const bool hasColumn = !key.implicitTarget && !key.targetColumns.isEmpty();
        line.target = ColumnTarget{key.table, hasColumn ? key.targetColumns.first() : QString(), key.onDelete,
                                   key.onUpdate};
    }
    return line;
}

QString columnLineText(const ColumnLine &line)
{
    QString text = typedName(line.column.name);
    if (!line.column.type.isEmpty())
        text += u' ' + line.column.type;
    if (line.isPrimaryKey)
        text += u" PK"_s;
    else if (!line.column.nullable)
        text += u" NOT NULL"_s;
    if (line.isUnique)
        text += u" UNIQUE"_s;
    if (line.column.defaultValue)
        text += u" DEFAULT "_s + *line.column.defaultValue;
    if (!line.column.collation.isEmpty())
        text += u" COLLATE "_s + typedName(line.column.collation);
    for (const QString &check : line.checks)
        text += u" CHECK ("_s + check + u')';
    if (line.column.generated != schema::Generated::No && !line.column.expression.isEmpty())
        text += generatedText(line.column);
    if (line.target)
        text += targetText(*line.target);
    return line.column.comment.isEmpty() ? text : text + u" -- "_s + line.column.comment;
}

} // namespace relata::sql
