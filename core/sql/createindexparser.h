#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace relata::sql {

/// The parts of a CREATE INDEX text that SQLite's pragmas leave out.
struct DeclaredIndex
{
    QStringList terms; ///< as written, with COLLATE and order
    QString condition; ///< after WHERE; null where there is none
};

/// Reads a CREATE INDEX text as SQLite keeps it in sqlite_schema. Refuses anything else.
base::Result<DeclaredIndex> parseCreateIndex(const QString &sql);

} // namespace relata::sql
