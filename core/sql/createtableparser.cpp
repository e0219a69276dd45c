#include "createtableparser.h"

#include "core/sql/dialect.h"
#include "core/sql/tokenizer.h"

#include <algorithm>
#include <utility>

namespace relata::sql {

using namespace Qt::StringLiterals;

namespace {

/// Walks the tokens of one CREATE TABLE text.
class Parser
{
public:
    explicit Parser(const QString &sql) : m_sql(sql), m_tokens(tokenize(sql)) {}

    base::Result<DeclaredTable> run()
    {
        if (!header())
            return base::fail(base::ErrorCode::InvalidFile, u"The text is not a CREATE TABLE statement."_s);
        while (!atEnd() && !atSymbol(u')')) {
            if (atTableConstraint())
                tableConstraint();
            else
                column();
            if (atSymbol(u','))
                ++m_at;
        }
        if (atEnd())
            return base::fail(base::ErrorCode::InvalidFile,
                              u"The CREATE TABLE statement ends in its middle."_s);
        return m_table;
    }

private:
    bool atEnd() const { return m_at >= m_tokens.size(); }
    bool atWord(const char *word) const { return !atEnd() && m_tokens[m_at].is(word); }
    bool atSymbol(char16_t symbol) const { return !atEnd() && m_tokens[m_at].isSymbol(symbol); }
    bool nextIs(const char *word) const { return m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].is(word); }

    bool take(const char *word)
    {
        const bool found = atWord(word);
        m_at += found ? 1 : 0;
        return found;
    }

    QString takeName()
    {
        if (atEnd() || !m_tokens[m_at].isName())
            return {};
        return m_tokens[m_at++].text;
    }

    /// CREATE [TEMP] TABLE [IF NOT EXISTS] [schema.]name (
    bool header()
    {
        if (!take("create"))
            return false;
        if (!take("temp"))
            take("temporary");
        if (!take("table"))
            return false;
        if (take("if")) {
            take("not");
            take("exists");
        }
        takeName();
        if (atSymbol(u'.')) {
            ++m_at;
            takeName();
        }
        if (!atSymbol(u'('))
            return false;
        m_table.comment = commentAfter(m_at);
        ++m_at;
        return true;
    }

    bool atTableConstraint() const
    {
        return atWord("constraint") || atWord("check") || (atWord("primary") && nextIs("key")) ||
               (atWord("foreign") && nextIs("key")) || (atWord("unique") && uniqueIsConstraint());
    }

    /// UNIQUE starts a constraint where a parenthesis follows; else it is somebody's column name.
    bool uniqueIsConstraint() const
    {
        return m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].isSymbol(u'(');
    }

    void tableConstraint()
    {
        QString name;
        if (take("constraint"))
            name = takeName();
        if (take("foreign")) {
            take("key");
            const QStringList columns = nameList();
            if (take("references"))
                references(name, columns);
            return;
        }
        if (take("check")) {
            m_table.checks += schema::Check{parenthesis(), name};
            conflict();
            return;
        }
        if (take("unique")) {
            schema::Unique unique{{}, name};
            readTerms(unique.columns, unique.terms);
            unique.onConflict = conflict();
            m_table.uniques += unique;
            return;
        }
        take("primary");
        take("key");
        QStringList columns;
        m_table.key.name = name;
        readTerms(columns, m_table.key.terms);
        m_table.key.onConflict = conflict();
    }

    /// ON CONFLICT word
    schema::OnConflict conflict()
    {
        if (!atWord("on") || !nextIs("conflict"))
            return schema::OnConflict::Default;
        m_at += 2;
        return schema::conflictFromWord(takeName());
    }

    void column()
    {
        const qsizetype start = m_at;
        DeclaredColumn column;
        column.name = takeName();
        QString name;
        while (!atEnd() && !atSymbol(u',') && !atSymbol(u')')) {
            if (take("constraint"))
                name = takeName();
            else if (!columnConstraint(column, std::exchange(name, {})))
                ++m_at;
        }
        if (m_at == start)
            ++m_at; // Never stand still, whatever the text.
        column.comment = commentAfter(m_at - 1);
        if (column.comment.isNull() && atSymbol(u','))
            column.comment = commentAfter(m_at);
        m_table.columns += column;
    }

    /// Reads one constraint of a column; false where there is none that no pragma tells.
    bool columnConstraint(DeclaredColumn &column, const QString &name)
    {
        if (take("references")) {
            references(name, {column.name});
        } else if (take("check")) {
            m_table.checks += schema::Check{parenthesis(), name};
        } else if (take("unique")) {
            m_table.uniques += schema::Unique{{column.name}, name, conflict()};
        } else if (atWord("primary") && nextIs("key")) {
            columnKey(column, name);
        } else if (atWord("not") && nextIs("null")) {
            m_at += 2;
            column.onNull = conflict();
        } else if (atDeferClause()) {
            deferClause();
        } else if (take("as")) {
            column.expression = parenthesis();
        } else if (atSymbol(u'(')) {
            parenthesis();
        } else {
            return false;
        }
        return true;
    }

