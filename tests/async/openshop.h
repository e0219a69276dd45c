#pragma once

#include "core/async/workspace.h"
#include "tests/support/scratchdatabase.h"

#include <QCoreApplication>
#include <QTest>

namespace relata::tests {

using namespace Qt::StringLiterals;

/// Authors and books, and a view that never ends.
inline const QString kShop =
    u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT, author_id REFERENCES author);"
    "INSERT INTO author VALUES(1,'Ada'),(2,'Ben'); INSERT INTO book VALUES(1,'One',1),(2,'Two',1);"
    // Reads `author` as long as it runs, which is for ever.
    "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n, author"_s;

/// Waits for an answer and lets it be delivered to those who wait for it.
template<typename T>
T answer(QFuture<T> future)
{
    future.waitForFinished();
    QCoreApplication::processEvents();
    if (future.resultCount() == 0)
        qFatal("no answer");
    return future.result();
}

inline base::PageRequest rowsOf(const QString &table, int limit = 200)
{
    base::PageRequest request;
    request.scope.table = table;
    request.limit = limit;
    return request;
}

inline base::PageRequest relatedTo(const base::RecordKey &owner, const mapping::Side &relationship, int limit)
{
    base::PageRequest request = rowsOf(relationship.targetTable, limit);
    request.scope.owner = owner;
    request.scope.relationship = relationship.name;
    return request;
}

/// The open workspace of a file; `log` gets every statement from then on, and those of the opening.
inline std::unique_ptr<async::Workspace>
opened(const ScratchDatabase &file, QList<base::StatementRecord> *log = nullptr,
       base::ConnectionSettings::Mode mode = base::ConnectionSettings::Mode::ReadWrite)
{
    std::unique_ptr<async::Workspace> workspace;
    QObject owner;
    async::Workspace::open(
        {file.file(), mode, 5000}, &owner, [&workspace, log](async::Workspace::Opened answered) {
            if (!answered)
                qFatal("%s", qPrintable(answered.error().text()));
            workspace = std::move(*answered);
            if (log) {
                QObject::connect(workspace.get(), &async::Workspace::statementRan,
                                 [log](const base::StatementRecord &record) { *log += record; });
            }
        });
    if (!QTest::qWaitFor([&workspace] { return workspace != nullptr; }, 30000))
        qFatal("not opened");
    return workspace;
}

} // namespace relata::tests
