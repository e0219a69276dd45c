#pragma once

#include "core/base/value.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace relata::tests {

/// A SQLite file of a test's own in a folder that goes away with it. Made and read by the sqlite3 C API, so
/// that what a test checks does not pass through the code it tests.
class ScratchDatabase
{
public:
    /// Makes the file by running the SQL; fails the program loudly where the SQL is wrong.
    explicit ScratchDatabase(const QString &sql, const QString &name = QStringLiteral("scratch.db"));
    /// A copy of an existing file.
    static ScratchDatabase copyOf(const QString &file);
    /// A file with exactly these bytes.
    static ScratchDatabase ofBytes(const QByteArray &bytes,
                                   const QString &name = QStringLiteral("scratch.db"));

    QString file() const { return m_file; }
    QString folder() const { return m_folder->path(); }
    /// Runs SQL through a connection of its own.
    void run(const QString &sql) const;
    /// The rows of a query, each as its values joined by "|", NULL as "NULL".
    QStringList rows(const QString &sql) const;
    /// SHA-256 of the file's bytes.
    QByteArray checksum() const;

private:
    ScratchDatabase() : m_folder(std::make_shared<QTemporaryDir>()) {}

    std::shared_ptr<QTemporaryDir> m_folder; ///< shared, so that a ScratchDatabase can be copied
    QString m_file;
};

} // namespace relata::tests
