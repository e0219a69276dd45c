#pragma once

#include "core/base/result.h"

class QFileDevice;

namespace relata::base {

/// Makes a folder that only its owner may enter, and the missing ones above it alike. One that is there
/// already is closed to others; those above it stay as they are.
Done makePrivateFolder(const QString &folder);

/// Lets only the owner read and write a file, which is made, empty, where it is missing.
Done makePrivateFile(const QString &file);

/// The same for a file that is open.
void makePrivate(QFileDevice &file);

} // namespace relata::base
