#include "createindexparser.h"

#include "core/sql/tokenizer.h"

namespace relata::sql {

using namespace Qt::StringLiterals;

base::Result<DeclaredIndex> parseCreateIndex(const QString &sql)
{
    const QList<Token> tokens = tokenize(sql);
    qsizetype at = 0;
    while (at < tokens.size() && !tokens[at].isSymbol(u'('))
        ++at;
    if (tokens.isEmpty() || !tokens.first().is("create") || at == tokens.size())
        return base::fail(base::ErrorCode::InvalidFile, u"The text is not a CREATE INDEX statement."_s);
    DeclaredIndex index;
    int depth = 0;
    qsizetype start = tokens[at].end;
    for (; at < tokens.size(); ++at) {
        const Token &token = tokens[at];
        const bool closes = token.isSymbol(u')');
        depth += token.isSymbol(u'(') ? 1 : closes ? -1 : 0;
        if ((depth == 1 && token.isSymbol(u',')) || depth == 0) {
            index.terms += sql.mid(start, token.start - start).trimmed();
            start = token.end;
        }
        if (depth == 0)
            break;
    }
    if (depth != 0)
        return base::fail(base::ErrorCode::InvalidFile, u"The CREATE INDEX statement ends in its middle."_s);
    if (at + 1 < tokens.size() && tokens[at + 1].is("where"))
        index.condition = sql.mid(tokens[at + 1].end).trimmed();
    return index;
}

} // namespace relata::sql
