#pragma once

#include "core/schema/schemachange.h"
#include "tests/support/reflected.h"

namespace relata::tests {

using namespace Qt::StringLiterals;

/// Users, posts and tags, with one of everything that a change can meet: checks, indexes, a view, a junction,
/// a link that leads nowhere, a generated column.
inline schema::Schema blog()
{
    return reflectedSql(uR"(
        CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT UNIQUE, age INT CHECK (age > 0 AND "age" < 200), note TEXT);
        CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user (id), title TEXT);
        CREATE INDEX post_title ON post (title);
        CREATE TABLE tag (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE post_tag (post_id INTEGER NOT NULL REFERENCES post, tag TEXT NOT NULL REFERENCES tag (name),
                               PRIMARY KEY (post_id, tag));
        CREATE TABLE lost (id INTEGER PRIMARY KEY, ghost_id INTEGER REFERENCES ghost (id), single TEXT);
        CREATE TABLE only (thing TEXT);
        CREATE TABLE sum (a INT, b INT GENERATED ALWAYS AS (a + 1) VIRTUAL);
        CREATE VIEW titles AS SELECT title FROM post;
    )"_s);
}

inline base::TableId idOf(const schema::Schema &schema, const QString &name)
{
    const schema::Table *table = schema.table(name);
    return table ? table->id : base::TableId{};
}

inline base::LinkId linkOf(const schema::Schema &schema, const QString &table, int index = 0)
{
    return schema.table(table)->foreignKeys[index].id;
}

inline schema::Column column(const QString &name, const QString &type = u"TEXT"_s)
{
    schema::Column made;
    made.name = name;
    made.type = type;
    return made;
}

inline schema::AddTable newTable(const schema::Schema &schema, const QString &name)
{
    schema::AddTable step;
    step.table.id = schema.freeTableId();
    step.table.name = name;
    step.table.columns = {column(u"a"_s)};
    return step;
}

} // namespace relata::tests
