#include "scenariotables.h"

#include "core/schema/columntype.h"

#include <algorithm>

namespace relata::scenarios {

using namespace Qt::StringLiterals;

namespace {

QString foreignKeyText(const schema::ForeignKey &key, const sql::Dialect &dialect)
{
    QString text = u"FOREIGN KEY (%1) REFERENCES %2 (%3)"_s.arg(
        dialect.quotedList(key.columns), dialect.quoted(key.table), dialect.quotedList(key.targetColumns));
    if (key.onDelete != schema::Action::NoAction)
        text += u" ON DELETE "_s + schema::actionWords(key.onDelete);
    if (key.onUpdate != schema::Action::NoAction)
        text += u" ON UPDATE "_s + schema::actionWords(key.onUpdate);
    if (key.deferrable && dialect.canDefer())
        text += u" DEFERRABLE"_s;
    if (key.initiallyDeferred && dialect.canDefer())
        text += u" INITIALLY DEFERRED"_s;
    return text;
}

QString createText(const schema::Table &table, const sql::Dialect &dialect)
{
    QStringList lines;
    const QString numbered = selfNumberedColumn(table);
    for (const schema::Column &column : table.columns) {
        lines += dialect.quoted(column.name) + u' ' + dialect.columnType(column.type) +
                 (column.name == numbered ? dialect.numbersItself() : QString()) +
                 (column.nullable ? u""_s : u" NOT NULL"_s);
    }
    if (!table.primaryKey.isEmpty())
        lines += u"PRIMARY KEY ("_s + dialect.quotedList(table.primaryKey) + u')';
    for (const QStringList &unique : table.uniques)
        lines += u"UNIQUE ("_s + dialect.quotedList(unique) + u')';
    if (dialect.engine() == sql::Engine::Sqlite) {
        for (const schema::ForeignKey &key : table.foreignKeys)
            lines += foreignKeyText(key, dialect);
    }
    return u"CREATE TABLE %1 (%2)"_s.arg(dialect.quoted(table.name), lines.join(u", "_s));
}

} // namespace

QString selfNumberedColumn(const schema::Table &table)
{
    if (table.primaryKey.size() != 1)
        return {};
    const QString &key = table.primaryKey.first();
    const bool refers =
        std::any_of(table.foreignKeys.cbegin(), table.foreignKeys.cend(),
                    [&](const schema::ForeignKey &each) { return each.columns.contains(key); });
    for (const schema::Column &column : table.columns) {
        if (column.name == key && !refers && schema::affinityOf(column.type) == schema::Affinity::Integer)
            return key;
    }
    return {};
}

QStringList createStatements(const QList<schema::Table> &tables, const sql::Dialect &dialect)
{
    QStringList statements;
    for (const schema::Table &table : tables)
        statements += createText(table, dialect);
    if (dialect.engine() == sql::Engine::Sqlite)
        return statements;
    for (const schema::Table &table : tables) {
        for (const schema::ForeignKey &key : table.foreignKeys)
            statements +=
                u"ALTER TABLE %1 ADD %2"_s.arg(dialect.quoted(table.name), foreignKeyText(key, dialect));
    }
    return statements;
}

} // namespace relata::scenarios
