#include "postgresqlstatement.h"

#ifdef RELATA_HAS_LIBPQ

#include "core/db/postgresqlresult.h"
#include "core/sql/tokenizer.h"

#include <QVarLengthArray>
#include <QVariant>

#include <array>
#include <atomic>
#include <charconv>
#include <cmath>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Value;

namespace {

struct ClearResult
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using OwnedResult = std::unique_ptr<PGresult, ClearResult>;

QString part(const OwnedResult &result, int field)
{
    return QString::fromUtf8(PQresultErrorField(result.get(), field));
}

NativeStatement::Failure failureOf(const OwnedResult &result, const PGconn *connection)
{
    const QString code = part(result, PG_DIAG_SQLSTATE);
    if (code.isEmpty()) // The server did not answer; a connection that broke has no code.
        return {u"08006"_s, QString::fromUtf8(PQerrorMessage(connection)).trimmed()};
    const QString detail = part(result, PG_DIAG_MESSAGE_DETAIL);
    const QString message = part(result, PG_DIAG_MESSAGE_PRIMARY);
    return {code, detail.isEmpty() ? message : message + u". "_s + detail};
}

/// The text with $1, $2 ... in the places for values.
QByteArray numberedPlaces(const QString &sql)
{
    QString text;
    qsizetype done = 0;
    int places = 0;
    const QList<sql::Token> tokens = sql::tokenize(sql);
    for (const sql::Token &token : tokens) {
        if (!token.isSymbol(u'?'))
            continue;
        text += QStringView(sql).mid(done, token.start - done);
        text += u'$' + QString::number(++places);
        done = token.end;
    }
    text += QStringView(sql).mid(done);
    return text.toUtf8();
}

/// The values of one run as libpq wants them: text that ends with NUL, and bytes as they are.
class Parameters
{
public:
    explicit Parameters(std::span<const CellView> values)
        : m_texts(qsizetype(values.size())),
          m_numbers(qsizetype(values.size())),
          m_pointers(qsizetype(values.size())),
          m_lengths(qsizetype(values.size())),
          m_formats(qsizetype(values.size()))
    {
        for (qsizetype place = 0; place < m_pointers.size(); ++place)
            set(place, values[size_t(place)]);
    }
    int count() const { return int(m_pointers.size()); }
    const char *const *pointers() const { return m_pointers.constData(); }
    const int *lengths() const { return m_lengths.constData(); }
    const int *formats() const { return m_formats.constData(); }

private:
    template<typename Number>
    const char *number(qsizetype place, Number value)
    {
        std::array<char, 32> &text = m_numbers[place];
        *std::to_chars(text.data(), text.data() + text.size() - 1, value).ptr = '\0';
        return text.data();
    }
    void set(qsizetype place, const CellView &value)
    {
        m_pointers[place] = nullptr;
        m_lengths[place] = 0;
        m_formats[place] = 0;
        switch (value.type) {
        case Value::Type::Null:
            break;
        case Value::Type::Integer:
            m_pointers[place] = number(place, value.integer);
            break;
        case Value::Type::Real:
            m_pointers[place] = number(place, value.real);
            break;
        case Value::Type::Text:
            m_texts[place] = value.bytes().toByteArray();
            m_pointers[place] = m_texts[place].constData();
            break;
        case Value::Type::Blob:
            m_pointers[place] = value.size > 0 ? value.data : "";
            m_lengths[place] = int(value.size);
            m_formats[place] = 1; // As they are, whatever is among them.
            break;
        }
    }

    QVarLengthArray<QByteArray, 16> m_texts;
    QVarLengthArray<std::array<char, 32>, 16> m_numbers;
    QVarLengthArray<const char *, 16> m_pointers;
    QVarLengthArray<int, 16> m_lengths;
    QVarLengthArray<int, 16> m_formats;
};

QByteArray nextName()
{
    static std::atomic<int> last = 0;
    return "relata_" + QByteArray::number(++last);
}

} // namespace

std::unique_ptr<PostgresqlStatement> PostgresqlStatement::prepare(const QSqlDriver &driver,
                                                                  const QString &sql, Failure &failure)
{
    const QVariant handle = driver.handle();
    if (qstrcmp(handle.typeName(), "pg_conn*") != 0)
        return nullptr;
    PGconn *connection = *static_cast<PGconn *const *>(handle.constData());
    const QByteArray name = nextName();
    const OwnedResult result(
        PQprepare(connection, name.constData(), numberedPlaces(sql).constData(), 0, nullptr));
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK)
        return std::unique_ptr<PostgresqlStatement>(new PostgresqlStatement(connection, name));
    failure = failureOf(result, connection);
    return nullptr;
}

bool PostgresqlStatement::run(std::span<const CellView> values, base::RowSink &sink)
{
    const Parameters parameters(values);
    const OwnedResult result(PQexecPrepared(m_connection, m_name.constData(), parameters.count(),
                                            parameters.pointers(), parameters.lengths(), parameters.formats(),
                                            0));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        m_failure = failureOf(result, m_connection);
        return false;
    }
    m_rows = readResult(*result, sink);
    m_changes = status == PGRES_COMMAND_OK ? std::atoll(PQcmdTuples(result.get())) : 0;
    return true;
}

PostgresqlStatement::PostgresqlStatement(pg_conn *connection, QByteArray name)
    : m_connection(connection), m_name(std::move(name))
{
}

PostgresqlStatement::~PostgresqlStatement()
{
    // In a transaction that has failed the server refuses it; the name is not used again.
    if (PQstatus(m_connection) == CONNECTION_OK)
        PQclear(PQexec(m_connection, ("DEALLOCATE " + m_name).constData()));
}

} // namespace relata::db

#else

namespace relata::db {

std::unique_ptr<PostgresqlStatement> PostgresqlStatement::prepare(const QSqlDriver &, const QString &,
                                                                  Failure &)
{
    return nullptr;
}

bool PostgresqlStatement::run(std::span<const base::CellView>, base::RowSink &)
{
    return false;
}

PostgresqlStatement::PostgresqlStatement(pg_conn *connection, QByteArray name)
    : m_connection(connection), m_name(std::move(name))
{
}

PostgresqlStatement::~PostgresqlStatement() = default;

} // namespace relata::db

#endif
