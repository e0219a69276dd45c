#pragma once

#include "core/db/nativestatement.h"

#include <QSqlDriver>

#include <memory>

namespace relata::db {

/// A NativeStatement of MariaDB. The rows of every statement can be read, an INSERT's with RETURNING too,
/// where QMYSQL reads only those of a SELECT.
///
/// Dates and times are text as the server writes them, with all their digits; a DECIMAL is text, because a
/// double cannot hold it; a text is text whatever its collation.
class MariadbStatement : public NativeStatement
{
public:
    /// Null with a failure where the server refuses the text; null without one where Relata was built without
    /// the client library or the driver is no QMYSQL: then QtSql has to do all of it.
    static std::unique_ptr<MariadbStatement> prepare(const QSqlDriver &driver, const QString &sql,
                                                     Failure &failure);
    ~MariadbStatement() override;

    bool run(std::span<const base::CellView> values, base::RowSink &sink) override;
    Failure failure() const override;

private:
    class Native;
    explicit MariadbStatement(std::unique_ptr<Native> native);

    std::unique_ptr<Native> m_native;
};

} // namespace relata::db
