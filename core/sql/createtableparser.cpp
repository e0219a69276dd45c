#include "createtableparser.h"

#include "core/sql/tokenizer.h"

#include <algorithm>

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
            m_table.checks += parenthesis();
            skipConflictClause();
            return;
        }
        if (take("unique")) {
            m_table.uniques += indexedColumns();
        } else {
            take("primary");
            take("key");
            parenthesis();
        }
        skipConflictClause();
    }

    void skipConflictClause()
    {
        if (atWord("on") && nextIs("conflict"))
            m_at += 3;
    }

    void column()
    {
        const qsizetype start = m_at;
        const QString column = takeName();
        QString name;
        while (!atEnd() && !atSymbol(u',') && !atSymbol(u')')) {
            if (take("constraint")) {
                name = takeName();
            } else if (take("references")) {
                references(name, {column});
                name.clear();
            } else if (take("check")) {
                m_table.checks += parenthesis();
                name.clear();
            } else if (take("unique")) {
                m_table.uniques += QStringList{column};
                name.clear();
            } else if (atDeferClause()) {
                deferClause();
                name.clear();
            } else if (atSymbol(u'(')) {
                parenthesis();
            } else {
                ++m_at;
                name.clear(); // It belonged to this other constraint: NOT NULL, DEFAULT ...
            }
        }
        if (m_at == start)
            ++m_at; // Never stand still, whatever the text.
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

    /// (a COLLATE NOCASE, b DESC): the names without what follows them.
    QStringList indexedColumns()
    {
        QStringList names;
        if (!atSymbol(u'('))
            return names;
        for (bool first = false; !atEnd() && !atSymbol(u')'); ++m_at) {
            if (first && m_tokens[m_at].isName())
                names += m_tokens[m_at].text;
            first = atSymbol(u'(') || atSymbol(u',');
        }
        ++m_at;
        return names;
    }

    /// The text between a parenthesis and its partner; the position is behind the partner afterwards.
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
