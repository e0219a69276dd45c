#include "workspace.h"

#include "core/async/apart.h"
#include "core/async/letterbox.h"
#include "core/async/readerthreads.h"
#include "core/async/sessionthread.h"
#include "core/async/threadreaper.h"
#include "core/async/whendone.h"
#include "core/db/connection.h"
#include "core/schema/viewcolumns.h"

#include <QFile>
#include <QPointer>
#include <QTimer>
#include <QRegularExpression>

#include <algorithm>
#include <utility>
#include <vector>

namespace relata::async {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Done;
using base::fail;

namespace {

constexpr int kPatience = 400;    ///< milliseconds that the opening waits for the columns of views
constexpr int kViewsBudget = 200; ///< the same for reading those that nobody has asked for

/// Views, and what is broken: that may be one.
QStringList namesOfViews(const mapping::MappedSchema &schema)
{
    QStringList names;
    for (const schema::Table &table : schema.tables) {
        if (table.kind == schema::TableKind::View || table.kind == schema::TableKind::Broken)
            names += table.name;
    }
    return names;
}

} // namespace

/// All that the threads use. It outlives its workspace until they have ended.
struct Workspace::Inside final : Closing
{
    explicit Inside(Workspace *owner) : letters(std::make_shared<Letterbox<Workspace>>(owner)) {}

    void close()
    {
        letters->close();
        session->disconnect();
        session->thread().disconnect();
        session->close();
        if (!readers)
            return;
        readers->reader().disconnect();
        readers->close();
    }
    void interrupt() override
    {
        session->thread().interruptRunning();
        if (readers)
            readers->interrupt();
    }
    bool hasEnded() const override
    {
        return session->thread().hasEnded() && (!readers || readers->hasEnded());
    }

