#pragma once

#include "core/base/recordkey.h"

namespace relata::base {

/// One line that names a row for people: the values of its title columns joined by a blank, white space
/// folded, shortened to 120 letters; where they are all empty "#5", its key.
QString titleText(const Values &titleValues, const RecordKey &key);

} // namespace relata::base
