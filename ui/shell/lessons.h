#pragma once

#include "core/mapping/declare/design.h"
#include "core/project/diagramlayout.h"
#include "core/project/documentchange.h"

#include <QCoreApplication>

namespace relata::ui {

/// One step of the lessons about relationships: what to know, the drawing to begin with, and what "Try it"
/// does to it.
struct Lesson
{
    QString title;
    QString words;
    QString tryWords; ///< the text of the button
    project::DocumentChange trial;
    bool isPriced = false; ///< what loading costs is told, too
};

/// The five lessons, in their order: a link that works, and the four mistakes that are made most.
class Lessons
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::Lessons)

public:
    /// Users and their posts, linked: what each lesson begins with.
    static mapping::Design blog();
    static project::DiagramLayout blogLayout();
    static QList<Lesson> all();

private:
    static Lesson aLink();
    static Lesson missingKey();
    static Lesson wrongTable();
    static Lesson oneSide();
    static Lesson manySelects();
};

} // namespace relata::ui
