#pragma once

#include "core/base/result.h"

namespace relata::app {

/// Where the person's copy of the bundled sample lies.
QString samplePath();

/// The person's copy of the sample; made from the SQL in the program's resources where it is missing or
/// `anew` is asked for.
base::Result<QString> sampleDatabase(bool anew = false);

/// Makes the sample database in the given file, replacing what is there.
base::Done writeSample(const QString &file);

} // namespace relata::app
