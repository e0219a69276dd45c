#pragma once

#include "core/project/documentchange.h"

#include <QWidget>

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class LinkEdits;
class LinkForm;
class Theme;

/// Edits the relationship that stands on a foreign key, on none, or on a junction: a column for each side, a
/// row for each property, above them what is wrong with it, and below what the database does, what a deletion
/// means and what loading costs. Each edit is asked for at once; what cannot be says why. Shows the document
/// as it was when the editor was made. GUI thread.
class LinkEditor : public QWidget
{
    Q_OBJECT

public:
    /// The document outlives the editor.
    LinkEditor(const project::DesignDocument &document, base::LinkId link, const Theme &theme,
               QWidget *parent = nullptr);

    /// The names of its fields ("childName"), for the focus.
    void focusField(const QString &objectName);
    /// The first thing that people come for: the name of the parent's side, else of what there is.
    void focusFirst();

signals:
    void changeRequested(const relata::project::DocumentChange &change);

private:
    void addTitles();
    void addFields();
    void addCosts();

    LinkEdits *m_edits;
    LinkForm *m_form;
};

} // namespace relata::ui
