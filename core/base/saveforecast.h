#pragma once

#include <QList>
#include <QString>

namespace relata::base {

/// Rows of one table that a save would write: by itself, or because the database does it besides.
struct TableForecast
{
    QString table;
    qint64 added = 0;
    qint64 changed = 0;
    qint64 deleted = 0;
    QString why; ///< "" for what waits itself; else what makes the database do it ("ON DELETE CASCADE")

    bool operator==(const TableForecast &) const = default;
};

/// What a save would do if it began now, found out by trying it and taking it back.
struct SaveForecast
{
    QList<TableForecast> tables; ///< what waits first, then what the database does besides
    QString sentence;            ///< all of it in words; "" where nothing would be written
    QString besides;             ///< only what the database does besides; "" where that is nothing
    QString refusal;             ///< why the save would be refused, "" where it would not
    QString refusalInShort;      ///< the same without the database's words and what to do
    QString unknown;             ///< what could not be found out, "" where all is known

    bool operator==(const SaveForecast &) const = default;
};

} // namespace relata::base
