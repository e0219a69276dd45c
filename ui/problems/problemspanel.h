#pragma once

#include "core/mapping/diagnostic.h"
#include "ui/models/findingsfilter.h"
#include "ui/models/findingsmodel.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;
class QTreeView;

namespace relata::ui {

class PanelHeader;
class Theme;

/// What is found about the design, for a dock: errors, warnings and lints, each with where it is, what it
/// means in plain words, and a button that mends it. Owns its model. GUI thread.
class ProblemsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsPanel(const Theme *theme, QWidget *parent = nullptr);

    /// The line on top; a dock may take it as its title bar.
    PanelHeader *header() const { return m_header; }
    FindingsModel &model() { return m_model; }
    QTreeView &view() { return *m_view; }
    void setFindings(const QList<mapping::Diagnostic> &findings, const QSet<QString> &asDatabase,
                     const QSet<QString> &quiet);
    /// Shows nothing, and no words about it: no design is open.
    void clear();
    /// "1 error · 2 lints", "No problems".
    QString total() const;
    /// Selects the first finding at a table's place and shows it; nothing happens where there is none.
    void selectPlace(const mapping::Place &where);

signals:
    void fixRequested(const relata::mapping::Fix &fix);
    /// The person went to a finding: what it is about is to be shown.
    void placeChosen(const relata::mapping::Place &where);
    /// A kind, or one finding, shall not be told again.
    void muteRequested(const QString &kindOrKey, const QString &undoText);
    void unmuteRequested();
    void totalChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildFilters();
    void buildView();
    void showTotal();
    void chooseFix(const QModelIndex &index);
    void takeFix(const QModelIndex &index, int number);
    void showMenu(const QPoint &at);
    QModelIndex sourceOf(const QModelIndex &index) const { return m_filter.mapToSource(index); }

    const Theme *m_theme;
    FindingsModel m_model;
    FindingsFilter m_filter;
    PanelHeader *m_header;
    QLineEdit *m_text;
    QToolButton *m_grades[3] = {};
    QTreeView *m_view;
    QLabel *m_empty;
    bool m_isFixing = false;       ///< the mouse was pressed on a fix
    bool m_isPressedAgain = false; ///< it was pressed on the row that is chosen already
    bool m_isRenewing = false;     ///< other findings are on their way into the list
    bool m_hasDesign = false;
    int m_quietCount = 0;
};

} // namespace relata::ui
