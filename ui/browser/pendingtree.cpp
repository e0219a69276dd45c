#include "pendingtree.h"

#include "ui/models/newparents.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace relata::ui {

using base::RecordKey;

namespace {

/// Columns in the order of the table, whatever the order of a hash.
template<typename Cells>
QList<int> columnsOf(const Cells &cells)
{
    QList<int> columns = cells.keys();
    std::sort(columns.begin(), columns.end());
    return columns;
}

enum Place { Row, Change, Before, After, Revert };
enum Data { KeyRole = Qt::UserRole, ColumnRole, BeforeRole };

QString shownValue(const base::Value &value)
{
    constexpr int kLongest = 200;
    return value.shortened().toSql().left(kLongest);
}

} // namespace

PendingTree::PendingTree(const base::PendingEdits &edits, const schema::Schema &schema, const Theme &theme,
                         QWidget *parent)
    : QTreeWidget(parent), m_edits(edits), m_schema(schema), m_theme(theme)
{
    setObjectName(QStringLiteral("pendingTree"));
    setAccessibleName(tr("Changes"));
    setHeaderLabels({tr("Row"), tr("Change"), tr("Before"), tr("After"), QString()});
    setUniformRowHeights(true);
    setProperty("rowLines", true);
    setExpandsOnDoubleClick(false);
    setSelectionMode(SingleSelection);
    header()->setStretchLastSection(false);
    header()->resizeSection(Row, 220);
    header()->resizeSection(Change, 96);
    header()->resizeSection(Before, 170);
    header()->setSectionResizeMode(After, QHeaderView::Stretch);
    header()->resizeSection(Revert, 72);
    connect(this, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem *line, int place) {
        if (place == Revert)
            requestRevert(line);
    });
    connect(this, &QTreeWidget::itemDoubleClicked, this, [this](const QTreeWidgetItem *line, int place) {
        if (place != Revert)
            emit rowWanted(keyOf(line));
    });
    show(edits);
}

void PendingTree::show(const base::PendingEdits &edits)
{
    const int at = currentItem() ? indexOfTopLevelItem(currentItem()) : -1;
    m_edits = edits;
    clear();
    for (const base::NewRow &row : m_edits.added)
        addNewRow(row);
    for (auto row = m_edits.changed.cbegin(); row != m_edits.changed.cend(); ++row)
        addChangedRow(row.key(), *row);
    for (const RecordKey &key : m_edits.deleted)
        addRow(Kind::Deleted, key);
    expandAll();
    if (at >= 0 && topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(qMin(at, topLevelItemCount() - 1)));
}

void PendingTree::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && currentItem())
        requestRevert(currentItem());
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentItem())
        emit rowWanted(keyOf(currentItem())); // Not the dialog's, whose Enter saves.
    else
        QTreeWidget::keyPressEvent(event);
}

/// The row of a line, or of that above one of its cells.
RecordKey PendingTree::keyOf(const QTreeWidgetItem *line)
{
    return (line->parent() ? line->parent() : line)->data(Row, KeyRole).value<RecordKey>();
}

void PendingTree::requestRevert(const QTreeWidgetItem *line)
{
    const auto key = line->data(Row, KeyRole).value<RecordKey>();
    const QVariant column = line->data(Row, ColumnRole);
    if (column.isValid())
        emit cellRevertRequested(key, column.toInt(), line->data(Row, BeforeRole).value<base::Value>());
    else
        emit rowRevertRequested(key);
}

/// The tints of the grid: new, changed, deleted.
QTreeWidgetItem *PendingTree::addRow(Kind kind, const RecordKey &key)
{
    const Tokens &tokens = m_theme.tokens();
    const QString word = kind == Kind::New       ? tr("new")
                         : kind == Kind::Changed ? tr("changed")
                                                 : tr("deleted");
    const QString name = key.isNew() ? key.table : key.table + QLatin1Char(' ') + key.toDisplay();
    auto *item = new QTreeWidgetItem(this, {name, word, {}, {}, tr("Revert")});
    item->setData(Row, KeyRole, QVariant::fromValue(key));
    item->setToolTip(Revert, tr("Take this row's changes back (Delete)"));
    item->setToolTip(Row, tr("A double-click or Enter leads to the row"));
    for (int column = 0; column < columnCount(); ++column) {
        item->setBackground(column, kind == Kind::New       ? tokens.newRow
                                    : kind == Kind::Changed ? tokens.changedRow
                                                            : tokens.deletedRow);
        item->setForeground(column, kind == Kind::New       ? tokens.newText
                                    : kind == Kind::Changed ? tokens.changedText
                                                            : tokens.deletedText);
    }
    item->setForeground(Revert, tokens.accent);
    QFont font = this->font();
    font.setStrikeOut(kind == Kind::Deleted);
    item->setFont(0, font);
    return item;
}

void PendingTree::addNewRow(const base::NewRow &row)
{
    QTreeWidgetItem *item = addRow(Kind::New, row.key);
    const schema::Table *table = m_schema.table(row.key.table);
    for (const int column : columnsOf(row.cells))
        new QTreeWidgetItem(item, {table->columns[column].name, {}, {}, shownValue(row.cells[column])});
    for (const int column : columnsOf(row.parents))
        new QTreeWidgetItem(item, {table->columns[column].name, {}, {}, parentWords(row.parents[column])});
}

void PendingTree::addChangedRow(const RecordKey &key, const QHash<int, base::CellEdit> &cells)
{
    QTreeWidgetItem *item = addRow(Kind::Changed, key);
    const schema::Table *table = m_schema.table(key.table);
    for (const int column : columnsOf(cells)) {
        const base::CellEdit edit = cells[column];
        const QString now = edit.parent == 0 ? shownValue(edit.now) : parentWords(edit.parent);
        auto *line = new QTreeWidgetItem(
            item, {table->columns[column].name, {}, shownValue(edit.before), now, tr("Revert")});
        line->setData(Row, KeyRole, QVariant::fromValue(key));
        line->setData(Row, ColumnRole, column);
        line->setData(Row, BeforeRole, QVariant::fromValue(edit.before));
        line->setForeground(Revert, m_theme.tokens().accent);
        line->setToolTip(Revert, tr("Take this cell's change back (Delete)"));
    }
}

QString PendingTree::parentWords(int number) const
{
    const base::NewRow *row = m_edits.addedRow(number);
    return row ? tr("the key of new %1 “%2”").arg(row->key.table, NewParents(m_schema, m_edits).titleOf(*row))
               : QString();
}

} // namespace relata::ui
