#include "currentstatement.h"

#include "core/db/connection.h"

#include <utility>

namespace relata::db {

QString CurrentStatement::text() const
{
    const QMutexLocker lock(&m_mutex);
    return m_sql;
}

void CurrentStatement::set(const QString &sql)
{
    const QMutexLocker lock(&m_mutex);
    m_sql = sql;
}

CurrentStatement::Watch::Watch(Connection &connection, std::shared_ptr<CurrentStatement> running)
    : m_connection(connection), m_running(std::move(running))
{
    m_connection.tellCurrent(m_running.get());
}

CurrentStatement::Watch::~Watch()
{
    m_connection.tellCurrent(nullptr);
    m_running->set({});
}

} // namespace relata::db
