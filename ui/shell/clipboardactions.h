#pragma once

#include <QObject>
#include <QPointF>

#include <functional>

namespace relata::ui {

class Actions;
class BrowserPage;
class DiagramView;

/// What Cut, Copy, Paste and Duplicate of the menu act on: the text field that has the focus, else the rows
/// of the page in front, else the diagram. Reads pasted SQL for the diagram. Owned by its parent. GUI thread.
class ClipboardActions : public QObject
{
    Q_OBJECT

public:
    /// @param page gives the page in front, null where it is none
    ClipboardActions(Actions &actions, DiagramView &diagram, std::function<BrowserPage *()> page,
                     QObject *parent = nullptr);
    /// @param onDiagram the diagram is in front
    /// @param hasSelection something is selected there
    void enable(bool onDiagram, bool hasSelection);

signals:
    void statusText(const QString &text);

private:
    void copy();
    void cut();
    void paste();
    void readSql(const QString &sql, QPointF at);

    Actions &m_actions;
    DiagramView &m_diagram;
    std::function<BrowserPage *()> m_page;
};

} // namespace relata::ui
