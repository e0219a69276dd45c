#pragma once

#include "ui/diagram/arranging/diagramplanner.h"
#include "ui/diagram/arranging/settling.h"

#include "core/base/ids.h"
#include "core/base/result.h"

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class LinkLayer;
class TableLayer;

/// Gives every card a place and every link a route. A small diagram gets both at once; a larger one is shown
/// at once, too, as a sketch or, where that would take long, in plain columns, while a worker finds better
/// places and the routes. Places found become part of the document without a step of undo: they are no edit,
/// but have to be saved with the rest. Owned by the scene; document and layers outlive it. GUI thread.
class DiagramArranger : public QObject
{
    Q_OBJECT

public:
    DiagramArranger(project::DesignDocument *document, TableLayer *tables, LinkLayer *links,
                    QObject *parent = nullptr);

    /// Cards or links came, went or changed their size.
    void followContents();
    /// The document has moved these cards.
    void followMoves(const QList<base::TableId> &moved);
    /// Works out new places for all cards; arranged() tells them and takes them to nobody's document.
    void arrangeAll();
    /// A person takes hold of cards: what is seen now is what stays, and no plan comes over it.
    void keepWhatIsSeen();
    /// Ends what glides where it belongs.
    void holdStill() { m_settling.finish(); }
    /// Gives up what is being worked out, routes, too: what is seen stays, and nothing works on. Links
    /// without a route get one when something is next moved or arranged.
    void cancel();
    /// Places are being worked out (not only routes).
    bool isArranging() const { return m_work == Work::Placing || m_work == Work::Arranging; }
    /// Places or routes are being worked out.
    bool isWorking() const { return m_work != Work::None; }
    /// Nothing is being worked out and nothing glides.
    bool isSettled() const { return m_work == Work::None && !m_settling.isMoving(); }

signals:
    /// Places for all cards, where arrangeAll() had asked for them. Whoever takes them into the document does
    /// so before returning.
    void arranged(const relata::layout::Positions &positions);
    /// A plan has put the cards where they belong, before they glide there.
    void placed();
    /// The cards have their places; routes and cards are other than before.
    void settled();
    /// Cards glide: their places on the screen are others than a moment ago.
    void moved();
    void arrangingChanged(bool arranging);
    /// isWorking() or isArranging() answers otherwise than before.
    void workChanged();
    void failed(const relata::base::Error &error);

private:
    enum class Work { None, Placing, Arranging, Routing };

    void route();
    void placeNew(const layout::Positions &known);
    void takeSketch(const layout::Positions &places);
    void takePlan(const DiagramPlan &plan);
    void commit(const layout::Positions &places);
    void begin(Work work, const layout::Positions &placed,
               PlanRequest::Sketch sketch = PlanRequest::Sketch::No);
    void end();
    void setWork(Work work);
    layout::Positions knownPlaces() const;
    layout::Graph graph() const;

    project::DesignDocument *m_document;
    TableLayer *m_tables;
    LinkLayer *m_links;
    DiagramPlanner m_planner;
    Settling m_settling;
    Work m_work = Work::None;
    bool m_isCommitting = false; ///< places found here go into the document
};

} // namespace relata::ui
