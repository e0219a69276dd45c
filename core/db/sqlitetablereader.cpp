#include "sqlitetablereader.h"

#include "core/sql/createindexparser.h"
#include "core/sql/createtableparser.h"
#include "core/sql/dialect.h"
#include "core/sql/tokenizer.h"

#include <QMap>

#include <algorithm>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;
using base::RowPage;
using schema::Column;
using schema::ForeignKey;
using schema::Table;
using schema::TableKind;
using schema::Unique;

namespace {

/// table_xinfo's `hidden`: 1 a hidden column of a virtual table, 2 a virtual and 3 a stored generated column.
schema::Generated generatedOf(qint64 hidden)
{
    if (hidden == 2)
        return schema::Generated::Virtual;
    return hidden == 3 ? schema::Generated::Stored : schema::Generated::No;
}

QString rowidNameOf(const Table &table)
{
    if (table.withoutRowid || table.kind == TableKind::View)
        return {};
    for (const QString &name : {u"rowid"_s, u"_rowid_"_s, u"oid"_s}) {
        if (table.columnIndex(name) < 0)
            return name;
    }
    return {};
}

/// The term of an index says nothing but the column's name.
bool isJustColumn(const QString &term, const QString &column)
{
    const QList<sql::Token> tokens = sql::tokenize(term);
    return tokens.size() == 1 && tokens.first().isName() && schema::sameName(tokens.first().text, column);
}

bool declaresTheSame(const ForeignKey &key, const sql::DeclaredForeignKey &declared)
{
    const auto same = [](const QString &a, const QString &b) { return schema::sameName(a, b); };
    return schema::sameName(key.table, declared.table) &&
           std::equal(key.columns.cbegin(), key.columns.cend(), declared.columns.cbegin(),
                      declared.columns.cend(), same);
}

} // namespace

Done SqliteTableReader::read(Table &table, const QString &sql)
{
    m_keyIndex.clear();
    if (const Done done = readColumns(table); !done)
        return done;
    if (table.kind == TableKind::Table) {
        for (Column &column : table.columns)
            column.collation = m_connection.collationOf(table.name, column.name);
        if (const Done done = readIndexes(table); !done)
            return done;
        if (const Done done = readForeignKeys(table); !done)
            return done;
        readDeclarations(table, sql);
        const Column *key = table.primaryKey.size() == 1 ? table.column(table.primaryKey.first()) : nullptr;
        if (key && !table.withoutRowid && m_keyIndex.isEmpty() && schema::sameName(key->type, u"INTEGER"_s)) {
            table.rowidAlias = key->name;
            table.columns[table.columnIndex(key->name)].nullable = false;
        }
    }
    table.rowidName = rowidNameOf(table);
    return checkReadable(table);
}

Done SqliteTableReader::readColumns(Table &table)
{
    enum { Cid, Name, Type, NotNull, Default, Key, Hidden };
    const auto rows = pragma(u"table_xinfo"_s, table.name);
    if (!rows)
        return fail(rows.error());
    base::Values written;
    for (int row = 0; row < rows->rowCount(); ++row)
        written += rows->value(row, Name);
    const ShownNames names(written);
    QMap<qint64, QString> key;
    for (int row = 0; row < rows->rowCount(); ++row) {
        const qint64 hidden = rows->value(row, Hidden).toInteger();
        if (hidden == 1)
            continue;
        Column column;
        column.name = names.shown(rows->value(row, Name));
        column.type = rows->value(row, Type).toText();
        column.nullable = rows->value(row, NotNull).toInteger() == 0;
        if (const base::Value text = rows->value(row, Default); !text.isNull())
            column.defaultValue = text.toText();
        column.generated = generatedOf(hidden);
        if (const qint64 place = rows->value(row, Key).toInteger(); place > 0)
            key.insert(place, column.name);
        table.columns += column;
    }
    table.primaryKey = key.values();
    const auto odd = std::find_if_not(written.cbegin(), written.cend(), ShownNames::canBeWritten);
    if (odd == written.cend())
        return {};
    return fail(base::ErrorCode::BrokenTable, {}, {},
                u"the name of its column '%1' is not valid UTF-8, so no statement can name it"_s.arg(
                    names.shown(*odd)));
}

