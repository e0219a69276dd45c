#pragma once

#include "app/tour/tourguide.h"
#include "app/tour/tourroute.h"
#include "app/tour/tourwitness.h"

#include <QPersistentModelIndex>
#include <QPointer>

namespace relata::ui {
class BrowserPage;
class MainWindow;
} // namespace relata::ui

namespace relata::app {

/// The tour's steps in the window of the copied file: open, browse, expand, edit, save, read the statements.
/// Has to outlive the guide, whose steps refer to it.
class BrowsingSteps
{
public:
    BrowsingSteps(ui::MainWindow &window, const QString &file);

    /// @param failure what the window has said that it cannot do; "" while there is nothing
    void addTo(TourGuide &guide, const QString &failure);

private:
    void addOpening(TourGuide &guide, const QString &failure);
    void addDiagram(TourGuide &guide);
    void addBrowsing(TourGuide &guide);
    void addExpansion(TourGuide &guide, const QString &id, int level);
    void addEditing(TourGuide &guide);
    void addStatements(TourGuide &guide);
    bool hasLoaded() const;
    void expandLevel(int level);
    void expand(const QModelIndex &record, const QString &relationship);
    void editCell();
    void typeOnceLoaded();
    void typeOver(int row);

    ui::MainWindow &m_window;
    const QString m_file;
    TourWitness m_witness;
    TourRoute m_route;
    QPointer<ui::BrowserPage> m_page;
    QPointer<ui::BrowserPage> m_editPage;
    QPersistentModelIndex m_list; ///< whose children the next level expands
    QPersistentModelIndex m_side;
    QTimer m_untilLoaded;
};

} // namespace relata::app
