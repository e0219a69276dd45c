#pragma once

#include <QStringList>

namespace relata::records {

/// Parts as a sentence lists them: "a", "a and b", "a, b and c"; "" of none.
QString listInWords(const QStringList &parts);

} // namespace relata::records
