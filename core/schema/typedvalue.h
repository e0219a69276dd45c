#pragma once

#include "core/base/value.h"

#include <QString>

namespace relata::schema {

/// The value that a person's text (UTF-8, as typed) means for a cell of a column of the declared type, which
/// held another value before. The table in core/base/README.md says which, row by row; a test runs it against
/// SQLite, which stores exactly this.
base::Value valueOfText(const QByteArray &typed, const QString &declaredType, const base::Value &before);

/// False for bytes: no text can stand for them.
bool isTypedOver(const base::Value &before);

/// False where a value is of another class than its column is declared for: a text in a REAL column, 1.5 in
/// an INTEGER one. NULL fits everywhere, and everything fits where no affinity decides.
bool fitsType(const base::Value &value, const QString &declaredType);

/// The class of a value as SQLite calls it ("integer"); "null" for NULL.
QString classWord(const base::Value &value);

} // namespace relata::schema
