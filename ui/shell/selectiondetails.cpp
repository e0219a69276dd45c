#include "selectiondetails.h"

#include "core/models/modelwriter.h"
#include "core/project/designdocument.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/editors/link/linkeditor.h"
#include "ui/shell/detailsdock.h"
#include "ui/shell/inspector.h"

#include <QApplication>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace relata::ui {

namespace {

constexpr int kMargin = 24;               ///< pixels between what is selected and the edge of the view
constexpr qsizetype kMostForModels = 200; ///< tables for which models are written at a click

} // namespace

SelectionDetails::SelectionDetails(const project::DesignDocument &document, insight::LoadPredictor &predictor,
                                   DiagramView &diagram, Inspector &inspector, DetailsDock &dock,
                                   const Theme &theme, QObject *parent)
    : QObject(parent),
      m_document(document),
      m_predictor(predictor),
      m_diagram(diagram),
      m_inspector(inspector),
      m_dock(dock),
      m_theme(theme)
{
    connect(diagram.diagram(), &DiagramScene::selectedItemsChanged, this, &SelectionDetails::showSelection);
    connect(diagram.diagram(), &DiagramScene::linkActivated, this, &SelectionDetails::editLink);
    connect(&document, &project::DesignDocument::wasReset, this, [this] { m_rows.clear(); });
    connect(&dock, &DetailsDock::came, this, &SelectionDetails::keepSelectedInView, Qt::QueuedConnection);
    // After the field that asked for a change has done its work.
    connect(
        &document, &project::DesignDocument::changed, this,
        [this](const project::DocumentChange &change) {
            if (!project::isOnlyLayout(change))
                renew();
        },
        Qt::QueuedConnection);
}

void SelectionDetails::showNothing()
{
    m_link = {};
    m_table = {};
    m_inspector.showNothing();
}

void SelectionDetails::showTable(base::TableId table)
{
    m_link = {};
    m_table = table;
    m_inspector.showTable(m_document.schema(), table);
}

void SelectionDetails::editLink(base::LinkId link)
{
    m_dock.show();
    if (m_link != link)
        showLink(link);
    if (auto *editor = m_inspector.findChild<LinkEditor *>())
        editor->focusFirst();
}

base::TableId SelectionDetails::showPlace(const mapping::Place &where)
{
    const mapping::MappedSchema &schema = m_document.schema();
    QString name = where.table;
    if (name.isEmpty()) {
        const auto owner = std::ranges::find(schema.classes, where.className, &mapping::MappedClass::name);
        name = owner == schema.classes.cend() ? QString() : owner->table;
    }
    const base::LinkId link = linkAt(where, name);
    const schema::Table *table = schema.table(name);
    if (table)
        m_diagram.showTable(table->id);
    if (link.isValid())
        showLink(link);
    else if (table)
        showTable(table->id);
    if (link.isValid() || table)
        m_dock.come();
    return table ? table->id : base::TableId();
}

/// A relationship that does not work is no side; it may be one without a foreign key.
base::LinkId SelectionDetails::linkAt(const mapping::Place &where, const QString &table) const
{
    if (where.foreignKey.isValid() || where.relationship.isEmpty())
        return where.foreignKey;
    if (const mapping::Side *side = m_document.schema().relationship(table, where.relationship))
        return side->link;
    const auto isThere = [&where](const mapping::Place &side) {
        return side.className == where.className && side.relationship == where.relationship;
    };
    for (const mapping::KeylessLink &each :
         mapping::keylessLinks(m_document.schema(), m_document.design().given)) {
        if (isThere(each.childSide) || isThere(each.parentSide))
            return each.link;
    }
    return {};
}

void SelectionDetails::showLink(base::LinkId link)
{
    auto *editor = new LinkEditor(m_document, link, m_predictor, m_theme);
    connect(editor, &LinkEditor::changeRequested, this, &SelectionDetails::changeRequested);
    connect(editor, &LinkEditor::pricedChosen, this, [this](mapping::KeyEnd end) { m_priced = end; });
    if (link != m_pricedLink) {
        m_pricedLink = link;
        m_priced = mapping::KeyEnd::Parent;
    }
    editor->setPriced(m_priced);
    editor->setRows(m_rows);
    const mapping::DeclaredLink shown = editor->link();
    m_inspector.showLink(m_document.schema(), shown, editor, editor->told(), modelCodeOf(shown));
    m_link = link;
    m_table = {};
}

void SelectionDetails::setRowCount(base::TableId table, qint64 rows)
{
    m_rows.insert(table, rows);
    if (auto *editor = m_inspector.findChild<LinkEditor *>(); editor && m_link.isValid())
        editor->setRows(m_rows);
}

