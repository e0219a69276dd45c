#pragma once

#include "core/db/nativestatement.h"

#include <QByteArray>
#include <QSqlDriver>

#include <memory>

struct pg_conn;

namespace relata::db {

/// A NativeStatement of PostgreSQL. Values are sent apart from the text and become what the server takes each
/// place for: QPSQL writes them as literals into an EXECUTE, which has to be parsed each time and in which a
/// 1 is no boolean. Rows are read as in postgresqlrows.h.
class PostgresqlStatement : public NativeStatement
{
public:
    /// Null with a failure where the server refuses the text; null without one where Relata was built without
    /// libpq or the driver is no QPSQL: then QtSql has to do all of it. Each `?` outside of quotes is a
    /// place.
    static std::unique_ptr<PostgresqlStatement> prepare(const QSqlDriver &driver, const QString &sql,
                                                        Failure &failure);
    ~PostgresqlStatement() override;

    bool run(std::span<const base::CellView> values, base::RowSink &sink) override;
    Failure failure() const override { return m_failure; }

private:
    PostgresqlStatement(pg_conn *connection, QByteArray name);

    pg_conn *m_connection;
    QByteArray m_name; ///< by which the server knows the statement
    Failure m_failure;
};

} // namespace relata::db
