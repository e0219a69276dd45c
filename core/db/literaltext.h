#pragma once

#include "core/base/cellview.h"

#include <QSqlDriver>

#include <span>

namespace relata::db {

/// The statement with its values written into it in the places of their `?`, in MariaDB's words. For
/// statements that QMYSQL cannot run prepared.
QString literalText(const QString &sql, std::span<const base::CellView> values, const QSqlDriver &driver);

} // namespace relata::db
