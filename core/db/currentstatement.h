#pragma once

#include <QMutex>
#include <QString>

#include <memory>

namespace relata::db {

class Connection;

/// The statement that a connection runs now, for those who wait for it in other threads. Shared between both:
/// either may go first.
class CurrentStatement
{
public:
    QString text() const;
    void set(const QString &sql);

    /// Tells the statements of a connection as long as this lives. In the connection's thread.
    class Watch
    {
    public:
        Watch(Connection &connection, std::shared_ptr<CurrentStatement> running);
        ~Watch();
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;

    private:
        Connection &m_connection;
        const std::shared_ptr<CurrentStatement> m_running;
    };

private:
    mutable QMutex m_mutex;
    QString m_sql;
};

} // namespace relata::db
