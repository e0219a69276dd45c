#pragma once

#include "core/base/ids.h"

#include <QString>
#include <QStringList>

namespace relata::schema {

/// An index made by CREATE INDEX. (Those that keys and UNIQUE constraints bring are not listed.)
struct Index
{
    QString name;
    QStringList columns; ///< a null string stands for an expression
    bool unique = false;
    bool partial = false;        ///< has a WHERE
    QStringList terms = {};      ///< each term as SQL; empty where they are just the columns, or not known
    QString condition = {};      ///< of a partial index, without WHERE; null where it is not known
    QStringList collations = {}; ///< of each term, null where it is the database's own; empty where not known
    base::IndexId id = {};       ///< unique within its table

    /// The text is known well enough to make the index again.
    bool canBeWritten() const
    {
        return !columns.isEmpty() && !(partial && condition.isNull()) &&
               !(terms.isEmpty() && columns.contains(QString()));
    }

    bool operator==(const Index &) const = default;
};

} // namespace relata::schema
