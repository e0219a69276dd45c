#pragma once

#include "core/mapping/mappedschema.h"
#include "ui/diagram/items/cardstyle.h"
#include "ui/diagram/arranging/diagramarranger.h"
#include "ui/diagram/cardalignment.h"
#include "ui/diagram/diagramedits.h"
#include "ui/diagram/diagramhit.h"
#include "ui/diagram/linklayer.h"
#include "ui/diagram/tablelayer.h"

#include <QGraphicsScene>

namespace relata::ui {

class CardClipboard;

/// Draws the design document: a card for each table, a link for each foreign key. The document is the truth;
/// the scene follows its changed() and wasReset() and keeps nothing of its own but selection and folds.
/// Tables without a place get one as soon as they are shown. Edits go through edits() or the slots. GUI
/// thread.
class DiagramScene : public QGraphicsScene
{
    Q_OBJECT

public:
    /// Document, stack and theme outlive the scene.
    DiagramScene(project::DesignDocument *document, QUndoStack *stack, Theme *theme,
                 QObject *parent = nullptr);
    ~DiagramScene() override;

    const mapping::MappedSchema &schema() const;
    const CardStyle &style() const { return m_style; }
    DiagramEdits &edits() { return m_edits; }
    /// Whether tables and links can be drawn and removed; if not, `whyNot` is what people are told.
    void setEditable(bool editable, const QString &whyNot = {});

    TableItem *tableItem(base::TableId id) const { return m_tables.item(id); }
    LinkItem *linkItem(base::LinkId id) const { return m_links.item(id); }
    const QList<TableItem *> &tableItems() const { return m_tables.items(); }
    const QList<LinkItem *> &linkItems() const { return m_links.items(); }
    /// Where the cards get their places and the links their routes.
    DiagramArranger &arranger() { return m_arranger; }
    /// The rectangle round all cards.
    QRectF extent() const { return m_tables.extent(); }

    /// @param tolerance how far from a link still hits it, in scene units
    DiagramHit hit(QPointF point, qreal tolerance) const;
    /// The pointer is over this now.
    void setHovered(const DiagramHit &hit);
    /// Sets off what a link that is being drawn would end at; null: nothing.
    void setDropTarget(base::TableId table, const QStringList &columns = {});

    /// The links at a table, its own foreign keys and those that refer to it.
    QList<base::LinkId> linksAt(base::TableId table) const { return m_links.linksAt(table); }
    QList<base::TableId> selectedTables() const;
    QList<base::LinkId> selectedLinks() const;
    void select(const QList<base::TableId> &tables, const QList<base::LinkId> &links = {});
    /// Selects what was clicked; with Ctrl or Shift adds it to the selection or takes it out.
    void click(const DiagramHit &hit, Qt::KeyboardModifiers modifiers);

    /// The count at the right of a card's title; below 0 it is unknown.
    void setRowCount(base::TableId table, qint64 count);
    void setFold(base::TableId table, CardFold fold);
    /// Shows cards elsewhere while they are dragged; their links follow. The document does not change.
    void dragCards(const QHash<base::TableId, QPointF> &positions);
    /// Puts dragged cards down as one step of undo.
    void dropCards(const QHash<base::TableId, QPointF> &positions);
    /// Where a new card of that size overlaps none, near a wish and in view where there is room.
    QPointF freePlace(QPointF wish, QSizeF size) const;
    /// Selects new tables and leads there.
    void showNew(const QList<base::TableId> &tables);
    CardClipboard &clipboard() { return *m_clipboard; }
    /// Moves the selected cards; nudges that follow each other at once are one step of undo.
    void nudgeSelected(QPointF by);
    void alignSelected(Alignment alignment);
    /// Tells people why something was not done; silent on success.
    /// @param place where they wanted it, in the scene; null: nowhere in particular
    void report(const base::Done &done, const QRectF &place = {});
    /// Round the tables and links that are selected; null where none is.
    QRectF selectedPlace() const;

public slots:
    /// Places all cards anew, as a step of undo, once a worker has found their places.
    void arrange();
    void removeSelected();
    /// tableActivated() for the selected table, where there is exactly one.
    void activateSelected();
    void selectAll();

signals:
    /// A table is to be browsed.
    void tableActivated(relata::base::TableId table);
    /// A table is to be edited as a whole.
    void tableEditRequested(relata::base::TableId table);
    /// A link was drawn into the empty: a table shall be typed there that refers to this column,
    /// or, where it is empty, to the whole key.
    void childTableWanted(relata::base::TableId parent, const QString &column, QPointF place);
    /// Somebody wants to edit a link: by a double-click, Enter or F2.
    void linkActivated(relata::base::LinkId link);
    void selectedItemsChanged(const QList<relata::base::TableId> &tables,
                              const QList<relata::base::LinkId> &links);
    /// @param place where people look, in the scene; null: nowhere in particular
    void problemReported(const QString &text, const QRectF &place);
    void statusText(const QString &text);
    void copySqlRequested(relata::base::TableId table);
    /// New cards stand here: they are to be seen.
    void placeWanted(const QRectF &place);
    /// These cards are new or stand elsewhere now, by a hand, by a command or by its undo.
    void cardsPlaced(const QList<relata::base::TableId> &tables);
    /// Another design is shown.
    void rebuilt();
    /// Cards came, went or moved, or can now be edited or no longer.
    void contentsChanged();

private:
    void rebuild();
    void followChange(const project::DocumentChange &change);
    void markFindings();
    void sync();
    void takeArrangement(const layout::Positions &places);
    void restyle();
    void highlight();
    void tellSelection();
    QString removalWords(const QList<base::TableId> &tables) const;

    project::DesignDocument *m_document;
    Theme *m_theme;
    CardStyle m_style;
    DiagramEdits m_edits;
    TableLayer m_tables;
    LinkLayer m_links;
    DiagramArranger m_arranger;
    CardClipboard *m_clipboard;
    base::LinkId m_hoveredLink;
    base::TableId m_hoveredTable;
    base::TableId m_dropTarget;
    bool m_isSyncing = false;
};

} // namespace relata::ui