Done SqliteTableReader::readIndexes(Table &table)
{
    enum { Sequence, Name, Unique, Origin, Partial };
    const auto list = pragma(u"index_list"_s, table.name);
    if (!list)
        return fail(list.error());
    for (int row = list->rowCount() - 1; row >= 0; --row) { // The last one made comes first.
        auto read = readIndexColumns(list->value(row, Name));
        if (!read)
            return fail(read.error());
        schema::Index index = std::move(*read);
        index.name = ShownNames::text(list->value(row, Name));
        index.unique = list->value(row, Unique).toInteger() != 0;
        index.partial = list->value(row, Partial).toInteger() != 0;
        const QString origin = list->value(row, Origin).toText();
        const bool isPrivate = !comparesAsColumns(table, index);
        if (origin == "pk"_L1) {
            m_keyIndex = index.columns;
            table.hasPrivateKey = isPrivate;
        } else if (origin == "u"_L1) {
            schema::Unique unique{index.columns};
            unique.isPrivate = isPrivate;
            table.uniques += unique;
        } else {
            if (const Done done = readIndexText(index); !done)
                return done;
            table.indexes += index;
        }
    }
    return {};
}

bool SqliteTableReader::comparesAsColumns(const Table &table, const schema::Index &index)
{
    for (qsizetype i = 0; i < index.columns.size(); ++i) {
        const Column *column = table.column(index.columns[i]);
        if (column && column->collation.compare(index.collations.value(i), Qt::CaseInsensitive) != 0)
            return false;
    }
    return true;
}

/// No pragma tells the expressions and the condition of an index.
Done SqliteTableReader::readIndexText(schema::Index &index)
{
    const auto rows =
        m_connection.select({u"SELECT sql FROM main.sqlite_schema WHERE type = 'index' AND name = ?"_s,
                             {base::Value::text(index.name)}},
                            m_cause);
    if (!rows)
        return fail(rows.error());
    const auto text = sql::parseCreateIndex(rows->isEmpty() ? QString() : rows->value(0, 0).toText());
    if (!text || text->terms.size() != index.columns.size())
        return {};
    const bool isPlain =
        std::equal(text->terms.cbegin(), text->terms.cend(), index.columns.cbegin(), isJustColumn);
    if (!isPlain)
        index.terms = text->terms;
    index.condition = text->condition;
    return {};
}

/// A null name stands for an expression, and for what an index has whose name cannot be written.
Result<schema::Index> SqliteTableReader::readIndexColumns(const base::Value &index)
{
    enum { Place, Cid, ColumnName, Descending, Collation, IsKey };
    schema::Index read;
    if (!ShownNames::canBeWritten(index)) {
        read.columns = {QString()};
        return read;
    }
    const auto rows = pragma(u"index_xinfo"_s, ShownNames::text(index));
    if (!rows)
        return fail(rows.error());
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (rows->value(row, IsKey).toInteger() == 0)
            continue;
        const base::Value name = rows->value(row, ColumnName);
        const QString collation = rows->value(row, Collation).toText();
        const bool isOwn = collation.compare(u"BINARY"_s, Qt::CaseInsensitive) == 0;
        read.columns += name.isNull() ? QString() : ShownNames::text(name);
        read.collations += isOwn ? QString() : collation;
    }
    return read;
}

