#pragma once

#include "core/base/recordkey.h"
#include "core/base/value.h"

#include <QStringList>

namespace relata::base {

/// A row with its address: the cells in the order of the table's columns.
struct Record
{
    RecordKey key;
    Values values;

    bool operator==(const Record &) const = default;
};

/// Where a cell is: in which row, in which column of its table.
struct CellPlace
{
    RecordKey key;
    int column = 0;
    Values seen; ///< the row as it was shown: a view's has no address

    bool operator==(const CellPlace &) const = default;
};

/// Some records of one table, in order.
struct RecordPage
{
    QList<Record> records;
    bool hasMore = false;    ///< rows follow after the last one
    bool fromMemory = false; ///< no statement was needed
    /// Relationships of these records that their class loads with them, and that lead to too many rows for
    /// it: each is loaded by the page when it is asked for.
    QStringList byPage;

    bool operator==(const RecordPage &) const = default;
};

/// Which rows: all of a table, or those that a relationship of one record leads to.
struct RowScope
{
    QString table;
    RecordKey owner;      ///< invalid: the whole table
    QString relationship; ///< of the owner's class

    bool isRelationship() const { return owner.isValid(); }
    bool operator==(const RowScope &) const = default;
};

/// A page of rows: how ordered, how filtered, after which row, how many.
struct PageRequest
{
    RowScope scope;
    QString sortColumn; ///< null: the order of the key
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
    QString filter;     ///< text that some column contains, letter case ignored; "" for all
    int offsetHint = 0; ///< rows before this page, for display
    Record after;       ///< the last row of the page before; an invalid key: from the start
    int limit = 200;
    /// A person has asked for these rows already: a relationship that refuses to load (lazy="raise") does,
    /// and one that is asked anew each time (lazy="dynamic") need not be.
    bool once = false;

    bool operator==(const PageRequest &) const = default;
};

/// The title of a relationship's node: how many or who, without loading it.
struct NodeSummary
{
    bool inMemory = false; ///< expanding asks nothing
    bool isNone = false;   ///< the foreign key is NULL, or nothing is at the other end
    bool missing = false;  ///< the foreign key has a value but no row has it
    qint64 count = -1;     ///< of a list; -1: not known
    QString title;         ///< of a single record
    RecordKey key;         ///< of a single record
    Record record;         ///< the whole record where a picker asked for it
};

} // namespace relata::base

Q_DECLARE_METATYPE(relata::base::Record)
Q_DECLARE_METATYPE(relata::base::RowScope)
