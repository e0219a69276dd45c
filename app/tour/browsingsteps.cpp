#include "browsingsteps.h"

#include "ui/browser/browserpage.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/statementdocks.h"
#include "ui/statements/statementspanel.h"

#include <QLineEdit>

namespace relata::app {

using namespace Qt::StringLiterals;
using ui::RecordTreeModel;

namespace {

constexpr auto kNewText = "Edited on the tour"_L1;

} // namespace

BrowsingSteps::BrowsingSteps(ui::MainWindow &window, const QString &file)
    : m_window(window), m_file(file), m_witness(file)
{
    m_untilLoaded.setInterval(30);
    QObject::connect(&m_untilLoaded, &QTimer::timeout, &m_untilLoaded, [this] { typeOnceLoaded(); });
}

void BrowsingSteps::addTo(TourGuide &guide, const QString &failure)
{
    addOpening(guide, failure);
    addDiagram(guide);
    addBrowsing(guide);
    addExpansion(guide, u"expand"_s, 0);
    addExpansion(guide, u"expand-deeper"_s, 1);
    addEditing(guide);
    addStatements(guide);
}

void BrowsingSteps::addOpening(TourGuide &guide, const QString &failure)
{
    guide.add(
        {u"open"_s,
         [this] {
             m_window.open({m_file, base::ConnectionSettings::Mode::ReadWrite, 5000});
         },
         [this, &failure] { return m_window.workspace() || !failure.isEmpty(); },
         [this, &failure]() -> Finding {
             if (!failure.isEmpty())
                 return {false, failure};
             m_route = planRoute(m_window.workspace()->schema(), m_witness);
             const qint64 shown = m_window.workspace()->schema().tables.size();
             const qint64 there = m_witness.number(
                 u"SELECT count(*) FROM sqlite_schema WHERE type IN ('table','view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s);
             return {shown == there, u"%1 tables and views shown, %2 in the file"_s.arg(
                                         QString::number(shown), QString::number(there))};
         }});
}

void BrowsingSteps::addDiagram(TourGuide &guide)
{
    guide.add(
        {u"diagram"_s, [this] { m_window.diagram().fit(); },
         [this] { return m_window.workspace() && m_window.diagram().diagram()->arranger().isSettled(); },
         [this]() -> Finding {
             const auto items = m_window.diagram().diagram()->tableItems();
             int overlaps = 0;
             for (qsizetype i = 0; i < items.size(); ++i) {
                 for (qsizetype j = i + 1; j < items.size(); ++j)
                     overlaps += items[i]->card().intersects(items[j]->card()) ? 1 : 0;
             }
             return {overlaps == 0, u"%1 cards, %2 of them overlap"_s.arg(QString::number(items.size()),
                                                                          QString::number(overlaps))};
         }});
}

void BrowsingSteps::addBrowsing(TourGuide &guide)
{
    guide.add({u"browse"_s, [this] { m_page = m_window.browse(m_route.table); },
               [this] { return m_route.table.isNull() || hasLoaded(); },
               [this]() -> Finding {
                   if (m_route.table.isNull())
                       return Finding::skipped(u"the file has no table"_s);
                   const qint64 there =
                       m_witness.number(u"SELECT count(*) FROM "_s + quotedName(m_route.table));
                   const qint64 shown = m_page->rows().storedRows();
                   if (there == 0 && shown == 0)
                       return Finding::skipped(u"%1 has no rows"_s.arg(m_route.table));
                   return {shown == qMin<qint64>(there, 200),
                           u"%1 of %2 rows of %3"_s.arg(QString::number(shown), QString::number(there),
                                                        m_route.table)};
               }});
}

/// The first rows are there, where there are any.
bool BrowsingSteps::hasLoaded() const
{
    return m_page && m_page->tree().isLoaded({}) && !m_page->rows().isLoading();
}

/// Expands the planned record of a level and its planned relationship with the Right key, and compares the
/// children.
void BrowsingSteps::addExpansion(TourGuide &guide, const QString &id, int level)
{
    guide.add({id, [this, level] { expandLevel(level); },
               [this, level] {
                   return level >= m_route.steps.size() ||
                          (m_side.isValid() && m_page->tree().isLoaded(m_side));
               },
               [this, level]() -> Finding {
                   if (level >= m_route.steps.size())
                       return Finding::skipped(level == 0 ? u"no record has a list of children"_s
                                                          : u"nothing to expand this deep"_s);
                   const RouteStep &step = m_route.steps[level];
                   const qint64 shown = m_page->tree().rowCount(m_side);
                   m_list = m_side;
                   return {shown == step.children, u"%1.%2 shows %3 rows, the file has %4"_s.arg(
                                                       step.table, step.relationship, QString::number(shown),
                                                       QString::number(step.children))};
               }});
}

void BrowsingSteps::expandLevel(int level)
{
    m_side = QPersistentModelIndex();
    if (level >= m_route.steps.size() || !m_page)
        return;
    const RecordTreeModel &tree = m_page->tree();
    const RouteStep &step = m_route.steps[level];
    for (int row = 0; row < tree.rowCount(m_list); ++row) {
        const QModelIndex record = tree.index(row, 0, m_list);
        if (record.data(RecordTreeModel::KeyRole).value<base::RecordKey>() == step.record)
            expand(record, step.relationship);
    }
}

void BrowsingSteps::expand(const QModelIndex &record, const QString &relationship)
{
    const RecordTreeModel &tree = m_page->tree();
    m_page->treeView().setCurrentIndex(record);
    pressKey(&m_page->treeView(), Qt::Key_Right);
    for (int side = 0; side < tree.rowCount(record); ++side) {
        const QModelIndex index = tree.index(side, 0, record);
        if (tree.trail(index).last() != relationship)
            continue;
        m_page->treeView().setCurrentIndex(index);
        pressKey(&m_page->treeView(), Qt::Key_Right);
        m_side = index;
    }
}

void BrowsingSteps::addEditing(TourGuide &guide)
{
    guide.add(
        {u"edit"_s, [this] { editCell(); },
         [this] { return m_route.editColumn < 0 || m_window.workspace()->records().pending().count() == 1; },
         [this]() -> Finding {
             if (m_route.editColumn < 0)
                 return Finding::skipped(u"the file has no text to edit"_s);
             const QString stored = m_witness.text(m_route.editQuery);
             return {stored == m_route.editBefore, u"1 change waits, the file still has “%1”"_s.arg(stored)};
         }});
    guide.add({u"save"_s, [this] { m_window.actions()[u"save"_s]->trigger(); },
               [this] { return m_window.workspace()->records().pending().isEmpty(); },
               [this]() -> Finding {
                   if (m_route.editColumn < 0)
                       return Finding::skipped(u"nothing to save"_s);
                   const QString stored = m_witness.text(m_route.editQuery);
                   return {stored == kNewText, u"the file has “%1”"_s.arg(stored)};
               }});
}

/// Types over a cell of the grid as a person does: select, F2, type, Enter.
void BrowsingSteps::editCell()
{
    if (m_route.editColumn < 0)
        return;
    m_editPage = m_window.browse(m_route.editTable);
    m_editPage->grid().setFocus();
    m_untilLoaded.start();
}

/// The rows may still be on their way. It types a single time: whoever types again after the save finds
/// nothing to change, and his editors open and close under the steps that follow.
void BrowsingSteps::typeOnceLoaded()
{
    if (!m_editPage)
        return m_untilLoaded.stop();
    m_editPage->treeView().setCurrentIndex(m_editPage->tree().index(0, 0)); // all rows of the table
    const ui::RecordTableModel &rows = m_editPage->rows();
    const bool isThere = !rows.isLoading() && !rows.scope().isRelationship();
    const int row = isThere ? rows.rowOf(m_route.editRecord) : -1;
    if (row < 0)
        return;
    m_untilLoaded.stop();
    typeOver(row);
}

void BrowsingSteps::typeOver(int row)
{
    ui::RecordGrid &grid = m_editPage->grid();
    grid.setCurrentIndex(m_editPage->rows().index(row, m_route.editColumn));
    pressKey(&grid, Qt::Key_F2);
    if (auto *editor = grid.findChild<QLineEdit *>(u"cellEditor"_s)) {
        editor->selectAll();
        typeText(editor, kNewText);
        pressKey(editor, Qt::Key_Return);
    }
}

void BrowsingSteps::addStatements(TourGuide &guide)
{
    const auto open = [this] {
        if (!m_window.statementDocks().isOpen())
            m_window.statementDocks().choose(true);
    };
    guide.add({u"statements"_s, open, [] { return true; },
               [this]() -> Finding {
                   const auto *log = m_window.statements().model();
                   int expansions = 0;
                   int statements = 0;
                   for (int row = 0; row < log->rowCount(); ++row) {
                       const QModelIndex click = log->index(row, 0);
                       if (!click.data().toString().startsWith(u"Expand"_s))
                           continue;
                       ++expansions;
                       statements += log->rowCount(click);
                   }
                   const bool none = m_route.steps.isEmpty();
                   return {none || (expansions > 0 && statements <= expansions),
                           u"%1 expansions ran %2 statements"_s.arg(QString::number(expansions),
                                                                    QString::number(statements))};
               }});
}

} // namespace relata::app
