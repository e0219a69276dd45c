#pragma once

#include "core/base/result.h"
#include "core/base/value.h"

#include <QJsonValue>

namespace relata::records {

/// A value as JSON that gives exactly the same value back: class, sign of zero, bytes that are no UTF-8.
/// Readable where JSON can be: a text is a string, NULL is null.
QJsonValue toJson(const base::Value &value);
/// Null and what is missing are NULL; refuses what toJson() does not write.
base::Result<base::Value> valueFromJson(const QJsonValue &json);

} // namespace relata::records
