#pragma once

#include "core/db/connection.h"

namespace relata::tests {

/// Whether the rows of a server come through QtSql alone, because Relata was built without the engine's own
/// library: then they lose what core/db/portablerows.h says, and a place without a type is a real on MariaDB.
inline bool readsPortably(db::Connection &connection)
{
    const auto page =
        connection.select({QStringLiteral("SELECT TIMESTAMP '2024-01-01 00:00:00.123456'"), {}});
    return page && !page->value(0, 0).toText().endsWith(QStringLiteral("456"));
}

} // namespace relata::tests
