#pragma once

#include "core/base/recordkey.h"

namespace relata::base {

/// One line that names a row for people: the values of its title columns joined by a blank, white space
/// folded, shortened to 120 letters; where they are all empty "#5", its key.
QString titleText(const Values &titleValues, const RecordKey &key);

/// One line that names a row without a key, a view's: its first text that is not empty, else its first value.
QString titleOfValues(const Values &row);

/// The titles of several rows that name one together: "Mon 12 May · Anna Berg"; shortened as a title. The
/// key's where there are none.
QString joinedTitle(const QStringList &titles, const RecordKey &key);

} // namespace relata::base
