#pragma once

#include "core/async/doors.h"
#include "core/async/leftedits.h"
#include "core/base/databaseidentity.h"
#include "core/mapping/mappedschema.h"

#include <QFuture>

#include <functional>
#include <memory>

namespace relata::async {

/// What opening the session learned.
struct SessionOpening
{
    mapping::MappedSchema schema;
    QString readOnlyReason;
    base::DatabaseIdentity identity;
    QString place; ///< device and inode; see db::Connection::place()
};

/// The schema is another one.
struct SchemaNews
{
    enum class Reason {
        Tables,       ///< somebody has changed them, and they were read again
        Views,        ///< the columns of views came, which take their time
        Declarations, ///< relationships are declared in another way
    };

    mapping::MappedSchema schema;
    /// A sentence for each edit that waited for Save and has no place in it any more.
    QStringList homeless;
    Reason reason = Reason::Tables;
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
    /// Begins to end the threads, which the destructor does, too: what is deleted meanwhile need not be
    /// waited for. Nothing that is asked afterwards is answered.
    void beginToClose();

    const base::ConnectionSettings &settings() const;
    /// By which two windows tell whether they show the same database. Of a file it is that which was opened.
    const base::DatabaseIdentity &identity() const;
    /// As it was read last. The reference stays good as long as the workspace lives; after schemaChanged() it
    /// is that of the schema before.
    const mapping::MappedSchema &schema() const;
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

    /// Looks whether the file is the one that was opened, and reads the schema again where somebody has
    /// changed it; schemaChanged() has been told by then. The answer: whether that was so. Fails with
    /// ErrorCode::ConnectionLost where the file was replaced, removed or overwritten.
    QFuture<base::Result<bool>> lookAgain(const base::Cause &cause);

    /// From now on what waits for Save is kept in a journal, and survives the program. Says what an earlier
    /// process has left for this database, which waits for answerLeft().
    /// @param stem path of the journals up to the first point of their name
    QFuture<base::Result<LeftEdits>> keepEdits(const QString &stem);
    QFuture<base::Done> answerLeft(LeftAnswer answer);
    /// Ends keepEdits() and leaves the journal to whoever opens the database next. Fails where something
    /// waits that could not be kept.
    QFuture<base::Done> letGoOfEdits();

    /// Relationships are named and load as a design declares them from now on; schemaChanged() tells where
    /// that is news. What the design says of tables that the database does not have is left out.
    /// @param tables the database's, with the ids that the declarations know them by
    void declare(const schema::Schema &tables, const mapping::Given &given);

    /// Reads the columns of a view that has none in schema() yet, because views take long in this database;
    /// schemaChanged() tells them. May never end: nothing else waits for it.
    void readView(const QString &name);

    /// Interrupts everything that can be interrupted; a save goes on.
    void cancel();
    /// Something runs that a person waits for.
    bool isBusy() const;
    /// Something runs at all, counts and titles, too.
    bool isWorking() const;

signals:
    /// A statement has run in one of the threads.
    void statementRan(const relata::base::StatementRecord &record);
    void busyChanged(bool busy);
    /// schemaChanged() follows at once: what is being typed has to be handed over now.
    void schemaAboutToChange();
    /// schema() is another one now, and what waits for Save has moved to it. Whoever shows the one before has
    /// to let go of it.
    void schemaChanged(const relata::async::SchemaNews &news);
    /// Found out without being asked, after a statement that failed: the file is another one.
    void fileLost(const relata::base::Error &error);
    /// What waits for Save cannot be kept in a file, and would be lost with the program.
    void keepingFailed(const relata::base::Error &error);

private:
    struct Inside;
    explicit Workspace(const base::ConnectionSettings &settings);

    void finishOpening(const SessionOpening &opening);
    void takeSchema(const SchemaNews &news);
    void readViewsAtFirst(const base::Cause &cause, QObject *owner, std::function<void()> goOn);
    void beginWith(const mapping::MappedSchema &schema);
    void readViews(const QStringList &names, int budget);
    void lookAfterFailure();
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
