#include "columnwriter.h"

#include "core/models/columntypes.h"
#include "core/models/pythontext.h"
#include "core/models/sqltext.h"
#include "core/schema/columntype.h"

#include <algorithm>

namespace relata::models {

using namespace Qt::StringLiterals;
using schema::Action;
using schema::Column;
using schema::ForeignKey;
using schema::Table;

namespace {

bool isPrimary(const Table &table, const Column &column)
{
    return table.primaryKey.contains(column.name);
}

/// A whole number that is the key and that SQLAlchemy would have the database make, though SQLite makes only
/// that of an INTEGER PRIMARY KEY that is the rowid.
bool lacksNumbering(const Table &table, const Column &column, const QString &engine)
{
    if ((!engine.isEmpty() && engine != "sqlite"_L1) || table.primaryKey != QStringList{column.name} ||
        table.isInForeignKey(column.name) || schema::affinityOf(column.type) != schema::Affinity::Integer)
        return false;
    return table.withoutRowid || !schema::sameName(column.type.trimmed(), u"INTEGER"_s);
}

} // namespace

QStringList ColumnWriter::arguments(const Table &table, const Column &column) const
{
    const bool isSaid = !column.nullable && !(isPrimary(table, column) && isKeyOfColumns(table));
    QStringList all = name(table, column) << type(column);
    all += constraints(table, column);
    if (isSaid)
        all += u"nullable=False"_s;
    return all + defaults(column);
}

QStringList ColumnWriter::mappedArguments(const Table &table, const Column &column) const
{
    const ColumnType known = columnType(column, m_engine);
    QStringList all = name(table, column);
    if (!known.isImplied || !computed(column).isEmpty())
        all += type(column);
    all += constraints(table, column);
    if (known.annotation == "Any"_L1 && !column.nullable && !isPrimary(table, column))
        all += u"nullable=False"_s; // Any may be None.
    return all + defaults(column);
}

QString ColumnWriter::annotation(const Table &table, const Column &column) const
{
    const QString known = columnType(column, m_engine).annotation;
    const bool canBeNull = column.nullable && !isPrimary(table, column);
    return canBeNull ? u"Optional["_s + known + u']' : known;
}

QString ColumnWriter::type(const Column &column) const
{
    const QString known = columnType(column, m_engine).expression;
    return known.startsWith(kDeclaredType) ? m_names.typeClass() + known.mid(kDeclaredType.size()) : known;
}

/// The column's name where no attribute says it.
QStringList ColumnWriter::name(const Table &table, const Column &column) const
{
    const bool isSame = m_names.attribute(table.name, column.name) == column.name;
    return isSame && m_names.classOf(table.name) ? QStringList() : QStringList{literal(column.name)};
}

QStringList ColumnWriter::constraints(const Table &table, const Column &column) const
{
    QStringList all = computed(column);
    for (const ForeignKey &key : ownForeignKeys(table, column)) {
        QStringList arguments = {literal(targetText(m_names, key, 0))};
        arguments += foreignKeyOptions(key);
        all += u"db.ForeignKey("_s + arguments.join(u", "_s) + u')';
    }
    if (const QString key = m_names.key(table.name, column.name); key != column.name)
        all += u"key="_s + literal(key);
    if (isPrimary(table, column) && isKeyOfColumns(table))
        all += u"primary_key=True"_s;
    if (lacksNumbering(table, column, m_engine))
        all += u"autoincrement=False"_s;
    const bool isUnique = std::ranges::any_of(table.uniques, [&column](const schema::Unique &each) {
        return isUniqueOfColumn(each) && each.columns.first() == column.name;
    });
    if (isUnique)
        all += u"unique=True"_s;
    const bool isIndexed = std::ranges::any_of(table.indexes, [&](const schema::Index &each) {
        return each.columns == QStringList{column.name} && isIndexOfColumn(table, each);
    });
    if (isIndexed)
        all += u"index=True"_s;
    return all;
}

QStringList ColumnWriter::computed(const Column &column)
{
    if (column.generated == schema::Generated::No || column.expression.isEmpty())
        return {};
    const QString persisted =
        column.generated == schema::Generated::Stored ? u", persisted=True"_s : QString();
    return {u"db.Computed("_s + sqlLiteral(column.expression) + persisted + u')'};
}

QStringList ColumnWriter::defaults(const Column &column)
{
    QStringList all;
    if (const QString value = serverDefault(column); !value.isEmpty())
        all += u"server_default="_s + value;
    if (column.generated != schema::Generated::No && column.expression.isEmpty())
        all += {u"server_default=db.FetchedValue()"_s, u"server_onupdate=db.FetchedValue()"_s};
    if (!column.comment.isEmpty())
        all += u"comment="_s + literal(column.comment);
    return all;
}

bool isKeyOfColumns(const Table &table)
{
    QStringList inOrder;
    for (const Column &column : table.columns) {
        if (table.primaryKey.contains(column.name))
            inOrder += column.name;
    }
    return inOrder == table.primaryKey;
}

QList<ForeignKey> ownForeignKeys(const Table &table, const Column &column)
{
    QList<ForeignKey> own = table.foreignKeys;
    own.removeIf([&column](const ForeignKey &key) { return key.columns != QStringList{column.name}; });
    return own;
}

QStringList foreignKeyOptions(const ForeignKey &key)
{
    QStringList all;
    if (key.onDelete != Action::NoAction)
        all += u"ondelete="_s + literal(schema::actionWords(key.onDelete));
    if (key.onUpdate != Action::NoAction)
        all += u"onupdate="_s + literal(schema::actionWords(key.onUpdate));
    if (!key.name.isEmpty())
        all += u"name="_s + literal(key.name);
    if (key.deferrable)
        all += u"deferrable=True"_s;
    if (key.initiallyDeferred)
        all += u"initially='DEFERRED'"_s;
    if (key.useAlter)
        all += u"use_alter=True"_s;
    return all;
}

QString targetText(const ModelNames &names, const ForeignKey &key, qsizetype part)
{
    if (part >= key.targetColumns.size())
        return key.table;
    return key.table + u'.' + names.key(key.table, key.targetColumns[part]);
}

bool isUniqueOfColumn(const schema::Unique &unique)
{
    return unique.columns.size() == 1 && unique.name.isEmpty() &&
           unique.onConflict == schema::OnConflict::Default;
}

bool isIndexOfColumn(const Table &table, const schema::Index &index)
{
    return index.columns.size() == 1 && !index.unique && !index.partial && index.terms.isEmpty() &&
           index.name == u"ix_"_s + table.name + u'_' + index.columns.first();
}

} // namespace relata::models
