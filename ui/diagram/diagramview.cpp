#include "diagramview.h"

#include "ui/diagram/canvasgrid.h"
#include "ui/diagram/typing/cardediting.h"
#include "ui/diagram/typing/nameediting.h"
#include "ui/diagram/cardhint.h"
#include "ui/diagram/emptycanvas.h"
#include "ui/diagram/hintlabel.h"
#include "ui/diagram/tools/linkendtool.h"
#include "ui/diagram/tools/linktool.h"
#include "ui/diagram/tools/selecttool.h"

#include "ui/theme/theme.h"

#include <QAccessible>
#include <QKeyEvent>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNewMargin = 24; ///< pixels between new cards and the edge of the view

} // namespace

DiagramView::DiagramView(project::DesignDocument *document, QUndoStack *stack, Theme *theme, QWidget *parent)
    : QGraphicsView(parent),
      m_theme(theme),
      m_scene(new DiagramScene(document, stack, theme, this)),
      m_camera(this),
      m_keys(*this),
      m_editing(new CardEditing(m_scene, this)),
      m_names(new NameEditing(m_scene, this)),
      m_hint(new CardHint(this)),
      m_empty(new EmptyCanvas(viewport()))
{
    setObjectName(u"diagram"_s);
    setAccessibleName(tr("Diagram"));
    setScene(m_scene);
    setInteractive(false);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(AnchorViewCenter);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlag(DontSavePainterState);
    setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);

    auto pan = std::make_unique<PanTool>(m_camera);
    m_pan = pan.get();
    m_tools.push_back(std::move(pan));
    auto *hint = new HintLabel(viewport());
    m_tools.push_back(std::make_unique<LinkEndTool>(*m_scene, *hint));
    m_tools.push_back(std::make_unique<LinkTool>(*m_scene, *hint));
    m_tools.push_back(std::make_unique<SelectTool>(*m_scene));

    connect(m_scene, &DiagramScene::contentsChanged, this, &DiagramView::followContents);
    connect(m_scene, &DiagramScene::rebuilt, this, &DiagramView::showFitted);
    connect(m_scene, &DiagramScene::placeWanted, this, [this](const QRectF &place) {
        m_camera.leaveFit();
        ensureVisible(place, kNewMargin, kNewMargin);
    });
    connect(&m_scene->arranger(), &DiagramArranger::placed, this, [this] {
        if (m_camera.isFitted())
            fit();
    });
    connect(m_scene, &DiagramScene::selectedItemsChanged, this, &DiagramView::describeSelection);
    connect(m_scene, &DiagramScene::problemReported, this, &DiagramView::tellAt);
    connect(m_editing, &CardEditing::openChanged, this, &DiagramView::followContents);
    const auto tellTyping = [this] { emit typingChanged(m_editing->isOpen() || m_names->isOpen()); };
    connect(m_editing, &CardEditing::openChanged, this, tellTyping);
    connect(m_names, &NameEditing::openChanged, this, tellTyping);
    connect(m_empty, &EmptyCanvas::newTableRequested, this, &DiagramView::newTable);
    connect(theme, &Theme::changed, this, &DiagramView::applyTheme);
    followContents();
}

DiagramView::~DiagramView()
{
    m_tools.clear();
}

void DiagramView::showTable(base::TableId table)
{
    const TableItem *item = m_scene->tableItem(table);
    if (!item)
        return;
    m_scene->select({table});
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    if (zoom() >= CardPainter::kTextZoom && seen.contains(item->card()))
        return;
    if (zoom() < CardPainter::kTextZoom)
        setZoom(1);
    m_camera.leaveFit();
    centerOn(item->card().center());
}

bool DiagramView::commitEditor()
{
    m_editing->leave();
    m_names->leave();
    return !m_editing->isHolding() && !m_names->isHolding();
}

bool DiagramView::chooseName(bool isLeft)
{
    return m_names->chooseAt(isLeft ? NameEditing::End::Left : NameEditing::End::Right);
}

void DiagramView::editTable(base::TableId table)
{
    m_editing->startExisting(table);
}

void DiagramView::fit()
{
    m_camera.fit(m_scene->extent());
    m_hint->hide();
    m_editing->followView();
    m_names->followView();
    emit zoomChanged(zoom());
}

void DiagramView::zoomIn()
{
    setZoom(zoom() * Camera::kZoomStep);
}

void DiagramView::zoomOut()
{
    setZoom(zoom() / Camera::kZoomStep);
}

void DiagramView::resetZoom()
{
    setZoom(1);
}

