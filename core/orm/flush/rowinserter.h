#pragma once

#include "core/orm/session/sessioncore.h"

namespace relata::orm {

/// Sends the INSERT of an object's row, and takes back the key that the database has given it; with the
/// option databaseDefaults also what other rows refer to. Belongs to a flush; lives in the session's thread.
class RowInserter
{
public:
    explicit RowInserter(SessionCore &core) : m_core(core) {}

    /// Fails where the database refuses the row, or a trigger ignores it.
    base::Done insert(ObjectRef object);

    /// Warns that a part of the primary key has no value and will get none.
    static void warnOfKeyPart(SessionCore &core, const schema::Table &table, const QString &column);

private:
    base::Done insertWhole(ObjectRef object);
    quint64 keyPartsWithoutValue(ObjectRef object);
    base::Done insertGiven(ObjectRef object);
    NamedValues givenValues(ObjectRef object) const;
    QList<int> columnsToReadBack(ObjectRef object) const;

    SessionCore &m_core;
    std::vector<base::CellView> m_values; ///< of the row that is written; kept for the next one
};

} // namespace relata::orm
