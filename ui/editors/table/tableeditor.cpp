#include "ui/editors/table/tableeditor.h"

#include "core/project/designdocument.h"
#include "ui/browser/cellhint.h"
#include "ui/editors/table/cellgrid.h"
#include "ui/editors/table/tableheader.h"
#include "ui/editors/table/tabletexts.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWideEnough = 1000; ///< pixels for the texts to stand beside the grids
constexpr int kLinkRole = Qt::UserRole;

/// As wide as their usual contents; the last column takes what is left.
void setWidths(CellGrid &grid, const QList<int> &letters)
{
    const int letter = grid.fontMetrics().averageCharWidth();
    for (int column = 0; column < letters.size(); ++column)
        grid.setColumnWidth(
            column, qMax(letters[column] * letter + 16, grid.horizontalHeader()->sectionSizeHint(column)));
}

/// Long names and types are seen whole, as far as they leave room for others.
void widen(CellGrid &grid)
{
    constexpr int kWidest = 260; // pixels
    for (int column = 0; column < grid.model()->columnCount(); ++column) {
        const int wanted =
            qMin(static_cast<const QAbstractItemView &>(grid).sizeHintForColumn(column) + 12, kWidest);
        if (wanted > grid.columnWidth(column))
            grid.setColumnWidth(column, wanted);
    }
}

} // namespace

TableEditor::TableEditor(const project::DesignDocument &document, base::TableId table, const Theme &theme,
                         QWidget *parent)
    : QWidget(parent),
      m_document(document),
      m_table(table),
      m_theme(theme),
      m_header(new TableHeader(document, table, theme, this)),
      m_columnsGrid(new CellGrid(m_columns, theme, this)),
      m_partsGrid(new CellGrid(m_parts, theme, this)),
      m_relationships(new QListWidget(this)),
      m_words(new QLabel(this)),
      m_hint(new CellHint(theme, this)),
      m_texts(new TableTexts(document, table, theme, this)),
      m_splitter(new QSplitter(Qt::Vertical, this))
{
    setObjectName(u"tableEditor"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeGrids();
    makeRelationships();
    m_words->setObjectName(u"tableWords"_s);
    m_words->setWordWrap(true);
    m_words->setProperty("dim", true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setContentsMargins(8, 4, 8, 4);
    column->addWidget(m_header);
    makeForm();
    m_splitter->addWidget(m_form);
    m_splitter->addWidget(m_texts);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_words);
    setFocusProxy(m_columnsGrid);
    setTabOrder(m_columnsGrid, m_add);
    setTabOrder(m_add, m_partsGrid);
    setTabOrder(m_partsGrid, m_relationships);
    connect(&theme, &Theme::changed, this, &TableEditor::listRelationships);
    connect(m_header, &TableHeader::changeRequested, this, &TableEditor::changeRequested);
    connect(m_header, &TableHeader::refused, this, [this](const base::Error &error, const QWidget *field) {
        tellFault(error, *field, field->rect());
    });
    connect(m_header, &TableHeader::mended, this, [this] { tell(m_columns.whyNot()); });
    connect(&document, &project::DesignDocument::changed, this,
            [this](const project::DocumentChange &change) {
                if (!project::isOnlyLayout(change))
                    renew();
            });
    connect(&document, &project::DesignDocument::wasReset, this, &TableEditor::renew);
    renew();
    widen(*m_columnsGrid);
    widen(*m_partsGrid);
    m_columnsGrid->setCurrentIndex(m_columns.index(0, 0));
}

void TableEditor::makeGrids()
{
    m_columnsGrid->setObjectName(u"columnsGrid"_s);
    m_columnsGrid->setAccessibleName(tr("Columns"));
    m_partsGrid->setObjectName(u"partsGrid"_s);
    m_partsGrid->setAccessibleName(tr("Keys, indexes and checks"));
    setWidths(*m_columnsGrid, {16, 14, 4, 8, 7, 9, 18, 12, 22, 9, 20, 12});
    setWidths(*m_partsGrid, {12, 24, 34, 20, 24});
    connectGrid(m_columns, *m_columnsGrid);
    connectGrid(m_parts, *m_partsGrid);
    connect(m_columnsGrid, &CellGrid::moveRequested, this,
            [this](int step) { m_columns.moveRowsOf(m_columnsGrid->selectedRows(), step); });
    connect(m_partsGrid->itemDelegate(), &QAbstractItemDelegate::closeEditor, this,
            [this](QWidget *, QAbstractItemDelegate::EndEditHint hint) {
                if (hint == QAbstractItemDelegate::RevertModelCache)
                    dropWaitingPart();
            });
}

void TableEditor::connectGrid(CellModel &model, CellGrid &grid)
{
    connect(&model, &CellModel::changeRequested, this, &TableEditor::changeRequested);
    connect(&model, &CellModel::refused, this,
            [this, &grid](const QModelIndex &cell, const base::Error &error) {
                const QModelIndex at = cell.isValid() ? cell : grid.currentIndex();
                tellFault(error, *grid.viewport(), grid.visualRect(at));
            });
    connect(&grid, &CellGrid::currentMoved, this, [this, &model, &grid] { tellAbout(model, grid); });
    connect(&grid, &CellGrid::leaveRequested, this, [this] {
        if (m_parts.waitingRow() >= 0)
            dropWaitingPart();
        else
            emit closeRequested();
    });
}

/// The grids below each other, as tall as they are; the page scrolls.
void TableEditor::makeForm()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_columnsGrid);
    column->addWidget(makeAddBar());
    column->addWidget(m_partsGrid);
    m_relationshipsHeader = new PanelHeader(tr("Relationships"), &m_theme, page);
    column->addWidget(m_relationshipsHeader);
    auto *list = new QHBoxLayout;
    list->setContentsMargins(4, 0, 0, 0); // The names stand below those of the grids.
    list->addWidget(m_relationships);
    column->addLayout(list);
    column->addStretch(1);
    m_form = new QScrollArea(this);
    m_form->setFrameShape(QFrame::NoFrame);
    m_form->setWidgetResizable(true);
    m_form->setWidget(page);
}

