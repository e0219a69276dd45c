#include "tablesoftext.h"

#include "core/async/apart.h"
#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/sql/tokenizer.h"

#include <QTemporaryDir>

namespace relata::async {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// A statement of a text.
struct Statement
{
    QString text;
    int line = 1; ///< where it begins
    bool isWanted = false;
};

/// Whether a statement makes tables or indexes, by its first words.
bool makesTables(const QList<sql::Token> &tokens)
{
    const auto is = [&tokens](qsizetype i, const char *word) {
        return i < tokens.size() && tokens[i].is(word);
    };
    if (is(0, "ALTER"))
        return is(1, "TABLE");
    if (!is(0, "CREATE"))
        return false;
    const qsizetype what = is(1, "UNIQUE") ? 2 : 1;
    return is(what, "TABLE") || is(what, "INDEX");
}

/// Whether the tokens are a trigger whose statements have begun and not ended: those are parts of it.
bool isInTrigger(const QList<sql::Token> &tokens)
{
    const qsizetype what = tokens.size() > 1 && (tokens[1].is("TEMP") || tokens[1].is("TEMPORARY")) ? 2 : 1;
    if (tokens.size() <= what || !tokens[0].is("CREATE") || !tokens[what].is("TRIGGER"))
        return false;
    int depth = 0;
    for (const sql::Token &token : tokens) {
        if (depth == 0 ? token.is("BEGIN") : token.is("CASE"))
            ++depth;
        else if (depth > 0 && token.is("END"))
            --depth;
    }
    return depth > 0;
}

QList<Statement> statementsOf(const QString &sql)
{
    QList<Statement> statements;
    QList<sql::Token> tokens;
    const auto end = [&] {
        if (tokens.isEmpty())
            return;
        const qsizetype start = tokens.first().start;
        statements += Statement{sql.mid(start, tokens.last().end - start),
                                int(sql.left(start).count(u'\n')) + 1, makesTables(tokens)};
        tokens.clear();
    };
    for (const sql::Token &token : sql::tokenize(sql)) {
        if (token.isSymbol(u';') && !isInTrigger(tokens))
            end();
        else
            tokens += token;
    }
    end();
    return statements;
}

Result<TablesOfText> read(const QString &sql)
{
    const QTemporaryDir folder;
    auto connection = db::Connection::create(folder.filePath(u"tables.db"_s));
    if (!connection)
        return fail(connection.error());
    TablesOfText made;
    int tables = 0;
    for (const Statement &each : statementsOf(sql)) {
        if (!each.isWanted) {
            ++made.leftOut;
            continue;
        }
        ++tables;
        if (const auto done = (*connection)->run({each.text, {}}); !done) {
            const base::Error &error = done.error();
            return fail(
                ErrorCode::InvalidRequest,
                u"The statement at line %1 cannot be read: %2"_s.arg(
                    QString::number(each.line), error.detail.isEmpty() ? error.sentence : error.detail),
                u"Mend it, or leave it out, and paste again."_s);
        }
    }
    if (tables == 0) {
        return fail(ErrorCode::InvalidRequest, u"There is no CREATE TABLE in this text."_s,
                    u"Copy tables of a diagram, or SQL that creates some."_s);
    }
    auto schema = db::reflect(**connection);
    if (!schema)
        return fail(schema.error());
    made.schema = *schema;
    return made;
}

} // namespace

void readTables(const QString &sql, QObject *owner, std::function<void(const Result<TablesOfText> &)> handler)
{
    runApart(
        u"tables"_s, [sql] { return read(sql); }, owner, std::move(handler));
}

} // namespace relata::async
