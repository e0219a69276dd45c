#include "connection.h"

#include "core/base/pagesink.h"
#include "core/db/currentstatement.h"
#include "core/db/serverconnection.h"
#include "core/db/sqliteconnection.h"

#include <QElapsedTimer>
#include <QVarLengthArray>

#include <algorithm>
#include <atomic>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Cause;
using base::CellView;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::RowPage;
using base::Value;

namespace {

QStringList boundTexts(std::span<const CellView> values)
{
    constexpr qsizetype kLongest = 200;
    QStringList texts;
    texts.reserve(qsizetype(values.size()));
    for (const CellView &cell : values) {
        const Value value = cell.isLarge() ? cell.cutTo(CellView::kBeginning).value() : cell.value();
        QString text = value.type() == Value::Type::Blob ? value.toDisplay() : value.toSql();
        if (text.size() > kLongest)
            text = text.left(kLongest) + u'…';
        texts += text;
    }
    return texts;
}

using CellViews = QVarLengthArray<CellView, 16>;

CellViews viewsOf(const base::Values &values)
{
    CellViews views;
    views.reserve(values.size());
    for (const Value &value : values)
        views.append(CellView::of(value));
    return views;
}

std::span<const CellView> spanOf(const CellViews &views)
{
    return {views.constData(), size_t(views.size())};
}

/// A statement that writes brings no rows that anybody wants.
class NoRows : public base::RowSink
{
public:
    void row(std::span<const CellView>) override {}
};

} // namespace

QString doingOf(const QString &sql)
{
    const QString word = sql.section(u' ', 0, 0).toUpper();
    if (word == "SELECT"_L1 || word == "PRAGMA"_L1 || word == "WITH"_L1)
        return u"Reading"_s;
    return word == "COMMIT"_L1 || word == "BEGIN"_L1 || word == "INSERT"_L1 || word == "UPDATE"_L1 ||
                   word == "DELETE"_L1
               ? u"Saving"_s
               : u"The statement"_s;
}

Result<std::unique_ptr<Connection>> Connection::open(const base::ConnectionSettings &settings,
                                                     StatementSink sink)
{
    if (settings.engine != base::ConnectionSettings::Engine::Sqlite)
        return ServerConnection::open(settings, std::move(sink));
    return SqliteConnection::open(settings, std::move(sink));
}

Result<std::unique_ptr<Connection>> Connection::create(const QString &file, StatementSink sink)
{
    return SqliteConnection::create(file, std::move(sink));
}

Connection::Connection(sql::Dialect dialect, StatementSink sink) : m_sink(std::move(sink)), m_dialect(dialect)
{
}

Result<RowPage> Connection::select(const sql::Statement &statement, const Cause &cause)
{
    const CellViews values = viewsOf(statement.values);
    base::PageSink sink;
    if (const auto rows = execute(statement.text, spanOf(values), sink, cause, Count::Rows); !rows)
        return fail(rows.error());
    sink.page.squeeze();
    return std::move(sink.page);
}

Result<RowPage> Connection::selectCut(const sql::Statement &statement,
                                      const QList<base::CellAllowance::Keep> &keep, const Cause &cause)
{
    const CellViews values = viewsOf(statement.values);
    base::CutSink sink(keep);
    if (const auto rows = execute(statement.text, spanOf(values), sink, cause, Count::Rows); !rows)
        return fail(rows.error());
    sink.page.squeeze();
    return std::move(sink.page);
}

Result<qint64> Connection::run(const sql::Statement &statement, const Cause &cause)
{
    const CellViews values = viewsOf(statement.values);
    return write(statement.text, spanOf(values), cause);
}

Result<qint64> Connection::read(const QString &sql, std::span<const CellView> values, base::RowSink &sink,
                                const Cause &cause)
{
    return execute(sql, values, sink, cause, Count::Rows);
}

Result<qint64> Connection::write(const QString &sql, std::span<const CellView> values, const Cause &cause)
{
    NoRows sink;
    return execute(sql, values, sink, cause, Count::Changes);
}

QString Connection::engineVersion()
{
    return SqliteConnection::libraryVersion();
}

QString Connection::nextConnectionName()
{
    static std::atomic<int> number = 0;
    return u"relata-%1"_s.arg(++number);
}

Done Connection::simply(const QString &sql, const Cause &cause)
{
    const auto done = write(sql, {}, cause);
    return done ? Done() : fail(done.error());
}

Result<qint64> Connection::execute(const QString &sql, std::span<const CellView> values, base::RowSink &sink,
                                   const Cause &cause, Count count)
{
    if (std::any_of(values.begin(), values.end(), [](const CellView &value) { return value.isCut(); })) {
        Q_ASSERT(!"the beginning of a value taken for the value");
        return fail(ErrorCode::StatementFailed,
                    u"%1 failed: only the beginning of a value is known."_s.arg(doingOf(sql)),
                    u"Read the whole value first."_s);
    }
    if (m_current)
        m_current->set(sql);
    if (!m_sink)
        return perform(sql, values, sink, count);
    base::StatementRecord record;
    record.started = QDateTime::currentDateTime();
    QElapsedTimer timer;
    timer.start();
    Result<qint64> result = perform(sql, values, sink, count);
    record.cause = cause;
    record.sql = sql;
    record.boundValues = boundTexts(values);
    record.rows = result.value_or(0);
    record.milliseconds = double(timer.nsecsElapsed()) / 1e6;
    if (!result)
        record.error = result.error().detail.isEmpty() ? result.error().sentence : result.error().detail;
    m_sink(record);
    return result;
}

} // namespace relata::db
