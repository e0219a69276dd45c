#pragma once

#include <QString>
#include <QStringList>

namespace relata::tests {

/// The folder with real databases that nobody here wrote, or "" where it is absent (as on a user's machine).
QString realDataFolder();

/// The paths of all real SQLite databases; empty where the folder is absent.
QStringList realDatabases();

/// The rows of a data-driven test that goes through all of them: the column "file", and a first row with an
/// empty one, so that the test has a row to be skipped in where the folder is absent.
void addRealDatabases();

/// One of them by its path below the folder's `data`, or "" where it is absent.
QString realDatabase(const QString &name);

} // namespace relata::tests

/// Skips the test with a clear line where the real databases are absent. Where they are present nothing is
/// skipped.
#define SKIP_WITHOUT_REAL_DATA()                                                                             \
    if (relata::tests::realDataFolder().isEmpty())                                                           \
    QSKIP("The real databases (RELATA_TEST_DATA) are not on this machine.")
