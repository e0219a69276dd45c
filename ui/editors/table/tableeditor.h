#pragma once

#include "ui/editors/table/columnsmodel.h"
#include "ui/editors/table/partsmodel.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QScrollArea;
class QPushButton;
class QSplitter;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class CellGrid;
class CellHint;
class TableHeader;
class TableTexts;
class Theme;

/// Edits a table of the design: its columns in a grid, its keys, indexes and checks below, and beside them
/// its SQL and model code. Each edit is asked for at once; what is refused stays where it was typed, with the
/// reason. Follows the document. GUI thread.
class TableEditor : public QWidget
{
    Q_OBJECT

public:
    /// The document and the theme outlive the editor.
    TableEditor(const project::DesignDocument &document, base::TableId table, const Theme &theme,
                QWidget *parent = nullptr);

    base::TableId table() const { return m_table; }
    CellGrid &columns() { return *m_columnsGrid; }
    CellGrid &parts() { return *m_partsGrid; }
    /// Takes over what is being typed somewhere in it. False where it is refused.
    bool commit();

signals:
    void changeRequested(const relata::project::DocumentChange &change);
    /// The editor of a relationship is wanted.
    void linkRequested(relata::base::LinkId link);
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeForm();
    QWidget *makeAddBar();
    void makeGrids();
    void connectGrid(CellModel &model, CellGrid &grid);
    void makeRelationships();
    void renew();
    void listRelationships();
    void tell(const QString &words);
    void tellFault(const base::Error &error, const QWidget &widget, const QRect &place);
    void tellAbout(const CellModel &model, CellGrid &grid);
    void add(PartKind kind);
    void dropWaitingPart();

    const project::DesignDocument &m_document;
    const base::TableId m_table;
    const Theme &m_theme;
    ColumnsModel m_columns;
    PartsModel m_parts;
    TableHeader *m_header;
    CellGrid *m_columnsGrid;
    CellGrid *m_partsGrid;
    QListWidget *m_relationships;
    QWidget *m_relationshipsHeader = nullptr;
    QPushButton *m_add = nullptr;
    QLabel *m_words;
    CellHint *m_hint; ///< why the current cell is refused, at the cell
    QScrollArea *m_form = nullptr;
    TableTexts *m_texts;
    QSplitter *m_splitter;
    bool m_isStale = false; ///< the design has changed while the editor was not seen
};

} // namespace relata::ui
