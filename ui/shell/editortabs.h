#pragma once

#include "core/project/documentchange.h"

#include <QHash>
#include <QObject>
#include <QPointer>

class QTabWidget;
class QWidget;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class TableEditor;
class Theme;

/// The tabs in which tables of the design are edited, one for each table. They take their tables' new names,
/// go with them, and lead back to where they were opened. GUI thread.
class EditorTabs : public QObject
{
    Q_OBJECT

public:
    /// All outlive the object.
    EditorTabs(QTabWidget &tabs, const project::DesignDocument &document, const Theme &theme,
               QObject *parent = nullptr);

    /// Shows the tab of a table, which is made where there is none. Null where there is no such table.
    TableEditor *edit(base::TableId table);
    /// The editor in front; null where there is something else.
    TableEditor *current() const;
    /// Takes over what is being typed in any of them. False where it is refused: that tab is in front then.
    bool commit();
    /// Closes the tab in front, what is typed in it taken over, and shows where it was opened from.
    void closeCurrent();

signals:
    void changeRequested(const relata::project::DocumentChange &change);
    void linkRequested(relata::base::LinkId link);

private:
    TableEditor *editorOf(base::TableId table) const;
    QList<TableEditor *> all() const;
    void follow();
    void close(TableEditor *editor);

    QTabWidget &m_tabs;
    const project::DesignDocument &m_document;
    const Theme &m_theme;
    QHash<base::TableId, QPointer<QWidget>> m_openedFrom;
};

} // namespace relata::ui
