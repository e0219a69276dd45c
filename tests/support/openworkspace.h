#pragma once

#include "core/async/workspace.h"

#include <QEventLoop>
#include <QTimer>

#include <functional>

namespace relata::tests {

/// An open workspace of a file with everything it reported. Waits for the opening, which a test may.
class OpenWorkspace
{
public:
    explicit OpenWorkspace(const QString &file,
                           base::ConnectionSettings::Mode mode = base::ConnectionSettings::Mode::ReadWrite)
    {
        QEventLoop loop;
        async::Workspace::open({file, mode, 2000}, &loop, [&](async::Workspace::Opened opened) {
            if (opened)
                m_workspace = std::move(*opened);
            else
                m_error = opened.error();
            loop.quit();
        });
        loop.exec();
        if (m_workspace) {
            QObject::connect(m_workspace.get(), &async::Workspace::statementRan, m_workspace.get(),
                             [this](const base::StatementRecord &record) { m_log += record; });
        }
    }

    async::Workspace &operator*() { return *m_workspace; }
    async::Workspace *operator->() { return m_workspace.get(); }
    /// Makes the workspace's causes for a model.
    auto causes()
    {
        return [this](const QString &text, base::Cause::Kind kind) {
            return kind == base::Cause::Kind::Click ? m_workspace->click(text) : m_workspace->display(text);
        };
    }
    bool isOpen() const { return m_workspace != nullptr; }
    const base::Error &error() const { return m_error; }

    /// Forgets what was reported so far.
    void clearLog() { m_log.clear(); }
    /// The statements of clicks, those that only the display needs left out.
    QStringList clicked() const { return texts(base::Cause::Kind::Click); }
    QStringList displayed() const { return texts(base::Cause::Kind::Display); }
    const QList<base::StatementRecord> &log() const { return m_log; }

private:
    QStringList texts(base::Cause::Kind kind) const
    {
        QStringList texts;
        for (const base::StatementRecord &record : m_log) {
            if (record.cause.kind == kind)
                texts += record.sql;
        }
        return texts;
    }

    std::unique_ptr<async::Workspace> m_workspace;
    base::Error m_error;
    QList<base::StatementRecord> m_log;
};

/// Lets the event loop run until everything that was asked has been answered and delivered.
inline void settle(async::Workspace &workspace)
{
    for (int quiet = 0; quiet < 4;) {
        QEventLoop loop;
        QTimer::singleShot(15, &loop, &QEventLoop::quit);
        loop.exec();
        quiet = workspace.isBusy() ? 0 : quiet + 1;
    }
}

} // namespace relata::tests