QWidget *TableEditor::makeAddBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 8, 0);
    row->setSpacing(0);
    row->addWidget(new PanelHeader(tr("Keys, indexes and checks"), &m_theme, bar), 1);
    m_add = new QPushButton(tr("Add"), bar);
    m_add->setObjectName(u"addPart"_s);
    auto *menu = new QMenu(m_add);
    menu->addAction(tr("&Unique"), this, [this] { add(PartKind::Unique); });
    menu->addAction(tr("&Foreign key"), this, [this] { add(PartKind::ForeignKey); });
    menu->addAction(tr("&Index"), this, [this] { add(PartKind::Index); });
    menu->addAction(tr("&Check"), this, [this] { add(PartKind::Check); });
    m_add->setMenu(menu);
    row->addWidget(m_add);
    return bar;
}

void TableEditor::makeRelationships()
{
    m_relationships->setObjectName(u"tableRelationships"_s);
    m_relationships->setAccessibleName(tr("Relationships"));
    m_relationships->setFrameShape(QFrame::NoFrame);
    m_relationships->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_relationships->setToolTip(tr("A double-click or Enter edits the relationship"));
    connect(m_relationships, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        emit linkRequested(item->data(kLinkRole).value<base::LinkId>());
    });
}

void TableEditor::add(PartKind kind)
{
    if (const QModelIndex waiting = m_parts.unfinished(); waiting.isValid()) {
        m_partsGrid->setCurrentIndex(waiting);
        m_partsGrid->setFocus();
        tellFault({base::ErrorCode::InvalidChange,
                   tr("This one is not in the design yet."),
                   tr("Finish it first; Delete takes it away."),
                   {}},
                  *m_partsGrid->viewport(), m_partsGrid->visualRect(waiting));
        return;
    }
    m_partsGrid->editCell(m_parts.begin(kind));
}

