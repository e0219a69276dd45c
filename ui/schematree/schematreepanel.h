#pragma once

#include "ui/models/schematreefilter.h"
#include "ui/models/schematreemodel.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace relata::ui {

class PanelHeader;
class Theme;

/// The schema as a tree for the left dock, with a filter box. Tells which table the person chose or wants to
/// open. Keeps what is expanded and selected when the schema changes. Owns its model. GUI thread.
class SchemaTreePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaTreePanel(const Theme *theme, QWidget *parent = nullptr);

    SchemaTreeModel *model() { return &m_model; }
    /// The line on top; a dock may take it as its title bar.
    PanelHeader *header() const { return m_header; }
    /// The table of the current row; invalid where there is none.
    base::TableId currentTable() const;

public slots:
    void setSchema(const relata::mapping::MappedSchema &schema);
    /// No schema: forgets tables, row counts and the filter. Call it before the schema of another database.
    void clear();
    void setDatabaseName(const QString &name);
    void setRowCount(const QString &table, qint64 rows);
    /// Makes a table the current row without telling tableChosen(), for a selection that was made elsewhere.
    void selectTable(relata::base::TableId table);
    void focusFilter();

signals:
    /// The person moved to a table, or to a row below another table than before.
    void tableChosen(relata::base::TableId table);
    /// Enter or a double click on a table or a row below it.
    void tableActivated(relata::base::TableId table);
    /// Enter in the filter: this is the table that was looked for.
    void tableFound(relata::base::TableId table);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTree();
    void adoptTheme();
    void applyFilter(const QString &text);
    void expandMatches();
    QSet<base::TableId> expandedTables() const;
    void expandOnly(const QSet<base::TableId> &tables);
    void showChosen();
    void showEmptyState();
    void currentMoved();
    bool filterKeyPressed(int key);

    const Theme *m_theme;
    SchemaTreeModel m_model;
    SchemaTreeFilter m_filter;
    PanelHeader *m_header;
    QLineEdit *m_filterBox;
    QTreeView *m_tree;
    QLabel *m_empty;
    base::TableId m_chosen;               ///< the filter may hide it
    QSet<base::TableId> m_expandedBefore; ///< what was expanded when the filter was empty
    bool m_isSelecting = false;
};

} // namespace relata::ui
