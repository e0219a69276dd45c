#pragma once

#include "core/project/designdocument.h"
#include "ui/shell/lessons.h"

#include <QDialog>
#include <QUndoStack>

class QLabel;
class QPushButton;

namespace relata::ui {

class DiagramView;
class ModelCodePanel;
class Theme;

/// The lessons about relationships, a step at a time, on a drawing of their own: words, the diagram, the
/// models, what is found, and a button that makes the mistake or mends it. Touches nothing of the person's.
/// Next and Back have keys (Page down, Page up), Escape closes. GUI thread.
class LessonWindow : public QDialog
{
    Q_OBJECT

public:
    /// The theme outlives it.
    LessonWindow(Theme &theme, QWidget *parent);
    ~LessonWindow() override;

    int step() const { return m_step; }
    const project::DesignDocument &document() const { return m_document; }

public slots:
    void next();
    void back();
    /// Does what the lesson proposes; where that is done, takes the fix, or goes back to the beginning.
    void tryIt();

private:
    void layOut();
    QWidget *makeWords();
    void addKeys();
    void showStep(int step);
    void begin();
    void describe();
    /// Null where nothing is found, or nothing can mend it.
    const mapping::Fix *fix() const;
    QString priceWords() const;

    Theme &m_theme;
    const QList<Lesson> m_lessons;
    project::DesignDocument m_document;
    QUndoStack m_stack;
    int m_step = 0;
    bool m_isTried = false;
    DiagramView *m_diagram;
    ModelCodePanel *m_models;
    QLabel *m_place;
    QLabel *m_title;
    QLabel *m_words;
    QLabel *m_finding;
    QPushButton *m_try;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace relata::ui
