#include "ui/schematree/schematreepanel.h"

#include "ui/schematree/schematreedelegate.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTreeView>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

base::TableId tableOf(const QModelIndex &index)
{
    return index.data(SchemaTreeModel::TableIdRole).value<base::TableId>();
}

} // namespace

SchemaTreePanel::SchemaTreePanel(const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_header(new PanelHeader(tr("Schema"), theme, this)),
      m_filterBox(new QLineEdit(this)),
      m_tree(new QTreeView(this)),
      m_empty(new QLabel(this))
{
    setObjectName(u"schemaTreePanel"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_filter.setSourceModel(&m_model);
    m_filterBox->setObjectName(u"schemaTreeFilter"_s);
    m_filterBox->setPlaceholderText(tr("Filter"));
    m_filterBox->setToolTip(tr("Shows tables whose name, or a column's name, contains these letters"));
    m_filterBox->setClearButtonEnabled(true);
    m_filterBox->installEventFilter(this);
    buildTree();

    auto *filterLine = new QVBoxLayout;
    filterLine->setContentsMargins(10, 0, 10, 8);
    filterLine->addWidget(m_filterBox);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(filterLine);
    layout->addWidget(m_tree, 1);
    connect(m_filterBox, &QLineEdit::textChanged, this, &SchemaTreePanel::applyFilter);
    connect(theme, &Theme::changed, this, &SchemaTreePanel::adoptTheme);
    adoptTheme();
    showEmptyState();
}

base::TableId SchemaTreePanel::currentTable() const
{
    const QModelIndex current = m_tree->currentIndex();
    return current.isValid() ? tableOf(current) : base::TableId();
}

void SchemaTreePanel::setSchema(const mapping::MappedSchema &schema)
{
    const QSet<base::TableId> expanded = expandedTables();
    {
        const QScopedValueRollback guard(m_isSelecting, true);
        m_model.setSchema(schema);
        for (const base::TableId table :
             expanded) // A renamed table has a new row, one with new columns was emptied.
            m_tree->expand(m_filter.mapFromSource(m_model.indexOfTable(table)));
        expandMatches();
    }
    selectTable(m_chosen);
    showEmptyState();
}

void SchemaTreePanel::clear()
{
    const QScopedValueRollback guard(m_isSelecting, true);
    m_model.clear();
    m_expandedBefore.clear();
    m_chosen = {};
    m_filterBox->clear();
    setDatabaseName({});
    showEmptyState();
}

void SchemaTreePanel::setDatabaseName(const QString &name)
{
    m_header->setNote(name);
}

void SchemaTreePanel::setRowCount(const QString &table, qint64 rows)
{
    m_model.setRowCount(table, rows);
}

void SchemaTreePanel::selectTable(base::TableId table)
{
    m_chosen = m_model.indexOfTable(table).isValid() ? table : base::TableId();
    showChosen();
}

void SchemaTreePanel::focusFilter()
{
    m_filterBox->setFocus(Qt::ShortcutFocusReason);
    m_filterBox->selectAll();
}

bool SchemaTreePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filterBox && event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept(); // Escape is ours before it is a shortcut of the window.
        return true;
    }
    if (watched == m_filterBox && event->type() == QEvent::KeyPress &&
        filterKeyPressed(static_cast<QKeyEvent *>(event)->key()))
        return true;
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && currentTable().isValid()) {
            emit tableActivated(currentTable());
            return true;
        }
        if (key == Qt::Key_Escape && !m_filterBox->text().isEmpty()) {
            m_filterBox->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SchemaTreePanel::buildTree()
{
    m_tree->setObjectName(u"schemaTree"_s);
    m_tree->setAccessibleName(tr("Tables and columns"));
    m_tree->setModel(&m_filter);
    m_tree->setItemDelegate(new SchemaTreeDelegate(m_theme, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->installEventFilter(this);

    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *overlay = new QVBoxLayout(m_tree->viewport());
    overlay->setContentsMargins(16, 24, 16, 16);
    overlay->addWidget(m_empty);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SchemaTreePanel::currentMoved);
    connect(m_tree, &QTreeView::doubleClicked, this,
            [this](const QModelIndex &index) { emit tableActivated(tableOf(index)); });
}

void SchemaTreePanel::adoptTheme()
{
    m_tree->doItemsLayout();
}

void SchemaTreePanel::applyFilter(const QString &text)
{
    {
        const QScopedValueRollback guard(m_isSelecting, true);
        if (m_filter.text().isEmpty())
            m_expandedBefore = expandedTables();
        m_filter.setText(text);
        if (m_filter.text().isEmpty())
            expandOnly(m_expandedBefore);
        else
            expandMatches();
    }
    showChosen();
    if (m_tree->currentIndex().isValid())
        m_tree->scrollTo(m_tree->currentIndex());
    showEmptyState();
}

void SchemaTreePanel::expandMatches()
{
    if (m_filter.text().isEmpty())
        return;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex table = m_filter.index(row, 0);
        m_tree->setExpanded(table, m_filter.isFoundByColumns(table));
    }
}

QSet<base::TableId> SchemaTreePanel::expandedTables() const
{
    QSet<base::TableId> tables;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex table = m_filter.index(row, 0);
        if (m_tree->isExpanded(table))
            tables.insert(tableOf(table));
    }
    return tables;
}

void SchemaTreePanel::expandOnly(const QSet<base::TableId> &tables)
{
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex table = m_filter.index(row, 0);
        m_tree->setExpanded(table, tables.contains(tableOf(table)));
    }
}

/// Makes the chosen table, or nothing where the filter hides it, the current row.
void SchemaTreePanel::showChosen()
{
    if (currentTable() == m_chosen)
        return;
    const QScopedValueRollback guard(m_isSelecting, true);
    const QModelIndex index = m_filter.mapFromSource(m_model.indexOfTable(m_chosen));
    if (index.isValid()) {
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    } else {
        m_tree->selectionModel()->clear();
    }
}

void SchemaTreePanel::showEmptyState()
{
    m_filterBox->setEnabled(!m_model.isEmpty());
    if (m_model.isEmpty())
        m_empty->setText(tr("No tables yet.\nOpen a database, or draw the first table."));
    else
        m_empty->setText(tr("No table or column has “%1” in its name.").arg(m_filter.text()));
    m_empty->setVisible(m_filter.rowCount() == 0);
}

void SchemaTreePanel::currentMoved()
{
    if (m_isSelecting)
        return;
    const base::TableId table = currentTable();
    if (table == m_chosen || !table.isValid())
        return;
    m_chosen = table;
    emit tableChosen(table);
}

/// Keys of the filter box that are meant for the tree. True where the key was used.
bool SchemaTreePanel::filterKeyPressed(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        if (m_filterBox->text().isEmpty())
            m_tree->setFocus(Qt::OtherFocusReason);
        m_filterBox->clear();
        return true;
    case Qt::Key_Down:
        m_tree->setFocus(Qt::OtherFocusReason);
        if (!m_tree->currentIndex().isValid())
            m_tree->setCurrentIndex(m_filter.bestMatch());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_tree->currentIndex().isValid() || !m_filter.text().isEmpty())
            m_tree->setCurrentIndex(m_filter.bestMatch());
        if (currentTable().isValid())
            emit tableFound(currentTable());
        return true;
    default:
        return false;
    }
}

} // namespace relata::ui
