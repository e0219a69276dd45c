#include "filebytes.h"

#include <QFile>

#include <sqlite3.h>

namespace relata::db {

QByteArray fileBytes(const QString &path, qint64 offset, qint64 size)
{
    QByteArray bytes;
    sqlite3 *handle = nullptr;
    sqlite3_file *file = nullptr;
    if (sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, SQLITE_OPEN_READONLY, nullptr) ==
            SQLITE_OK &&
        sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file &&
        file->pMethods) {
        QByteArray read(size, '\0');
        if (file->pMethods->xRead(file, read.data(), int(size), offset) == SQLITE_OK)
            bytes = read;
    }
    sqlite3_close(handle);
    return bytes;
}

} // namespace relata::db