/// What the models say of a link. Those of very many tables take too long for a click: their tab has them.
QString SelectionDetails::modelCodeOf(const mapping::DeclaredLink &link) const
{
    const mapping::MappedSchema &schema = m_document.schema();
    const schema::Table *child = schema.table(link.child);
    const schema::Table *parent = schema.table(link.parent);
    if (!child || !parent || schema.tables.size() > kMostForModels)
        return {};
    models::ModelOptions options;
    options.style = models::styleFromWord(m_document.settings().modelStyle).value_or(options.style);
    options.tables = {child->id, parent->id};
    if (const schema::Table *junction = schema.table(link.stand.junction))
        options.tables += junction->id;
    const models::ModelText text = models::modelsOf(m_document.design(), schema, options);
    if (!link.isManyToMany())
        return text.ofLink(link.link);
    return text.ofLink(link.stand.parent) + u'\n' + text.ofLink(link.stand.child);
}

/// Whether the relationship of that id stands on no foreign key.
bool SelectionDetails::isKeyless(base::LinkId link) const
{
    const auto all = mapping::keylessLinks(m_document.schema(), m_document.design().given);
    return std::ranges::find(all, link, &mapping::KeylessLink::link) != all.cend();
}

/// Tells about the design as it is now, with the focus where it was.
void SelectionDetails::renew()
{
    const base::LinkId link = std::exchange(m_link, {});
    const bool isThere = link.isValid() && (m_document.schema().tableOfLink(link) || isKeyless(link));
    if (!isThere) {
        const QList<base::TableId> tables = m_diagram.diagram()->selectedTables();
        if (tables.size() == 1 && m_diagram.isVisible())
            showTable(tables.first());
        else if (m_document.schema().table(m_table))
            showTable(m_table); // It is edited in a tab of its own, or was chosen in the tree.
        else if (tables.size() + m_diagram.diagram()->selectedLinks().size() < 2)
            showNothing();
        return;
    }
    const QWidget *focused = QApplication::focusWidget();
    const QString field = focused && m_inspector.isAncestorOf(focused) ? focused->objectName() : QString();
    const int height = field.isEmpty() ? 0 : heightOf(*focused);
    showLink(link);
    auto *editor = m_inspector.findChild<LinkEditor *>();
    if (!editor || field.isEmpty())
        return;
    editor->focusField(field);
    // Once it is laid out: what has come above the field moves nothing under the pointer.
    QMetaObject::invokeMethod(
        editor,
        [this, editor, field, height] {
            const auto *now = editor->findChild<QWidget *>(field);
            if (now && m_inspector.isAncestorOf(now)) { // Else another editor has taken its place.
                QScrollBar &bar = *m_inspector.verticalScrollBar();
                bar.setValue(bar.value() + heightOf(*now) - height);
            }
        },
        Qt::QueuedConnection);
}

/// Where a field of the details is seen, from their top.
int SelectionDetails::heightOf(const QWidget &field) const
{
    return field.mapTo(&m_inspector, QPoint()).y();
}

void SelectionDetails::showSelected()
{
    const DiagramScene &scene = *m_diagram.diagram();
    if (!scene.selectedTables().isEmpty() || !scene.selectedLinks().isEmpty())
        showSelection(scene.selectedTables(), scene.selectedLinks());
}

void SelectionDetails::showSelection(const QList<base::TableId> &tables, const QList<base::LinkId> &links)
{
    // What is shown already may have the focus; it is renewed after each change.
    if (tables.isEmpty() && links.size() == 1 && links.first() == m_link) {
        emit selectionShown();
        return;
    }
    if (tables.size() == 1) {
        showTable(tables.first());
        emit tableSelected(tables.first());
    } else if (tables.isEmpty() && links.size() == 1) {
        showLink(links.first());
    } else if (tables.size() + links.size() > 1) {
        m_link = {};
        m_table = {};
        m_inspector.showSeveral(tables.size(), links.size());
        emit tableSelected({});
    } else {
        showNothing();
    }
    if (!tables.isEmpty() || !links.isEmpty())
        m_dock.come();
    emit selectionShown();
}

/// The details may have taken the room in which the selected card stands, or the two cards of a link.
void SelectionDetails::keepSelectedInView()
{
    const DiagramScene &scene = *m_diagram.diagram();
    QList<base::TableId> tables = scene.selectedTables();
    const QList<base::LinkId> links = scene.selectedLinks();
    if (tables.isEmpty() && links.size() == 1) {
        const DrawnLink &link = scene.linkItem(links.first())->link();
        tables = {link.child, link.parent};
    } else if (tables.size() != 1) {
        return;
    }
    QRectF place;
    for (const base::TableId table : std::as_const(tables))
        place |= scene.tableItem(table)->card();
    m_diagram.ensureVisible(place, kMargin, kMargin);
}

} // namespace relata::ui
