#pragma once

#include "core/insight/rowproduct.h"
#include "core/mapping/plan/declaredlink.h"
#include "core/project/documentchange.h"

#include <QObject>

namespace relata::insight {
class LoadPredictor;
}

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class DetailsDock;
class DiagramView;
class Inspector;
class Theme;

/// What the details tell about: the table or the link that is selected, or that somebody was led to. Makes
/// the editor of a link, and keeps the focus in it while the design changes. Owned by its parent, which
/// outlives nothing of what it is given. GUI thread.
class SelectionDetails : public QObject
{
    Q_OBJECT

public:
    SelectionDetails(const project::DesignDocument &document, insight::LoadPredictor &predictor,
                     DiagramView &diagram, Inspector &inspector, DetailsDock &dock, const Theme &theme,
                     QObject *parent = nullptr);

    void showNothing();
    /// Shows what is selected in the diagram.
    void showSelected();
    /// Somebody has counted the rows of a table in the open database.
    void setRowCount(base::TableId table, qint64 rows);
    void showTable(base::TableId table);
    /// Whoever wants to edit a link finds the focus in its details.
    void editLink(base::LinkId link);
    /// Leads to a place in the diagram and tells about it; gives its table, which may be invalid.
    base::TableId showPlace(const mapping::Place &where);

signals:
    /// The editor of a link wants this.
    void changeRequested(const relata::project::DocumentChange &change);
    /// A single table was selected in the diagram; invalid: several things were.
    void tableSelected(relata::base::TableId table);
    /// Something else is selected.
    void selectionShown();

private:
    void showSelection(const QList<base::TableId> &tables, const QList<base::LinkId> &links);
    void showLink(base::LinkId link);
    void renew();
    void keepSelectedInView();
    int heightOf(const QWidget &field) const;
    bool isKeyless(base::LinkId link) const;
    base::LinkId linkAt(const mapping::Place &where, const QString &table) const;
    QString modelCodeOf(const mapping::DeclaredLink &link) const;

    const project::DesignDocument &m_document;
    insight::LoadPredictor &m_predictor;
    DiagramView &m_diagram;
    Inspector &m_inspector;
    DetailsDock &m_dock;
    const Theme &m_theme;
    base::LinkId m_link;   ///< that is shown
    base::TableId m_table; ///< that is shown
    insight::KnownRows m_rows;
    base::LinkId m_pricedLink; ///< of which a side was chosen to tell its costs
    mapping::KeyEnd m_priced = mapping::KeyEnd::Parent;
};

} // namespace relata::ui
