#pragma once

#include "tests/records/opensession.h"

namespace relata::tests {

using namespace Qt::StringLiterals;

/// A database to browse: authors, their books and passports, one book of nobody and one of nobody there.
inline const QString kLibrary =
    u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT, author_id REFERENCES author);"
    "CREATE TABLE passport(id INTEGER PRIMARY KEY, number TEXT, author_id UNIQUE REFERENCES author);"
    "INSERT INTO author VALUES(1,'Ada'),(2,'Ben'),(3,'Cyd');"
    "INSERT INTO book VALUES(1,'One',1),(2,'Two',1),(3,'Three',2),(4,'Nobody''s',NULL);"
    "INSERT INTO passport VALUES(1,'P1',2);"
    "PRAGMA foreign_keys=OFF; INSERT INTO book VALUES(5,'Orphan',99)"_s;

/// What the display shows beside each owner of a relationship.
inline QStringList titles(const QList<base::NodeSummary> &summaries)
{
    QStringList all;
    for (const base::NodeSummary &each : summaries)
        all += each.missing ? u"missing"_s : each.isNone ? u"none"_s : each.title;
    return all;
}

inline QList<qint64> counts(const QList<base::NodeSummary> &summaries)
{
    QList<qint64> all;
    for (const base::NodeSummary &each : summaries)
        all += each.count;
    return all;
}

inline QList<base::RecordKey> keysOf(const QList<base::Record> &records)
{
    QList<base::RecordKey> keys;
    for (const base::Record &record : records)
        keys += record.key;
    return keys;
}

} // namespace relata::tests
