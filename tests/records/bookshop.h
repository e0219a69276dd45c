#pragma once

#include "tests/records/opensession.h"

namespace relata::tests {

using namespace Qt::StringLiterals;

/// A database to save into: authors and their books, which have constraints of every kind.
inline const QString kShop =
    u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT NOT NULL, author_id INT REFERENCES author,"
    " price REAL CHECK(price >= 0), isbn TEXT UNIQUE);"
    "INSERT INTO author VALUES(1,'Ada'),(2,'Ben');"
    "INSERT INTO book VALUES(1,'One',1,5.0,'a'),(2,'Two',1,NULL,'b'),(3,'Three',2,1.5,'c')"_s;

/// Short words for the values of cells.
inline base::Value text(const QString &words)
{
    return base::Value::text(words);
}

inline base::Value number(qint64 value)
{
    return base::Value::integer(value);
}

/// The first words of the statements that ran.
inline QStringList words(const OpenSession &open)
{
    QStringList all;
    for (const base::StatementRecord &record : open.log)
        all += record.sql.section(u' ', 0, 0);
    return all;
}

/// What a save was refused with, "" where it was not.
inline QString whyNot(const tl::expected<base::SaveReport, records::SaveFailure> &result)
{
    return result ? QString() : result.error().error.text();
}

} // namespace relata::tests
