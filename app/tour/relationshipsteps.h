#pragma once

#include "app/tour/tourguide.h"

namespace relata::mapping {
struct Diagnostic;
} // namespace relata::mapping

namespace relata::ui {
class MainWindow;
} // namespace relata::ui

namespace relata::app {

/// The tour's steps at a link that has been drawn from user to post: its relationship is edited beside the
/// diagram, a foreign key is made to lead nowhere and mended by the fix that is offered, the models are read
/// and the design is kept in a file. Has to outlive the guide, whose steps refer to it.
class RelationshipSteps
{
public:
    /// @param file where the design is kept
    RelationshipSteps(ui::MainWindow &window, const QString &file) : m_window(window), m_file(file) {}

    void addTo(TourGuide &guide);

private:
    void addEditor(TourGuide &guide);
    void addPitfall(TourGuide &guide);
    void addFix(TourGuide &guide);
    void addModels(TourGuide &guide);
    void addDesignFile(TourGuide &guide);
    void editRelationship();
    void misspellTarget();
    void takeFix();
    /// What was found about the foreign key that leads nowhere; null where it does not.
    const mapping::Diagnostic *pitfall() const;
    int errorCount() const;
    QString target() const;

    ui::MainWindow &m_window;
    const QString m_file;
};

} // namespace relata::app
