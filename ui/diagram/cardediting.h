#pragma once

#include "ui/diagram/diagramscene.h"

#include <QObject>
#include <QPointer>

class QGraphicsView;

namespace relata::ui {

class CardEditor;

/// Opens the card editor over the view for a new table or an existing one, keeps it over its place while the
/// view moves, and hands what was typed to the scene's edits. One at a time. Owned by the view.
class CardEditing : public QObject
{
    Q_OBJECT

public:
    CardEditing(DiagramScene *scene, QGraphicsView *view);

    bool isOpen() const;
    /// Opens an editor for a new table with its top-left corner at a point of the scene.
    void startNew(QPointF scenePos);
    void startExisting(base::TableId table);
    /// The person went elsewhere.
    void leave();
    /// True while something typed is in no design yet: it is being typed, or leave() found it refused.
    bool isHolding() const;
    /// The view scrolled or zoomed.
    void followView();

signals:
    /// An editor opened or closed.
    void openChanged();

private:
    QPointF freePlace(QPointF wish) const;
    void open(CardEditor *editor, QPointF scenePos);

    DiagramScene *m_scene;
    QGraphicsView *m_view;
    QPointer<CardEditor> m_editor;
    QPointF m_place;
};

} // namespace relata::ui
