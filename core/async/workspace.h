#pragma once

#include "core/async/doors.h"
#include "core/base/connectionsettings.h"
#include "core/schema/schema.h"

#include <functional>
#include <memory>

namespace relata::async {

/// What opening the session learned.
struct SessionOpening
{
    schema::Schema schema;
    QString readOnlyReason;
    QString canonicalFile;
};

/// An open database with its threads: a session (its own connection, may write), a reader and a background
/// reader (read-only). Opens without blocking and hands out the doors. Lives in the GUI thread; destroying it
/// ends the threads.
class Workspace : public QObject
{
    Q_OBJECT

public:
    using Opened = base::Result<std::unique_ptr<Workspace>>;
    /// Opens a database and reads its schema off the calling thread. The handler gets the workspace or why
    /// there is none, in the owner's thread, or is not called where the owner is gone by then. Statements of
    /// the opening are reported once the handler has returned.
    static void open(const base::ConnectionSettings &settings, QObject *owner,
                     std::function<void(Opened)> handler);
    ~Workspace() override;

    const base::ConnectionSettings &settings() const;
    /// The path as the file system knows it, for telling whether two windows show the same database.
    QString canonicalFile() const;
    const schema::Schema &schema() const;
    bool isReadOnly() const;
    const QString &readOnlyReason() const;
    /// "SQLite 3.40.1"
    QString engineVersion() const;

    Records &records();
    Pages &pages();

    /// A cause with the next click's number; all statements of one click share it.
    base::Cause click(const QString &text);
    /// A cause for what only the display adds, with a number of its own.
    base::Cause display(const QString &text);

    /// Interrupts everything that can be interrupted; a save goes on.
    void cancel();
    bool isBusy() const;

signals:
    /// A statement has run in one of the threads.
    void statementRan(const relata::base::StatementRecord &record);
    void busyChanged(bool busy);

private:
    struct Inside;
    explicit Workspace(const base::ConnectionSettings &settings);

    void finishOpening(const SessionOpening &opening);
    std::function<void(const base::StatementRecord &)> sink();
    void report(base::StatementRecord record);
    void reportOpening();

    std::unique_ptr<Inside> m_inside;
};

/// Creates a new SQLite file and runs the statements in it in one transaction, off the calling thread; a file
/// that could not be filled is removed again. The handler is called in the owner's thread, or not at all
/// where the owner is gone by then.
void createDatabase(const QString &file, const QStringList &statements, QObject *owner,
                    std::function<void(const base::Done &)> handler);

} // namespace relata::async
