#include "schemadifferencetext.h"

#include "core/sql/dialect.h"
#include "core/sql/tokenizer.h"

#include <algorithm>

namespace relata::sql {

using namespace Qt::StringLiterals;
using schema::Action;
using schema::Column;
using schema::ForeignKey;
using schema::Index;

namespace {

/// A number with its sign, a string, bytes or one word: what DEFAULT takes without parentheses.
bool isPlainDefault(const QString &text)
{
    const QList<Token> tokens = tokenize(text);
    if (tokens.isEmpty() || tokens.first().start != 0 || tokens.last().end != text.size())
        return false; // A comment comes along.
    if (tokens.size() == 2 && (tokens[0].isSymbol(u'-') || tokens[0].isSymbol(u'+')))
        return tokens[1].kind == Token::Kind::Number;
    if (tokens.size() == 2)
        return tokens[0].is("x") && tokens[1].kind == Token::Kind::String && tokens[0].end == tokens[1].start;
    return tokens.size() == 1 && tokens[0].kind != Token::Kind::Symbol;
}

} // namespace

QString defaultText(const Column &column)
{
    const QString value = column.defaultValue.value_or(QString()).trimmed();
    return value.isEmpty() ? QString()
                           : u" DEFAULT "_s + (isPlainDefault(value) ? value : parenthesised(value));
}

QString columnText(const Column &column)
{
    QString text = quoted(column.name);
    if (!column.type.isEmpty())
        text += u' ' + column.type;
    if (!column.nullable)
        text += u" NOT NULL"_s + conflictText(column.onNull);
    if (!column.collation.isEmpty())
        text += u" COLLATE "_s + quoted(column.collation);
    return text + defaultText(column) + generatedText(column);
}

QString generatedText(const Column &column)
{
    if (column.generated == schema::Generated::No || column.expression.isEmpty())
        return {};
    return u" GENERATED ALWAYS AS "_s + parenthesised(column.expression) +
           (column.generated == schema::Generated::Stored ? u" STORED"_s : u" VIRTUAL"_s);
}

QString constraintText(const QString &name)
{
    return name.isEmpty() ? QString() : u"CONSTRAINT %1 "_s.arg(quoted(name));
}

QString conflictText(schema::OnConflict conflict)
{
    const QString word = schema::conflictWord(conflict);
    return word.isNull() ? QString() : u" ON CONFLICT "_s + word;
}

QString referencesText(const ForeignKey &key)
{
    QString text = u"REFERENCES "_s + quoted(key.table);
    if (!key.implicitTarget && !key.targetColumns.isEmpty())
        text += u" ("_s + quotedList(key.targetColumns) + u')';
    if (key.onDelete != Action::NoAction)
        text += u" ON DELETE "_s + schema::actionWords(key.onDelete);
    if (key.onUpdate != Action::NoAction)
        text += u" ON UPDATE "_s + schema::actionWords(key.onUpdate);
    if (key.deferrable)
        text += key.initiallyDeferred ? u" DEFERRABLE INITIALLY DEFERRED"_s
                                      : u" DEFERRABLE INITIALLY IMMEDIATE"_s;
    return text;
}

QString indexText(const QString &table, const Index &index)
{
    if (!index.canBeWritten())
        return {};
    const QString terms = index.terms.isEmpty() ? quotedList(index.columns) : index.terms.join(u", "_s);
    return u"CREATE %1 %2 ON %3 (%4)%5"_s.arg(index.unique ? u"UNIQUE INDEX"_s : u"INDEX"_s,
                                              quoted(index.name), quoted(table), terms,
                                              index.partial ? u" WHERE "_s + index.condition : QString());
}

QString parenthesised(const QString &expression)
{
    return u'(' + expression + (expression.contains(u"--"_s) ? u"\n)"_s : u")"_s);
}

} // namespace relata::sql