/// No other part becomes the one that Delete would take away.
void TableEditor::dropWaitingPart()
{
    if (m_parts.waitingRow() < 0)
        return;
    m_parts.dropWaiting();
    m_partsGrid->setCurrentIndex({});
    m_partsGrid->clearSelection();
}

bool TableEditor::commit()
{
    const bool isTaken = m_columnsGrid->commitEditor() && m_partsGrid->commitEditor();
    return m_header->commit() && isTaken;
}

/// An editor that is not seen waits until it is; one whose table is gone will be closed.
void TableEditor::renew()
{
    m_isStale = !isVisible() && m_columns.rowCount() > 0;
    if (m_isStale || !m_document.schema().table(m_table))
        return;
    m_columns.show(m_document.design(), m_document.baseline(), m_table);
    m_parts.show(m_document.design(), m_document.baseline(), m_table);
    m_header->renew();
    m_texts->renew();
    listRelationships();
    m_add->setEnabled(m_parts.isEditable());
    m_texts->setVisible(m_columns.isEditable()); // Of a view there is neither.
    if (!m_columns.isEditable())
        tell(m_columns.whyNot());
    else if (m_partsGrid->hasFocus())
        tellAbout(m_parts, *m_partsGrid);
    else
        tellAbout(m_columns, *m_columnsGrid);
}

void TableEditor::listRelationships()
{
    const schema::Table *table = m_document.schema().table(m_table);
    const mapping::MappedClass *mapped = table ? m_document.schema().classOf(table->name) : nullptr;
    const QList<mapping::Side> sides = mapped ? mapped->relationships : QList<mapping::Side>();
    m_relationships->clear();
    for (const mapping::Side &side : sides) {
        auto *item = new QListWidgetItem(
            tr("%1 %2 %3").arg(side.name, side.uselist ? u"⇉"_s : u"→"_s, side.target), m_relationships);
        item->setForeground(m_theme.tokens().accent);
        item->setData(kLinkRole, QVariant::fromValue(side.link));
    }
    const int height = m_theme.rowHeight();
    for (int row = 0; row < m_relationships->count(); ++row)
        m_relationships->item(row)->setSizeHint({0, height});
    m_relationships->setFixedHeight(height * int(sides.size()) + 4);
    m_relationships->setVisible(!sides.isEmpty());
    m_relationshipsHeader->setVisible(!sides.isEmpty());
}

void TableEditor::tell(const QString &words)
{
    m_hint->hide();
    m_words->setText(words);
}

/// At the place in words that stay until they are read, and below for as long as it is so.
void TableEditor::tellFault(const base::Error &error, const QWidget &widget, const QRect &place)
{
    m_words->setText(error.text());
    m_hint->showAt({widget.mapTo(this, place.topLeft()), place.size()}, error.text());
}

/// Why a cell is refused, what its type means, or what the keys do.
void TableEditor::tellAbout(const CellModel &model, CellGrid &grid)
{
    const QModelIndex cell = grid.currentIndex();
    const QRect place = grid.visualRect(cell);
    if (cell.isValid() && grid.hasFocus()) {
        m_form->widget()->layout()->activate(); // A row that has just come makes the grid taller.
        const QPoint at = grid.viewport()->mapTo(m_form->widget(), place.center());
        m_form->ensureVisible(0, at.y(), 0, place.height());
    }
    if (!model.isEditable())
        return;
    if (const auto fault = model.fault(cell)) {
        tellFault(*fault, *grid.viewport(), place);
        return;
    }
    const bool isType = &model == &m_columns && cell.column() == int(ColumnField::Type);
    const QString note = isType ? m_columns.typeNote(cell.row()) : QString();
    tell(note.isEmpty() ? tr("Enter on the last row adds a column · Space ticks · Alt+Up and Alt+Down move · "
                             "Delete removes")
                        : note);
}

void TableEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        renew();
}

void TableEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() >= kWideEnough;
    m_splitter->setOrientation(isWide ? Qt::Horizontal : Qt::Vertical);
    m_texts->setBeside(!isWide);
}

void TableEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace relata::ui