    /// PRIMARY KEY [ASC | DESC] [ON CONFLICT word] [AUTOINCREMENT]
    void columnKey(const DeclaredColumn &column, const QString &name)
    {
        m_at += 2;
        m_table.key.name = name;
        if (take("desc"))
            m_table.key.terms = {quoted(column.name) + u" DESC"_s};
        else
            take("asc");
        m_table.key.onConflict = conflict();
        m_table.key.autoincrement = take("autoincrement");
    }

    /// The comment between a token and the end of its line, without its marks; null where there is none.
    QString commentAfter(qsizetype token) const
    {
        if (token >= m_tokens.size())
            return {}; // The text ends in its middle.
        qsizetype at = m_tokens[token].end;
        while (at < m_sql.size() && (m_sql[at] == u' ' || m_sql[at] == u'\t'))
            ++at;
        const QStringView rest = QStringView(m_sql).mid(at);
        const QString marks = rest.first(std::min<qsizetype>(2, rest.size())).toString();
        if (marks != "--"_L1 && marks != "/*"_L1)
            return {};
        const qsizetype end = marks == "--"_L1 ? rest.indexOf(u'\n') : rest.indexOf(u"*/");
        const QString text = rest.mid(2, end < 0 ? -1 : end - 2).trimmed().toString();
        return text.isEmpty() ? QString() : text;
    }

    void references(const QString &name, const QStringList &columns)
    {
        DeclaredForeignKey key;
        key.name = name;
        key.columns = columns;
        key.table = takeName();
        if (atSymbol(u'('))
            key.targetColumns = nameList();
        while (!atEnd()) {
            if (take("on")) {
                ++m_at; // DELETE or UPDATE
                if (take("set") || take("no"))
                    ++m_at;
                else
                    ++m_at;
            } else if (take("match")) {
                ++m_at;
            } else {
                break;
            }
        }
        m_table.foreignKeys += key;
        if (atDeferClause())
            deferClause();
    }

    bool atDeferClause() const { return atWord("deferrable") || (atWord("not") && nextIs("deferrable")); }

    /// In SQLite's grammar a constraint of its own, which applies to the last foreign key before it, wherever
    /// that stands.
    void deferClause()
    {
        const bool deferrable = !take("not");
        take("deferrable");
        DeclaredForeignKey none;
        DeclaredForeignKey &key = m_table.foreignKeys.isEmpty() ? none : m_table.foreignKeys.last();
        key.deferrable = deferrable;
        key.initiallyDeferred = false;
        initially(key, deferrable);
    }

    void initially(DeclaredForeignKey &key, bool deferrable)
    {
        if (!take("initially"))
            return;
        key.initiallyDeferred = deferrable && atWord("deferred");
        ++m_at;
    }

    QStringList nameList()
    {
        QStringList names;
        if (!atSymbol(u'('))
            return names;
        ++m_at;
        while (!atEnd() && !atSymbol(u')')) {
            if (m_tokens[m_at].isName())
                names += m_tokens[m_at].text;
            ++m_at;
        }
        ++m_at;
        return names;
    }

    /// (a COLLATE NOCASE, b DESC): the names without what follows them, and the whole terms where one of them
    /// says more than a name.
    void readTerms(QStringList &names, QStringList &terms)
    {
        if (!atSymbol(u'('))
            return;
        bool saysMore = false;
        int depth = 0;
        qsizetype start = m_tokens[m_at].end;
        for (qsizetype first = ++m_at; !atEnd(); ++m_at) {
            const bool ends = depth == 0 && (atSymbol(u',') || atSymbol(u')'));
            if (ends) {
                const bool isName = first < m_at && m_tokens[first].isName();
                names += isName ? m_tokens[first].text : QString();
                terms += m_sql.mid(start, m_tokens[m_at].start - start).trimmed();
                saysMore = saysMore || m_at - first != 1;
                first = m_at + 1;
                start = m_tokens[m_at].end;
                if (atSymbol(u')'))
                    break;
            }
            depth += atSymbol(u'(') ? 1 : atSymbol(u')') ? -1 : 0;
        }
        ++m_at;
        if (!saysMore)
            terms.clear();
    }

    /// The text between a parenthesis and its partner; the position is after the partner afterwards.
    QString parenthesis()
    {
        if (!atSymbol(u'('))
            return {};
        const qsizetype start = m_tokens[m_at].end;
        qsizetype end = m_sql.size();
        int depth = 0;
        for (; !atEnd(); ++m_at) {
            if (atSymbol(u'('))
                ++depth;
            if (atSymbol(u')') && --depth == 0) {
                end = m_tokens[m_at].start;
                ++m_at;
                break;
            }
        }
        return m_sql.mid(start, end - start).trimmed();
    }

    const QString m_sql;
    const QList<Token> m_tokens;
    qsizetype m_at = 0;
    DeclaredTable m_table;
};

} // namespace

base::Result<DeclaredTable> parseCreateTable(const QString &sql)
{
    return Parser(sql).run();
}

} // namespace relata::sql
