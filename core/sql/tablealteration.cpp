#include "tablealteration.h"

#include "core/sql/ddlbuilder.h"
#include "core/sql/dialect.h"
#include "core/sql/schemadifferencetext.h"
#include "core/sql/tokenizer.h"

#include <algorithm>

namespace relata::sql {

using namespace Qt::StringLiterals;
using schema::Column;
using schema::ForeignKey;
using schema::Index;
using schema::Table;

namespace {

/// The foreign keys as the database sees them: in any order (ADD COLUMN puts a new one first), without ids.
QStringList declared(const QList<ForeignKey> &keys)
{
    QStringList texts;
    for (const ForeignKey &key : keys)
        texts += quoted(key.name) + quotedList(key.columns) + referencesText(key);
    texts.sort();
    return texts;
}

/// An expression without its quotes and white space: RENAME COLUMN puts quotes around the names in it.
QString declared(const QString &expression)
{
    QStringList words;
    for (const Token &token : tokenize(expression))
        words += token.kind == Token::Kind::String ? u'\'' + token.text : token.text;
    return words.join(u' ');
}

QStringList declared(const QList<schema::Check> &checks)
{
    QStringList texts;
    for (const schema::Check &check : checks)
        texts += check.name + u' ' + declared(check.condition);
    return texts;
}

/// What a column is to the database: its comment is only a comment, and the case of its type says nothing
/// (SQLite itself gives "INTEGER" for an integer).
Column declared(Column column)
{
    column.comment.clear();
    column.type = column.type.toUpper();
    column.expression = declared(column.expression);
    column.id = {};
    return column;
}

QList<Column> declared(QList<Column> columns)
{
    for (Column &column : columns)
        column = declared(column);
    return columns;
}

QList<schema::Unique> declared(QList<schema::Unique> uniques)
{
    for (schema::Unique &unique : uniques)
        unique.id = {};
    return uniques;
}

/// True where CREATE TABLE would say the same of both, indexes and comments left out.
bool sameDeclaration(const Table &a, const Table &b)
{
    return a.name == b.name && declared(a.columns) == declared(b.columns) && a.primaryKey == b.primaryKey &&
           a.keyClause == b.keyClause && a.strict == b.strict && declared(a.uniques) == declared(b.uniques) &&
           declared(a.checks) == declared(b.checks) && a.withoutRowid == b.withoutRowid &&
           declared(a.foreignKeys) == declared(b.foreignKeys);
}

/// ALTER TABLE statements from one shape of a table to the other, while there are some for every difference.
class Alteration
{
public:
    Alteration(const Table &before, const Table &after) : m_reached(before), m_after(after) {}

    /// The statements, or nothing where the table has to be rebuilt.
    std::optional<QStringList> run()
    {
        dropIndexes();
        dropColumns();
        addColumns();
        if (!sameDeclaration(m_reached, m_after))
            return {};
        createIndexes();
        return m_statements;
    }

private:
    void dropIndexes()
    {
        const QList<Index> all = m_reached.indexes;
        for (const Index &index : all) {
            if (isIn(m_after.indexes, index))
                continue;
            m_statements += u"DROP INDEX "_s + quoted(index.name);
            m_reached.indexes.removeOne(index);
        }
    }

    static bool isIn(const QList<Index> &indexes, const Index &index)
    {
        return std::ranges::any_of(indexes, [index](Index each) {
            each.id = index.id;
            return each == index;
        });
    }

    void createIndexes()
    {
        for (const Index &index : m_after.indexes) {
            const QString text = indexText(m_after.name, index);
            if (!isIn(m_reached.indexes, index) && !text.isEmpty())
                m_statements += text;
        }
    }

    /// A key column stays: the primary key differs then, and the table is rebuilt.
    void dropColumns()
    {
        const QList<Column> all = m_reached.columns;
        for (const Column &column : all) {
            if (m_after.columnIndex(column.name) >= 0)
                continue;
            m_statements += u"-- What stands in this column goes with it.\n"_s +
                            alterTableText(m_after, u"DROP COLUMN "_s + quoted(column.name));
            m_reached.columns.removeOne(column);
        }
    }

    /// ALTER TABLE appends a column that rows can have at once: NULL or a constant. A foreign key can come
    /// with it.
    void addColumns()
    {
        for (const Column &column : m_after.columns) {
            if (m_reached.columnIndex(column.name) >= 0 || !canBeAdded(column))
                continue;
            QString text = u"ADD COLUMN "_s + columnText(column);
            m_reached.columns += column;
            if (const ForeignKey *key = foreignKeyOf(column)) {
                text += (key->name.isEmpty() ? QString() : u" CONSTRAINT "_s + quoted(key->name)) + u' ' +
                        referencesText(*key);
                m_reached.foreignKeys += *key;
            }
            m_statements += alterTableText(m_after, text);
        }
    }

    static bool canBeAdded(const Column &column)
    {
        if (column.generated != schema::Generated::No)
            return false;
        if (!column.defaultValue)
            return column.nullable;
        const bool isMoment = column.defaultValue->startsWith(u"CURRENT_"_s, Qt::CaseInsensitive);
        const bool isNull = schema::sameName(*column.defaultValue, u"NULL"_s);
        return !isMoment && !columnText(column).endsWith(u')') && !isNull;
    }

    /// The foreign key that comes with a new column: its alone, and rows may have NULL there.
    const ForeignKey *foreignKeyOf(const Column &column) const
    {
        const auto isAlone = [&column](const ForeignKey &key) {
            return key.columns == QStringList{column.name};
        };
        const auto &all = m_after.foreignKeys;
        const auto found = std::find_if(all.cbegin(), all.cend(), isAlone);
        return found == all.cend() || column.defaultValue ? nullptr : &*found;
    }

    Table m_reached;
    const Table &m_after;
    QStringList m_statements;
};

} // namespace

QString alterTableText(const Table &table, const QString &what)
{
    return u"ALTER TABLE %1 "_s.arg(quoted(table.name)) + what;
}

std::optional<QStringList> alterationSql(const Table &before, const Table &after)
{
    return Alteration(before, after).run();
}

} // namespace relata::sql
