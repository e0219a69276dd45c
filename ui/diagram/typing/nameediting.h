#pragma once

#include "ui/diagram/diagramscene.h"
#include "ui/diagram/typing/nameeditor.h"

#include <QObject>
#include <QPointer>

#include <optional>

class QGraphicsView;

namespace relata::ui {

/// The names at a link as things that are chosen and typed in place: a click or the keys Left and Right
/// choose one, F2, Enter or a double-click opens its editor, and what was typed goes to the scene's edits.
/// Owned by the view.
class NameEditing : public QObject
{
    Q_OBJECT

public:
    NameEditing(DiagramScene *scene, QGraphicsView *view);

    bool isOpen() const;
    /// True while something typed is in no design yet.
    bool isHolding() const { return isOpen(); }
    /// What is under a press is chosen where it is a name, else nothing is.
    void choose(const DiagramHit &hit);
    /// Of the one link that is selected chooses the name at its left or its right end; false where there is
    /// no such link.
    enum class End { Left, Right };
    bool chooseAt(End end);
    /// Opens the editor of the chosen name; false where none is chosen.
    bool startChosen();
    void start(base::LinkId link, schema::LinkSide side);
    /// The person went elsewhere.
    void leave();
    /// The view scrolled or zoomed.
    void followView();

signals:
    /// An editor opened or closed.
    void openChanged();

private:
    void setChosen(LinkItem *link, std::optional<schema::LinkSide> side);
    LinkItem *selectedLink() const;
    void followScene();
    void end();

    DiagramScene *m_scene;
    QGraphicsView *m_view;
    QPointer<NameEditor> m_editor;
    base::LinkId m_link; ///< that has the chosen name, or the one that is typed
    schema::LinkSide m_side = schema::LinkSide::Child;
};

} // namespace relata::ui