Done SqliteTableReader::readForeignKeys(Table &table)
{
    enum { Number, Place, Target, From, To, OnUpdate, OnDelete };
    const auto rows = pragma(u"foreign_key_list"_s, table.name);
    if (!rows)
        return fail(rows.error());
    qint64 current = -1;
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (const qint64 id = rows->value(row, Number).toInteger(); id != current) {
            current = id;
            ForeignKey key;
            key.table = m_names.shown(rows->value(row, Target));
            key.onUpdate = schema::actionFromWords(rows->value(row, OnUpdate).toText());
            key.onDelete = schema::actionFromWords(rows->value(row, OnDelete).toText());
            key.implicitTarget = rows->value(row, To).isNull();
            table.foreignKeys.prepend(key); // The last one declared comes first.
        }
        ForeignKey &key = table.foreignKeys.first();
        const QString from = ShownNames::text(rows->value(row, From));
        const Column *own = table.column(from);
        key.columns += own ? own->name : from;
        if (!key.implicitTarget)
            key.targetColumns += ShownNames::text(rows->value(row, To));
    }
    return {};
}

void SqliteTableReader::readDeclarations(Table &table, const QString &sql)
{
    const auto declared = sql::parseCreateTable(sql);
    if (!declared)
        return;
    table.checks = declared->checks;
    table.keyClause = declared->key;
    table.comment = declared->comment;
    for (const sql::DeclaredColumn &text : declared->columns) {
        const int index = table.columnIndex(text.name);
        if (index < 0)
            continue;
        Column &column = table.columns[index];
        column.comment = text.comment;
        column.onNull = text.onNull;
        if (column.generated != schema::Generated::No)
            column.expression = text.expression;
    }
    readUniques(table, declared->uniques);
    if (declared->foreignKeys.size() != table.foreignKeys.size())
        return;
    for (int i = 0; i < table.foreignKeys.size(); ++i) {
        const sql::DeclaredForeignKey &text = declared->foreignKeys[i];
        if (!declaresTheSame(table.foreignKeys[i], text))
            continue;
        table.foreignKeys[i].name = text.name;
        table.foreignKeys[i].deferrable = text.deferrable;
        table.foreignKeys[i].initiallyDeferred = text.initiallyDeferred;
    }
}

/// The UNIQUE constraints in the order of the text. A pragma lists indexes, and a constraint on the columns
/// of the primary key, or one that is written twice, has no index of its own. Constraints that the text does
/// not have are not lost.
void SqliteTableReader::readUniques(Table &table, const QList<Unique> &declared)
{
    QList<Unique> indexes = std::exchange(table.uniques, {});
    const Unique key{m_keyIndex};
    if (!m_keyIndex.isEmpty())
        indexes += key; // After the others: one of another collation may be over the same columns.
    for (const Unique &text : declared) {
        const auto found = std::ranges::find_if(indexes, [&text](const Unique &index) {
            return std::equal(index.columns.cbegin(), index.columns.cend(), text.columns.cbegin(),
                              text.columns.cend(), schema::sameName);
        });
        if (found == indexes.end())
            continue;
        Unique unique = text;
        unique.columns = found->columns;
        unique.isPrivate = found->isPrivate;
        table.uniques += unique;
        indexes.erase(found);
    }
    indexes.removeOne(key);
    table.uniques += indexes;
}

/// A missing module or function shows when the table is read at all, a missing collation when its values are
/// compared.
Done SqliteTableReader::checkReadable(const Table &table) const
{
    const QString from = u" FROM "_s + sql::quoted(table.name);
    const Done readable = m_connection.check(u"SELECT *"_s + from);
    if (table.kind != TableKind::Table)
        return readable;
    constexpr qsizetype kBlock = 500; // SQLite sorts by no more than 2,000 terms.
    for (qsizetype start = 0; start < table.columns.size(); start += kBlock) {
        QStringList names;
        for (const Column &column : table.columns.mid(start, kBlock))
            names += sql::quoted(column.name);
        // Where both fail this one names the collation.
        const Done comparable =
            m_connection.check(u"SELECT 1"_s + from + u" ORDER BY "_s + names.join(u", "_s));
        if (!comparable)
            return comparable;
    }
    return readable;
}

/// The statement form: a table that somebody called pragma_table_xinfo would hide the function of that name.
Result<RowPage> SqliteTableReader::pragma(const QString &name, const QString &of)
{
    return m_connection.select({u"PRAGMA main."_s + name + u'(' + sql::quoted(of) + u')', {}}, m_cause);
}

} // namespace relata::db