    const std::shared_ptr<Letterbox<Workspace>> letters;
    base::ConnectionSettings settings;
    SessionThread::Opening opening;
    /// All that were read: views may hold the one before until they have followed.
    std::vector<std::unique_ptr<const mapping::MappedSchema>> schemas;
    bool looksAgain = false; ///< because a statement has failed
    SaveGate gate;
    std::unique_ptr<SessionThread> session;
    std::unique_ptr<ReaderThreads> readers;
    quint64 lastClick = 0;
    quint64 lastStatement = 0;
    bool isOpen = false;
    QList<base::StatementRecord> early; ///< statements of the opening, which nobody could hear yet
};

Workspace::Workspace(const base::ConnectionSettings &settings) : m_inside(std::make_unique<Inside>(this))
{
    m_inside->settings = settings;
    m_inside->session = std::make_unique<SessionThread>(m_inside->gate);
    connect(&m_inside->session->thread(), &DatabaseThread::busyChanged, this,
            [this] { emit busyChanged(isBusy()); });
    connect(m_inside->session.get(), &SessionThread::schemaAboutToChange, this,
            &Workspace::schemaAboutToChange);
    connect(m_inside->session.get(), &SessionThread::schemaRead, this, &Workspace::takeSchema);
    connect(m_inside->session.get(), &SessionThread::keepingFailed, this, &Workspace::keepingFailed);
}

Workspace::~Workspace()
{
    beginToClose();
    ThreadReaper::take(std::move(m_inside));
}

void Workspace::beginToClose()
{
    m_inside->close();
}

void Workspace::open(const base::ConnectionSettings &settings, QObject *owner,
                     std::function<void(Opened)> handler)
{
    // The lambda has to be copyable, so the workspace waits in a shared box until the handler takes it out.
    auto box = std::make_shared<std::unique_ptr<Workspace>>(new Workspace(settings));
    Workspace *workspace = box->get();
    Cause cause = workspace->click(tr("Open %1").arg(settings.file.section(u'/', -1)));
    cause.kind = Cause::Kind::Opening;
    whenDone(workspace->m_inside->session->open(settings, workspace->sink(), cause), owner,
             [box, cause, owner,
              handler = std::move(handler)](const base::Result<SessionThread::Opening> &opening) {
                 if (!opening) {
                     handler(fail(opening.error()));
                     return;
                 }
                 (*box)->finishOpening(*opening);
                 (*box)->readViewsAtFirst(cause, owner, [box, handler] {
                     const QPointer<Workspace> opened = box->get();
                     handler(std::move(*box));
                     if (opened)
                         opened->reportOpening();
                 });
             });
}

const base::ConnectionSettings &Workspace::settings() const
{
    return m_inside->settings;
}

const base::DatabaseIdentity &Workspace::identity() const
{
    return m_inside->opening.identity;
}

const mapping::MappedSchema &Workspace::schema() const
{
    return *m_inside->schemas.back();
}

bool Workspace::isReadOnly() const
{
    return !m_inside->opening.readOnlyReason.isEmpty();
}

const QString &Workspace::readOnlyReason() const
{
    return m_inside->opening.readOnlyReason;
}

QString Workspace::engineVersion() const
{
    return db::Connection::engineVersion();
}

Records &Workspace::records()
{
    return *m_inside->session;
}

Pages &Workspace::pages()
{
    return *m_inside->readers;
}

Cause Workspace::click(const QString &text)
{
    return {++m_inside->lastClick, text, Cause::Kind::Click};
}

Cause Workspace::display(const QString &text)
{
    return {++m_inside->lastClick, text, Cause::Kind::Display};
}

void Workspace::cancel()
{
    m_inside->session->thread().cancel();
    if (!m_inside->readers)
        return;
    m_inside->readers->reader().cancel();
    m_inside->readers->background().cancel();
}

bool Workspace::isBusy() const
{
    return m_inside->session->thread().isBusy() ||
           (m_inside->readers && m_inside->readers->reader().isBusy());
}

bool Workspace::isWorking() const
{
    return isBusy() || (m_inside->readers && m_inside->readers->background().isBusy());
}

void Workspace::finishOpening(const SessionThread::Opening &opening)
{
    m_inside->opening = opening;
    m_inside->schemas.push_back(std::make_unique<const mapping::MappedSchema>(opening.schema));
    m_inside->readers = std::make_unique<ReaderThreads>(m_inside->settings, opening, sink(), m_inside->gate);
    connect(&m_inside->readers->reader(), &DatabaseThread::busyChanged, this,
            [this] { emit busyChanged(isBusy()); });
}

/// Calls `goOn` in the owner's thread when the columns of views have been read, or the patience is over: what
/// comes later is news then.
void Workspace::readViewsAtFirst(const Cause &cause, QObject *owner, std::function<void()> goOn)
{
    if (std::ranges::none_of(schema().tables, schema::isUnreadView)) {
        goOn();
        return;
    }
    auto isDone = std::make_shared<bool>(false);
    const auto once = [isDone, goOn = std::move(goOn)] {
        if (!std::exchange(*isDone, true))
            goOn();
    };
    const auto read = m_inside->readers->readViews(schema(), {}, kViewsBudget, cause);
    whenDone(read, this, [this, isDone](const base::Result<mapping::MappedSchema> &whole) {
        if (whole && *isDone)
            m_inside->session->takeViews(*whole);
        else if (whole)
            beginWith(*whole);
    });
    whenDone(read, owner,
             [once](const base::Result<mapping::MappedSchema> &) { once(); }); // After the one above.
    QTimer::singleShot(kPatience, owner, once);
}

/// Nobody has asked for anything yet.
void Workspace::beginWith(const mapping::MappedSchema &schema)
{
    m_inside->session->beginWith(schema);
    m_inside->readers->setSchema(schema);
    m_inside->schemas.push_back(std::make_unique<const mapping::MappedSchema>(schema));
}

void Workspace::declare(const schema::Schema &tables, const mapping::Given &given)
{
    m_inside->session->declare(tables, given);
}

void Workspace::readView(const QString &name)
{
    readViews({name}, 0);
}

void Workspace::readViews(const QStringList &names, int budget)
{
    const Cause cause = display(tr("Read the columns of views"));
    whenDone(m_inside->readers->readViews(schema(), names, budget, cause), this,
             [this](const base::Result<mapping::MappedSchema> &read) {
                 if (read)
                     m_inside->session->takeViews(*read);
             });
}

QFuture<base::Result<bool>> Workspace::lookAgain(const Cause &cause)
{
    // Whoever refreshes asks for rows; what the schema costs besides is no measure of that.
    Cause opening = cause;
    opening.kind = Cause::Kind::Opening;
    return m_inside->session->lookAgain(opening);
}

QFuture<base::Result<LeftEdits>> Workspace::keepEdits(const QString &stem)
{
    Cause cause = click(tr("Look for changes that were left"));
    cause.kind = Cause::Kind::Opening;
    return m_inside->session->keepEdits(stem, cause);
}

QFuture<Done> Workspace::answerLeft(LeftAnswer answer)
{
    return m_inside->session->answerLeft(answer);
}

QFuture<Done> Workspace::letGoOfEdits()
{
    return m_inside->session->letGoOfEdits();
}

void Workspace::takeSchema(const SchemaNews &news)
{
    m_inside->schemas.push_back(std::make_unique<const mapping::MappedSchema>(news.schema));
    m_inside->readers->setSchema(news.schema);
    emit schemaChanged(news);
    if (news.reason == SchemaNews::Reason::Tables)
        readViews(namesOfViews(news.schema), kViewsBudget);
}

/// The database's words for a statement that names what is not there: the schema may have changed.
void Workspace::lookAfterFailure()
{
    if (std::exchange(m_inside->looksAgain, true))
        return;
    whenDone(lookAgain(click(tr("Read the schema again"))), this, [this](const base::Result<bool> &looked) {
        m_inside->looksAgain = false;
        if (!looked && looked.error().code == base::ErrorCode::ConnectionLost)
            emit fileLost(looked.error());
    });
}

/// Takes records from any thread to this one.
db::StatementSink Workspace::sink()
{
    return [letters = m_inside->letters](const base::StatementRecord &record) {
        letters->leave([record](Workspace &workspace) { workspace.report(record); });
    };
}

void Workspace::report(base::StatementRecord record)
{
    record.number = ++m_inside->lastStatement;
    static const QRegularExpression missing(
        u"no such (table|column|index|view|module)|has no column named|database disk image is malformed|not a database"_s);
    if (m_inside->isOpen && missing.match(record.error).hasMatch())
        lookAfterFailure();
    if (m_inside->isOpen)
        emit statementRan(record);
    else
        m_inside->early += record;
}

void Workspace::reportOpening()
{
    m_inside->isOpen = true;
    const QList<base::StatementRecord> early = std::exchange(m_inside->early, {});
    for (const base::StatementRecord &record : early)
        emit statementRan(record);
}

void createDatabase(const QString &file, const QStringList &statements, QObject *owner,
                    std::function<void(const Done &)> handler)
{
    const auto job = [file, statements]() -> Done {
        const bool existed = QFile::exists(file);
        const auto create = [&]() -> Done {
            auto connection = db::Connection::create(file);
            if (!connection)
                return fail(connection.error());
            if (const Done begun = (*connection)->begin(); !begun)
                return begun;
            for (const QString &statement : statements) {
                const auto done = (*connection)->run({statement, {}});
                if (done)
                    continue;
                base::Error error = done.error();
                error.sentence = u"The database was not created: %1, in %2"_s.arg(
                    error.detail.isEmpty() ? error.sentence : error.detail,
                    statement.section(u'(', 0, 0).simplified());
                return fail(error);
            }
            return (*connection)->commit();
        };
        Done created = create();
        if (!created && !existed)
            QFile::remove(file);
        return created;
    };
    runApart(u"create"_s, job, owner, std::move(handler));
}

} // namespace relata::async
