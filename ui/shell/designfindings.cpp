#include "designfindings.h"

#include "core/mapping/findings.h"
#include "core/project/designdocument.h"
#include "ui/commands/documentcommand.h"
#include "ui/problems/problemspanel.h"
#include "ui/shell/inspector.h"

namespace relata::ui {

DesignFindings::DesignFindings(project::DesignDocument &document, QUndoStack &stack, ProblemsPanel &problems,
                               Inspector &inspector, QObject *parent)
    : QObject(parent), m_document(document), m_stack(stack), m_problems(problems), m_inspector(inspector)
{
    connect(&problems, &ProblemsPanel::fixRequested, this, &DesignFindings::take);
    connect(&problems, &ProblemsPanel::placeChosen, this, &DesignFindings::placeChosen);
    connect(&problems, &ProblemsPanel::muteRequested, this, [this](const QString &what, const QString &text) {
        setQuiet(m_document.settings().quiet + QSet<QString>{what}, text);
    });
    connect(&problems, &ProblemsPanel::unmuteRequested, this,
            [this] { setQuiet({}, tr("Tell muted findings again")); });
    connect(&document, &project::DesignDocument::wasReset, this, &DesignFindings::show);
    connect(&document, &project::DesignDocument::changed, this,
            [this](const project::DocumentChange &change) {
                if (!project::isOnlyLayout(change))
                    show();
            });
}

void DesignFindings::show()
{
    m_problems.setFindings(m_document.findings(), m_document.baselineFindings(), m_document.settings().quiet);
    QList<mapping::Diagnostic> told = m_document.findings();
    told.removeIf([this](const mapping::Diagnostic &each) { // What the list folds is no news here either.
        return each.grade != mapping::Grade::Error &&
               m_document.baselineFindings().contains(mapping::findingKey(each));
    });
    m_inspector.setFindings(told);
}

void DesignFindings::take(const mapping::Fix &fix)
{
    const auto change = project::changeOf(m_document.design(), fix);
    const base::Done done = change ? pushChange(m_stack, m_document, *change) : base::fail(change.error());
    emit statusText(done ? tr("%1. Undo takes it back.").arg(fix.text) : done.error().text());
}

void DesignFindings::setQuiet(const QSet<QString> &quiet, const QString &text)
{
    project::DesignSettings after = m_document.settings();
    after.quiet = quiet;
    const base::Done done =
        pushChange(m_stack, m_document, {text, {project::SettingsChange{m_document.settings(), after}}});
    if (!done)
        emit statusText(done.error().text());
}

} // namespace relata::ui
