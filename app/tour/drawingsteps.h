#pragma once

#include "app/tour/tourguide.h"

namespace relata::ui {
class MainWindow;
} // namespace relata::ui

namespace relata::app {

/// The tour's steps in a window of its own: draw two tables and a link, create their database. Has to outlive
/// the guide, whose steps refer to it.
class DrawingSteps
{
public:
    /// @param file where the database is created
    DrawingSteps(ui::MainWindow &window, const QString &file) : m_window(window), m_file(file) {}

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
};

} // namespace relata::app
