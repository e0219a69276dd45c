#pragma once

#include "ui/diagram/diagramscene.h"
#include "ui/diagram/typing/cardeditor.h"

#include <QObject>
#include <QPointer>

class QGraphicsView;

namespace relata::ui {

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
    /// The same with a column that refers to a parent's; empty: with as many as its whole key has.
    void startChild(base::TableId parent, const QString &column, QPointF scenePos);
    /// @param column whose line has the focus; null: the name
    void startExisting(base::TableId table, const QString &column = {});
    /// Escape has closed an editor with something in it, and nothing has happened since.
    bool hasGivenUp() const { return m_givenUp.has_value(); }
    /// Opens an editor with what was given up.
    void bringBack();
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
    /// What was typed, and for which table; invalid: a new one.
    struct GivenUp
    {
        CardEditor::Typed typed;
        base::TableId table;
        QPointF place;
        QString parent; ///< TableDraft::parent
    };

    base::Done addTable(const TableDraft &draft, QPointF place);
    CardEditor *makeEditor(base::TableId table, QPointF place, const QString &parent = {});
    void keepInView();
    void open(CardEditor *editor, QPointF scenePos);

    DiagramScene *m_scene;
    QGraphicsView *m_view;
    QPointer<CardEditor> m_editor;
    QPointF m_place;
    std::optional<GivenUp> m_givenUp;
};

} // namespace relata::ui
