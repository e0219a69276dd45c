#include "recordtreeview.h"

#include "ui/browser/recordtreedelegate.h"
#include "ui/models/recordtreemodel.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>

#include <utility>

namespace relata::ui {

namespace {

RecordNodeKind nodeKind(const QModelIndex &index)
{
    return static_cast<RecordNodeKind>(index.data(RecordTreeModel::KindRole).toInt());
}

} // namespace

RecordTreeView::RecordTreeView(RecordTreeModel &model, const Theme &theme, QWidget *parent)
    : QTreeView(parent), m_model(model)
{
    setObjectName(QStringLiteral("recordTree"));
    setAccessibleName(tr("Records"));
    setModel(&model);
    setItemDelegate(new RecordTreeDelegate(theme, this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(18);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setFrameShape(NoFrame);
    setExpandsOnDoubleClick(true);
    header()->setStretchLastSection(true);
    connect(this, &QTreeView::doubleClicked, this,
            [this](const QModelIndex &index) { activateSpecialRow(index); });
    connect(&m_model, &RecordTreeModel::rootLoaded, this, &RecordTreeView::expandWanted);
}

RecordTreeView::Expanded RecordTreeView::expandedRecords() const
{
    Expanded expanded;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex record = m_model.index(row, 0);
        if (nodeKind(record) != RecordNodeKind::Record || !isExpanded(record))
            continue;
        QStringList &names = expanded[record.data(RecordTreeModel::KeyRole).value<base::RecordKey>()];
        for (int side = 0; side < m_model.rowCount(record); ++side) {
            const QModelIndex relationship = m_model.index(side, 0, record);
            if (isExpanded(relationship))
                names += m_model.scopeOf(relationship).relationship;
        }
    }
    return expanded;
}

void RecordTreeView::expandWanted()
{
    const Expanded wanted = std::exchange(m_wanted, {});
    for (int row = 0; !wanted.isEmpty() && row < m_model.rowCount(); ++row) {
        const QModelIndex record = m_model.index(row, 0);
        const auto found = wanted.constFind(record.data(RecordTreeModel::KeyRole).value<base::RecordKey>());
        if (found == wanted.cend())
            continue;
        m_model.ensureLoading(record); // The view would lay it out later.
        expand(record);
        for (int side = 0; side < m_model.rowCount(record); ++side) {
            const QModelIndex relationship = m_model.index(side, 0, record);
            if (m_model.comesWithOwner(relationship) &&
                found->contains(m_model.scopeOf(relationship).relationship))
                expand(relationship);
        }
    }
}

void RecordTreeView::expandOnAllRecords()
{
    QModelIndex side = currentIndex();
    if (!side.isValid() || nodeKind(side) != RecordNodeKind::Relationship)
        return;
    const int which = side.row();
    const QString name = m_model.trail(side).last();
    const QModelIndex list = side.parent().parent();
    QModelIndexList records;
    for (int row = 0; row < m_model.rowCount(list); ++row) {
        const QModelIndex record = m_model.index(row, 0, list);
        if (nodeKind(record) == RecordNodeKind::Record && isExpanded(record))
            records += record;
    }
    m_model.beginSharedClick(
        tr("Expand %1 %2 → %3").arg(QLocale().toString(records.size()), m_model.scopeOf(list).table, name));
    qint64 loads = 0;
    for (const QModelIndex &record : std::as_const(records)) {
        const QModelIndex relationship = m_model.index(which, 0, record);
        loads += RecordTreeModel::stateOf(relationship) == LoadState::NotLoaded ? 1 : 0;
        expand(relationship);
    }
    m_model.setSharedCause({});
    if (loads > 0)
        emit loadedOneByOne(m_model.scopeOf(list).table, name, loads);
}

void RecordTreeView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && activateSpecialRow(currentIndex()))
        return;
    if (event->key() == Qt::Key_Asterisk) {
        expandOnAllRecords();
        return;
    }
    if (isEnter && currentIndex().isValid()) {
        setExpanded(currentIndex(), !isExpanded(currentIndex()));
        return;
    }
    QTreeView::keyPressEvent(event);
}

void RecordTreeView::mousePressEvent(QMouseEvent *event)
{
    QTreeView::mousePressEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() &&
        visualRect(index).contains(event->position().toPoint()))
        activateSpecialRow(index);
}

void RecordTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    QMenu menu;
    if (m_model.hasChildren(index))
        menu.addAction(isExpanded(index) ? tr("Collapse") : tr("Expand"), this,
                       [this, index] { setExpanded(index, !isExpanded(index)); });
    if (nodeKind(index) == RecordNodeKind::Relationship)
        menu.addAction(tr("Expand on all expanded records\t*"), this, &RecordTreeView::expandOnAllRecords);
    menu.addAction(tr("Refresh\tF5"), this, [this] { m_model.reload(); });
    menu.exec(event->globalPos());
}

bool RecordTreeView::activateSpecialRow(const QModelIndex &index)
{
    if (!index.isValid())
        return false;
    if (nodeKind(index) == RecordNodeKind::More) {
        m_model.loadMore(index);
        return true;
    }
    if (nodeKind(index) == RecordNodeKind::Message) {
        m_model.retry(index);
        return true;
    }
    return false;
}

} // namespace relata::ui