void DiagramView::setZoom(qreal zoom)
{
    zoomAbout(zoom, m_camera.middle());
}

void DiagramView::arrange()
{
    fit();
    m_scene->arrange();
}

void DiagramView::newTable()
{
    m_editing->startNew(eye());
}

QPointF DiagramView::eye() const
{
    return mapToScene(m_pointer.value_or(m_camera.middle() - QPoint(150, 60)));
}

void DiagramView::editSelected()
{
    const QList<base::TableId> tables = m_scene->selectedTables();
    const QList<base::LinkId> links = m_scene->selectedLinks();
    if (tables.size() == 1)
        editTable(tables.first());
    else if (tables.isEmpty() && links.size() == 1 && !m_names->startChosen())
        emit m_scene->linkActivated(links.first());
}

void DiagramView::drawBackground(QPainter *painter, const QRectF &rect)
{
    paintCanvas(*painter, rect, zoom(), m_theme->tokens());
    painter->setRenderHints(renderHints());
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    m_empty->centerIn(viewport()->size());
    followContents();
    if ((m_needsFit || m_camera.isFitted()) && isVisible())
        showFitted();
}

void DiagramView::showEvent(QShowEvent *event)
{
    QGraphicsView::showEvent(event);
    if (m_needsFit)
        showFitted();
}

void DiagramView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    m_hint->hide();
    m_editing->followView();
    m_names->followView();
}

bool DiagramView::event(QEvent *event)
{
    // Only the key itself walks through the tables, and leaves the diagram after the last one. Qt asks for
    // the next child in other cases, too: whenever what has the focus in here is hidden.
    if (event->type() == QEvent::ShortcutOverride && bringsBack(*static_cast<const QKeyEvent *>(event))) {
        event->accept(); // Before it is the window's undo.
        return true;
    }
    if (event->type() == QEvent::KeyPress && bringsBack(*static_cast<const QKeyEvent *>(event))) {
        m_editing->bringBack();
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress && walk(*static_cast<const QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QGraphicsView::event(event);
}

/// Undo straight after a card was given up is for what was typed into it.
bool DiagramView::bringsBack(const QKeyEvent &event) const
{
    return m_editing->hasGivenUp() && event.key() == Qt::Key_Z && event.modifiers() == Qt::ControlModifier;
}

bool DiagramView::walk(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    const bool isBack = event.key() == Qt::Key_Backtab ||
                        (event.key() == Qt::Key_Tab && event.modifiers() & Qt::ShiftModifier);
    return (isBack || event.key() == Qt::Key_Tab) && m_keys.selectNext(isBack ? -1 : 1);
}

void DiagramView::zoomAbout(qreal zoom, QPoint anchor)
{
    m_camera.setZoom(zoom, anchor);
    m_hint->hide();
    m_editing->followView();
    m_names->followView();
    emit zoomChanged(this->zoom());
}

void DiagramView::showFitted()
{
    m_needsFit = !isVisible();
    if (!m_needsFit)
        fit();
}

void DiagramView::followContents()
{
    m_camera.setContents(m_scene->extent());
    m_empty->describe(m_scene->edits().isEditable(), m_theme->tokens());
    m_empty->setVisible(m_scene->tableItems().isEmpty() && !m_editing->isOpen());
    m_empty->centerIn(viewport()->size());
}

/// Where nobody knows a place, where the pointer is.
void DiagramView::tellAt(const QString &words, const QRectF &place)
{
    const QPointF pointer = mapToScene(m_pointer.value_or(m_camera.middle()));
    m_hint->showAt(place.isNull() ? QRectF(pointer, QSizeF(1, 1)) : place, words, m_theme->tokens());
}

void DiagramView::describeSelection(const QList<base::TableId> &tables, const QList<base::LinkId> &links)
{
    QString description;
    if (tables.size() == 1) {
        const TableItem *item = m_scene->tableItem(tables.first());
        description =
            tr("Table %1, %n column(s)", nullptr, int(item->table().columns.size())).arg(item->table().name);
    } else if (tables.isEmpty() && links.size() == 1) {
        description = linkSentence(m_scene->schema(), m_scene->linkItem(links.first())->link());
    } else if (!tables.isEmpty() || !links.isEmpty()) {
        description =
            tr("%1 tables and %2 links").arg(QString::number(tables.size()), QString::number(links.size()));
    }
    setAccessibleDescription(description);
    QAccessibleEvent spoken(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&spoken);
}

void DiagramView::applyTheme()
{
    followContents();
    viewport()->update();
}

} // namespace relata::ui
