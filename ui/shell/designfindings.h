#pragma once

#include "core/mapping/diagnostic.h"

#include <QObject>
#include <QSet>

class QUndoStack;

namespace relata::project {
class DesignDocument;
struct DocumentChange;
} // namespace relata::project

namespace relata::ui {

class Inspector;
class ProblemsPanel;

/// What is found about the design, wherever the window shows it: all of it in the problems, and in the
/// inspector what is news. Carries out fixes, and mutes findings, as steps of undo. GUI thread.
class DesignFindings : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it.
    DesignFindings(project::DesignDocument &document, QUndoStack &stack, ProblemsPanel &problems,
                   Inspector &inspector, QObject *parent);

signals:
    /// A person wants to see what a finding is about.
    void placeChosen(const relata::mapping::Place &where);
    void statusText(const QString &text);

private:
    void show();
    void take(const mapping::Fix &fix);
    void setQuiet(const QSet<QString> &quiet, const QString &text);

    project::DesignDocument &m_document;
    QUndoStack &m_stack;
    ProblemsPanel &m_problems;
    Inspector &m_inspector;
};

} // namespace relata::ui
