#pragma once

#include "core/async/workspace.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace relata::ui {

class MessageLine;
class RunningSave;
class Settings;

/// Writes what waits in rows, or lets go of it, and says how that went. Nothing is being typed any more when
/// it is asked. GUI thread.
class RowSaving : public QObject
{
    Q_OBJECT

public:
    /// What happens once a save, and no later one, has succeeded.
    enum class Then { Stay, Close };

    /// @param window where questions are asked; its child
    RowSaving(MessageLine &message, const Settings &settings, QWidget *window);

    /// Works on another database from now on; null where there is none.
    void follow(async::Workspace *workspace);
    RunningSave &running() { return *m_running; }
    void save(Then then);
    void discard();
    static QString savedWords(const base::SaveReport &summary);

signals:
    void closeRequested();
    /// A person wants to try once more.
    void saveRequested();
    /// The database cannot be reached any more.
    void connectionLost(const relata::base::Error &error);
    /// The database refused this row.
    void rowRefused(const relata::base::RecordKey &row);

private:
    bool hasPending() const;
    void tellRefused(const base::Error &error);

    MessageLine &m_message;
    const Settings &m_settings;
    QWidget *m_window;
    QPointer<async::Workspace> m_workspace;
    RunningSave *m_running;
};

/// "1 change", "12 changes".
QString changeWords(qsizetype count);

} // namespace relata::ui
