#pragma once

#include "ui/diagram/camera.h"
#include "ui/diagram/diagramkeys.h"
#include "ui/diagram/diagramscene.h"
#include "ui/diagram/tools/diagramtool.h"

#include <QGraphicsView>

#include <memory>

namespace relata::ui {

class CardEditing;
class CardHint;
class EmptyCanvas;
class Gestures;
class NameEditing;

/// The canvas: shows the scene, zooms and pans it, and turns mouse and keys into gestures of the tools. Owns
/// the scene. GUI thread.
class DiagramView : public QGraphicsView
{
    Q_OBJECT

public:
    /// Document, stack and theme outlive the view.
    DiagramView(project::DesignDocument *document, QUndoStack *stack, Theme *theme,
                QWidget *parent = nullptr);
    ~DiagramView() override;

    DiagramScene *diagram() const { return m_scene; }
    const CardHint &hint() const { return *m_hint; }
    /// 1.0 is 100 %.
    qreal zoom() const { return m_camera.zoom(); }
    /// Where people look, in the scene: at the pointer, or in the middle where the pointer is elsewhere.
    QPointF eye() const;
    /// Selects a table and brings it into view.
    void showTable(base::TableId table);
    /// Opens the editor in a table's card.
    void editTable(base::TableId table);
    /// Chooses the name at the left or right end of the selected link; false where no link alone is selected.
    bool chooseName(bool isLeft);
    /// Takes what is typed in an open card, or at a link, into the design; false where it was refused, which
    /// the card tells.
    bool commitEditor();
    /// Ends a drag as if it had never begun; false where there was none.
    bool cancelGesture();

public slots:
    void fit();
    void zoomIn();
    void zoomOut();
    void resetZoom();
    /// About the middle of what is seen; bounded as Camera::setZoom() is.
    void setZoom(qreal zoom);
    /// Places all cards anew, as a step of undo, and shows them.
    void arrange();
    /// Opens an empty card at the pointer, or in the middle where the pointer is elsewhere.
    void newTable();
    void editSelected();

signals:
    void zoomChanged(double zoom);
    /// A card is typed in now, or no longer.
    void typingChanged(bool typing);

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// Tab and Shift+Tab: selects the next table or the one before; false where there is none.
    bool walk(const QKeyEvent &event);
    bool bringsBack(const QKeyEvent &event) const;
    ToolEvent toolEvent(const QMouseEvent &event) const;
    DiagramHit hitAt(QPoint viewPos) const;
    void zoomAbout(qreal zoom, QPoint anchor);
    void showFitted();
    void followContents();
    void keepInSight(const QList<base::TableId> &placed);
    void tellAt(const QString &words, const QRectF &place);
    void describeSelection(const QList<base::TableId> &tables, const QList<base::LinkId> &links);
    void applyTheme();

    Theme *m_theme;
    DiagramScene *m_scene;
    Camera m_camera;
    DiagramKeys m_keys;
    std::unique_ptr<Gestures> m_gestures;
    CardEditing *m_editing;
    NameEditing *m_names;
    CardHint *m_hint;
    EmptyCanvas *m_empty;
    std::optional<QPoint> m_pointer; ///< in the viewport, while it is there
    bool m_needsFit = true;
};

} // namespace relata::ui
