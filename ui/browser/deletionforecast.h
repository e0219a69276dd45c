#pragma once

#include "core/async/workspace.h"

#include <QTimer>

namespace relata::ui {

/// Tells what the database does besides when the rows that are marked as deleted go, as soon as they are
/// marked. Asks while a person can see the answer, and stands back for whatever a person asks for.
class DeletionForecast : public QObject
{
    Q_OBJECT

public:
    explicit DeletionForecast(async::Workspace &workspace, QObject *parent = nullptr);

    /// Whether anybody sees the answer, and statements may run for what nobody has asked for.
    void setAsks(bool on);

signals:
    void told(const relata::base::SaveForecast &forecast);

private:
    void ask();

    async::Workspace &m_workspace;
    QTimer m_soon;
    quint64 m_asked = 0; ///< numbers the questions: only the last one's answer counts
    bool m_asks = false;
};

} // namespace relata::ui
