#include "diagramedits.h"

#include "core/project/designdocument.h"
#include "ui/commands/documentcommand.h"

#include <QCoreApplication>

namespace relata::ui {

DiagramEdits::DiagramEdits(project::DesignDocument *document, QUndoStack *stack)
    : m_document(document), m_stack(stack)
{
    Q_ASSERT(document && stack);
}

void DiagramEdits::setEditable(bool editable, const QString &whyNot)
{
    const QString anyReason = QCoreApplication::translate("Diagram", "This schema cannot be changed.");
    m_whyNot = editable ? QString() : whyNot.isEmpty() ? anyReason : whyNot;
}

base::Done DiagramEdits::mayEdit() const
{
    if (isEditable())
        return {};
    return base::fail(base::ErrorCode::ReadOnly, m_whyNot);
}

base::Done DiagramEdits::moveCards(const QHash<base::TableId, QPointF> &positions, const QString &text)
{
    if (positions.isEmpty())
        return {};
    return push(project::DocumentChange{text, {project::LayoutChange{text, positions, {}}}});
}

base::Result<schema::LinkPlan> DiagramEdits::plan(const schema::LinkEnds &ends) const
{
    if (const base::Done may = mayEdit(); !may)
        return base::fail(may.error());
    return schema::planLink(m_document->schema(), ends);
}

base::Done DiagramEdits::addLink(const schema::LinkEnds &ends)
{
    const base::Result<schema::LinkPlan> planned = plan(ends);
    if (!planned)
        return base::fail(planned.error());
    return push(project::DocumentChange{planned->change.text, {planned->change}});
}

base::Done DiagramEdits::addTable(const TableDraft &draft, QPointF topLeft)
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    return push(planNewTable(m_document->schema(), draft, topLeft));
}

base::Done DiagramEdits::editTable(base::TableId table, const TableDraft &draft)
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    return push(planTableEdit(m_document->schema(), table, draft));
}

base::Done DiagramEdits::remove(const QList<base::TableId> &tables, const QList<base::LinkId> &links)
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    if (tables.isEmpty() && links.isEmpty())
        return {};
    const base::Result<schema::SchemaChange> planned =
        schema::planRemoval(m_document->schema(), tables, links);
    if (!planned)
        return base::fail(planned.error());
    project::DocumentChange whole{planned->text, {*planned}};
    if (!tables.isEmpty())
        whole.changes.append(project::LayoutChange{planned->text, {}, tables});
    return push(whole);
}

base::Done DiagramEdits::push(const base::Result<project::DocumentChange> &change)
{
    if (!change)
        return base::fail(change.error());
    if (change->changes.isEmpty())
        return {};
    return pushChange(*m_stack, *m_document, *change);
}

} // namespace relata::ui
