#include "scenariotables.h"

#include "core/sql/createtables.h"

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
    if (key.deferrable)
        text += u" DEFERRABLE"_s;
    if (key.initiallyDeferred)
        text += u" INITIALLY DEFERRED"_s;
    return text;
}

QString createText(const schema::Table &table, const sql::Dialect &dialect)
{
    QStringList lines;
    for (const schema::Column &column : table.columns) {
        lines += dialect.quoted(column.name) + u' ' + dialect.columnType(column.type) +
                 (column.nullable ? u""_s : u" NOT NULL"_s);
    }
    if (!table.primaryKey.isEmpty())
        lines += u"PRIMARY KEY ("_s + dialect.quotedList(table.primaryKey) + u')';
    for (const schema::Unique &unique : table.uniques)
        lines += u"UNIQUE ("_s + dialect.quotedList(unique.columns) + u')';
    for (const schema::ForeignKey &key : table.foreignKeys)
        lines += foreignKeyText(key, dialect);
    return u"CREATE TABLE %1 (%2)"_s.arg(dialect.quoted(table.name), lines.join(u", "_s));
}

} // namespace

QStringList createStatements(const QList<schema::Table> &tables, const sql::Dialect &dialect)
{
    if (dialect.engine() != sql::Engine::Sqlite)
        return sql::createTables(tables, dialect);
    QStringList statements;
    for (const schema::Table &table : tables)
        statements += createText(table, dialect);
    return statements;
}

} // namespace relata::scenarios
