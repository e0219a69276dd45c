#pragma once

#include "core/async/workspace.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QWidget;

namespace relata::open {
class OpenDesign;
}

namespace relata::ui {

class KeptChanges;
class MessageLine;

/// Tells a person what has become of the open database and of what waits for it: changes of an earlier
/// process, a design that another process keeps, changes that lost their place, a file that is gone. GUI
/// thread.
class DatabaseNotices : public QObject
{
    Q_OBJECT

public:
    /// @param window where it is told; its child
    DatabaseNotices(open::OpenDesign &design, MessageLine &message, QWidget *window);

    /// A database has just been opened.
    /// @param words about its design; may be empty
    /// @param before the workspace that was open: what waits in it is offered here, once its journal is free
    void tellOpened(const QString &words, std::unique_ptr<async::Workspace> before);
    /// The tables are others now.
    void tellChanged(const async::SchemaNews &news);
    /// The window keeps showing what was read. Nothing is lost by looking at it, and nothing can be saved.
    void tellLost(const base::Error &error);

signals:
    void saveDesignAsRequested();
    void reopenRequested();

private:
    void keepChanges(std::unique_ptr<async::Workspace> before);

    open::OpenDesign &m_design;
    MessageLine &m_message;
    QWidget *m_window;
    QPointer<KeptChanges> m_kept; ///< the workspace's child
};

} // namespace relata::ui
