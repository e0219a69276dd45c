#pragma once

#include "app/tour/relationshipsteps.h"

namespace relata::ui {
class MainWindow;
} // namespace relata::ui

namespace relata::app {

/// The tour's steps in a window of its own: draw two tables and a link, look at their relationship, create
/// their database. Has to outlive the guide, whose steps refer to it.
class DrawingSteps
{
public:
    /// @param folder where the design and its database are kept
    DrawingSteps(ui::MainWindow &window, const QString &folder)
        : m_window(window),
          m_file(folder + QStringLiteral("/drawn.db")),
          m_relationship(window, folder + QStringLiteral("/drawn.relata"))
    {
    }

    /// @param failure what the window has said that it cannot do; "" while there is nothing
    /// @param begin brings the window to the front
    void addTo(TourGuide &guide, const QString &failure, const std::function<void()> &begin);

private:
    void addCanvas(TourGuide &guide, const std::function<void()> &begin);
    void addTable(TourGuide &guide, const QString &name, const QString &column);
    void addLink(TourGuide &guide);
    void addDatabase(TourGuide &guide, const QString &failure);
    void drawTable(const QString &name, const QString &column);
    void dragLink();
    qsizetype linkCount() const;

    ui::MainWindow &m_window;
    const QString m_file;
    RelationshipSteps m_relationship;
};

} // namespace relata::app
