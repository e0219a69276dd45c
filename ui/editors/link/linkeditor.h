#pragma once

#include "core/insight/rowproduct.h"
#include "core/mapping/plan/declaredlink.h"
#include "core/project/documentchange.h"

#include <QWidget>

namespace relata::insight {
class LoadPredictor;
}

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class LinkEdits;
class LinkFindings;
class LinkForm;
class LoadingCosts;
class Theme;

/// Edits the relationship that stands on a foreign key, on none, or on a junction: a column for each side, a
/// row for each property, above them what is wrong with it, and below what the database does, what a deletion
/// means and what loading costs. Each edit is asked for at once; what cannot be says why. Shows the document
/// as it was when the editor was made. GUI thread.
class LinkEditor : public QWidget
{
    Q_OBJECT

public:
    /// Document and predictor outlive the editor.
    LinkEditor(const project::DesignDocument &document, base::LinkId link, insight::LoadPredictor &predictor,
               const Theme &theme, QWidget *parent = nullptr);

    const mapping::DeclaredLink &link() const;
    /// What it says is wrong, or could be better, as sentences.
    const QStringList &told() const;
    /// The rows that the tables have in the open database.
    void setRows(const insight::KnownRows &rows);
    /// Whose loading the costs are about.
    void setPriced(mapping::KeyEnd end);
    /// The names of its fields ("childName"), for the focus.
    void focusField(const QString &objectName);
    /// The first thing that people come for: the name of the parent's side, else of what there is.
    void focusFirst();

signals:
    void changeRequested(const relata::project::DocumentChange &change);
    /// The costs are about another side now, because somebody wanted them to be.
    void pricedChosen(relata::mapping::KeyEnd end);

private:
    void addTitles();
    void addFields();
    void addCosts();

    insight::LoadPredictor &m_predictor;
    LinkEdits *m_edits;
    LinkFindings *m_findings;
    LinkForm *m_form;
    LoadingCosts *m_costs = nullptr; ///< null where no side works
};

} // namespace relata::ui
