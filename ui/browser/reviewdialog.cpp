#include "reviewdialog.h"

#include "ui/models/newparents.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace relata::ui {

namespace {

QTreeWidgetItem *rowItem(QTreeWidget *tree, const QString &what, const base::RecordKey &key)
{
    auto *item = new QTreeWidgetItem(tree, {key.table + QLatin1Char(' ') + key.toDisplay(), what});
    item->setExpanded(true);
    return item;
}

} // namespace

ReviewDialog::ReviewDialog(const base::PendingEdits &edits, const schema::Schema &schema, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Pending changes"));
    setObjectName(QStringLiteral("reviewDialog"));
    resize(720, 420);
    auto *tree = new QTreeWidget(this);
    tree->setHeaderLabels({tr("Row"), tr("Change"), tr("Before"), tr("After")});
    tree->header()->resizeSection(0, 220);
    tree->header()->resizeSection(1, 140);
    const auto parentWords = [&](int number) {
        const base::NewRow *row = edits.addedRow(number);
        return row ? tr("the key of new %1 “%2”").arg(row->key.table, NewParents(schema, edits).titleOf(*row))
                   : QString();
    };
    for (const base::NewRow &row : edits.added) {
        QTreeWidgetItem *item = rowItem(tree, tr("new"), row.key);
        const schema::Table *table = schema.table(row.key.table);
        for (auto it = row.cells.cbegin(); it != row.cells.cend(); ++it)
            new QTreeWidgetItem(item, {table->columns[it.key()].name, {}, {}, it.value().toSql().left(200)});
        for (auto it = row.parents.cbegin(); it != row.parents.cend(); ++it)
            new QTreeWidgetItem(item, {table->columns[it.key()].name, {}, {}, parentWords(it.value())});
    }
    for (auto row = edits.changed.cbegin(); row != edits.changed.cend(); ++row) {
        QTreeWidgetItem *item = rowItem(tree, tr("changed"), row.key());
        const schema::Table *table = schema.table(row.key().table);
        for (auto it = row->cbegin(); it != row->cend(); ++it) {
            const QString now = it->parent == 0 ? it->now.toSql().left(200) : parentWords(it->parent);
            new QTreeWidgetItem(item, {table->columns[it.key()].name, {}, it->before.toSql().left(200), now});
        }
    }
    for (const base::RecordKey &key : edits.deleted)
        rowItem(tree, tr("deleted"), key);
    tree->expandAll();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(tree);
    layout->addWidget(buttons);
}

} // namespace relata::ui
