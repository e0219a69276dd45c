#pragma once

#include <QByteArray>
#include <QString>

namespace relata::db {

/// Bytes of a file, read through SQLite: closing a QFile would take back the locks that other connections of
/// the program hold on it (POSIX knows one owner of locks, the process). Null where they cannot be read.
QByteArray fileBytes(const QString &path, qint64 offset, qint64 size);

} // namespace relata::db
