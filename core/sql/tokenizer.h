#pragma once

#include <QList>
#include <QString>

namespace relata::sql {

/// A token of SQL text as SQLite's tokenizer sees it.
struct Token
{
    enum class Kind { Word, Quoted, String, Number, Symbol };
    Kind kind = Kind::Symbol;
    QString text;        ///< a quoted name or string without its quotes, everything else as written
    qsizetype start = 0; ///< position in the source
    qsizetype end = 0;

    /// True for an unquoted word, letter case ignored.
    bool is(const char *word) const;
    bool isSymbol(char16_t symbol) const;
    /// A token that can name something: a word, a quoted name, or a string (which SQLite accepts as a name).
    bool isName() const { return kind == Kind::Word || kind == Kind::Quoted || kind == Kind::String; }
};

/// The tokens of a text; white space and comments are left out. An unclosed quote runs to the end of the
/// text.
QList<Token> tokenize(const QString &sql);

} // namespace relata::sql
