#pragma once

#include <QProcess>

namespace relata::tests {

/// The sqlite3 program at work on a file: what somebody else does to it meanwhile.
class OtherProgram
{
public:
    /// Starts it with SQL that answers something, and waits for the answer.
    OtherProgram(const QString &file, const QByteArray &sql)
    {
        m_process.start(QStringLiteral("sqlite3"), {file});
        m_process.write(sql + '\n');
        if (!m_process.waitForReadyRead())
            qFatal("sqlite3 does not answer");
    }

    /// Rolls back and ends.
    void letGo()
    {
        m_process.write("ROLLBACK;\n.quit\n");
        if (!m_process.waitForFinished())
            qFatal("sqlite3 does not end");
    }

    /// Dies in the middle, as programs do.
    void die()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
};

} // namespace relata::tests
