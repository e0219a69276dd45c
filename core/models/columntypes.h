#pragma once

#include "core/schema/column.h"

namespace relata::models {

/// A column's type in both styles.
struct ColumnType
{
    QString expression; ///< "db.String(80)"
    QString annotation; ///< what stands in Mapped[]: "str"
    /// The annotation alone says the same, so that mapped_column() need not.
    bool isImplied = false;
};

/// The class that stands for types that SQLAlchemy has no class for, and for none at all.
inline const QString kDeclaredType = QStringLiteral("DeclaredType");

/// The type that SQLAlchemy has for a declared one, with its length or digits and its collation. A type that
/// it does not know, or knows for values that the engine would keep otherwise, stays as it is declared:
/// DeclaredType('MONEY'). Decimal numbers are floats on SQLite, which has no others.
/// @param engine as in schema::Schema
ColumnType columnType(const schema::Column &column, const QString &engine);

} // namespace relata::models
