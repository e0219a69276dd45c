#pragma once

#include "core/async/databasethread.h"
#include "core/async/doors.h"
#include "core/async/keptedits.h"
#include "core/async/savegate.h"
#include "core/async/workspace.h"
#include "core/db/connection.h"
#include "core/db/currentstatement.h"
#include "core/records/earlierschemas.h"
#include "core/records/recordsession.h"

#include <functional>
#include <memory>
#include <optional>

namespace relata::async {

/// The door Records, in front of a RecordSession in a thread of its own. Lives in the GUI thread.
class SessionThread : public Records
{
    Q_OBJECT

public:
    using Opening = SessionOpening;

    explicit SessionThread(SaveGate &gate, QObject *parent = nullptr);
    ~SessionThread() override;

    /// Opens the connection, reads the schema and makes the RecordSession.
    QFuture<base::Result<Opening>> open(const base::ConnectionSettings &settings,
                                        const db::StatementSink &sink, const base::Cause &cause);
    DatabaseThread &thread() { return m_thread; }
    /// The schema as it shall be from now on, before anything has been asked.
    void beginWith(const mapping::MappedSchema &schema);
    /// Takes the columns of views, read by somebody else; schemaRead() is told where they are news.
    void takeViews(const mapping::MappedSchema &schema);
    /// See Workspace::declare(); schemaRead() tells where that is news.
    void declare(const schema::Schema &tables, const mapping::Given &given);
    /// See Workspace::lookAgain().
    QFuture<base::Result<bool>> lookAgain(const base::Cause &cause);
    /// See Workspace::keepEdits() and those that follow it.
    QFuture<base::Result<LeftEdits>> keepEdits(const QString &stem, const base::Cause &cause);
    QFuture<base::Done> answerLeft(LeftAnswer answer);
    QFuture<base::Done> letGoOfEdits();
    /// Begins to end the thread, and does not wait for it.
    void close();

    QFuture<base::Result<base::RecordPage>> page(const base::PageRequest &request,
                                                 const base::Cause &cause) override;
    QFuture<base::Result<QList<base::NodeSummary>>> summaries(const QList<base::RecordKey> &owners,
                                                              const QString &relationship,
                                                              base::DisplaySql sql,
                                                              const base::Cause &cause) override;
    QFuture<base::Result<QList<base::NodeSummary>>> titlesOf(const QString &table, const QStringList &columns,
                                                             const QList<base::Values> &values,
                                                             base::DisplaySql sql,
                                                             const base::Cause &cause) override;
    const base::PendingEdits &pending() const override { return m_pending; }
    void keepAsRead(const QList<base::Record> &rows) override;
    void edit(const base::RecordKey &key, int column, const base::Value &before,
              const base::Value &now) override;
    void setNewParent(const base::RecordKey &child, int column, const base::RecordKey &parent,
                      const base::Value &before) override;
    QFuture<base::Result<base::RecordKey>> add(const QString &table,
                                               const QHash<int, base::Value> &cells) override;
    void remove(const QList<base::RecordKey> &keys) override;
    void revert(const QList<base::RecordKey> &keys) override;
    void discard() override;
    QFuture<base::Done> settled() override;
    QFuture<base::Result<base::SaveReport>> save(const base::Cause &cause) override;
    bool isSaving() const override { return m_saves > 0; }
    QString savingStatement() const override { return m_saving->text(); }
    void stopSave() override;
    QFuture<base::Result<base::SaveForecast>> forecast(const base::Cause &cause) override;
    void stopForecast() override;
    void expire() override;

signals:
    /// schemaRead() follows at once: what is being typed can still be handed over with the columns' numbers
    /// of before.
    void schemaAboutToChange();
    /// The schema is another one; what waits for Save has moved to it.
    void schemaRead(const relata::async::SchemaNews &news);
    /// What waits cannot be kept in a file; told once.
    void keepingFailed(const relata::base::Error &error);

private:
    template<typename Change, typename Taken>
    auto changePending(Change change, Taken taken, Cancellable cancellable = Cancellable::No);
    template<typename Change, typename Taken>
    auto changeInside(Change change, Taken taken, Cancellable cancellable = Cancellable::No);
    template<typename Job>
    auto recovering(Job job);
    void keepPending();
    template<typename Read>
    QFuture<base::Result<bool>> changeSchema(Read read);
    base::Result<std::optional<SchemaNews>> readSchemaAgain(const base::Cause &cause);
    std::optional<SchemaNews> moveTo(const mapping::MappedSchema &now, SchemaNews::Reason reason);
    void changePending(std::function<base::Done(records::RecordSession &)> change);
    void tellRefused(const base::Done &done);

    /// Made, used and destroyed in the thread.
    struct Inside
    {
        std::unique_ptr<db::Connection> connection;
        std::unique_ptr<records::RecordSession> session;
        base::DatabaseIdentity identity;
        std::unique_ptr<KeptEdits> kept; ///< null: edits do not survive the program
        records::EarlierSchemas earlier;
        mapping::Given given; ///< what the design declares
    };

    SaveGate &m_gate;
    Inside m_inside;
    base::PendingEdits m_pending; ///< the GUI thread's copy
    int m_generation = 0;         ///< of the schema that the GUI thread knows
    bool m_keepingFailed = false; ///< used in the thread
    /// Shared with the connection, which may go before the one who asks, and after.
    std::shared_ptr<db::CurrentStatement> m_saving = std::make_shared<db::CurrentStatement>();
    int m_saves = 0;           ///< those that have not answered yet
    quint64 m_saveJob = 0;     ///< the number of the last of them in the thread
    quint64 m_forecastJob = 0; ///< the number of the last forecast in the thread
    bool m_forecastIsDisplay = false;
    DatabaseThread m_thread;
};

} // namespace relata::async
