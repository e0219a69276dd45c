#include "diagramedits.h"

#include "core/mapping/plan/editside.h"
#include "core/mapping/plan/followtables.h"
#include "core/project/designdocument.h"
#include "core/schema/changechecks.h"
#include "core/schema/linkremoval.h"
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

base::Done DiagramEdits::moveCards(const QHash<base::TableId, QPointF> &positions, const QString &text,
                                   Steps steps)
{
    if (positions.isEmpty())
        return {};
    const project::DocumentChange change{text, {project::LayoutChange{text, positions, {}}}};
    return pushChange(*m_stack, *m_document, change,
                      steps == Steps::Merged ? Merging::WithTheLast : Merging::No);
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

base::Done DiagramEdits::change(const schema::SchemaChange &tables)
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    return push(project::DocumentChange{tables.text, {tables}});
}

base::Done DiagramEdits::mayEdit(base::TableId table) const
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    const auto plain = schema::plainTable(m_document->schema(), table);
    return plain ? base::Done() : base::fail(plain.error());
}

base::Result<schema::SchemaChange> DiagramEdits::planManyToMany(base::TableId one, base::TableId other) const
{
    return schema::planManyToMany(m_document->schema(), one, other);
}

base::Done DiagramEdits::addManyToMany(base::TableId one, base::TableId other, QPointF place)
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    const auto planned = planManyToMany(one, other);
    if (!planned)
        return base::fail(planned.error());
    const base::TableId added = std::get<schema::AddTable>(planned->steps.first()).table.id;
    return push(project::DocumentChange{
        planned->text, {*planned, project::LayoutChange{planned->text, {{added, place}}, {}}}});
}

base::Result<mapping::KeylessPlan> DiagramEdits::planKeyless(const schema::LinkEnds &ends) const
{
    if (const base::Done may = mayEdit(); !may)
        return base::fail(may.error());
    return mapping::planKeyless(m_document->design(), ends);
}

base::Done DiagramEdits::addKeyless(const schema::LinkEnds &ends)
{
    const auto planned = planKeyless(ends);
    if (!planned)
        return base::fail(planned.error());
    return push(project::DocumentChange{planned->text,
                                        {mapping::GivenChange{m_document->design().given, planned->given}}});
}

base::Done DiagramEdits::renameSide(base::LinkId link, schema::LinkSide side, const QString &name)
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    const mapping::MappedSchema &schema = m_document->schema();
    const mapping::Side *edited =
        side == schema::LinkSide::Child ? schema.childSide(link) : schema.parentSide(link);
    if (!edited)
        return base::fail(base::ErrorCode::UnknownRelationship,
                          QCoreApplication::translate("Diagram", "The relationship is gone."));
    if (name == edited->name)
        return {};
    if (const QString fault = mapping::nameFault(schema, *edited, name); !fault.isEmpty())
        return base::fail(base::ErrorCode::InvalidChange, fault);
    const auto given = mapping::withSideRenamed(m_document->design(), *edited, name);
    if (!given)
        return base::fail(given.error());
    const QString text =
        QCoreApplication::translate("Diagram", "Rename '%1' to '%2'").arg(edited->name, name);
    return push(project::DocumentChange{text, {mapping::GivenChange{m_document->design().given, *given}}});
}

base::Done DiagramEdits::addTable(const TableDraft &draft, QPointF topLeft)
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    return push(planNewTable(m_document->schema(), draft, topLeft));
}

base::Done DiagramEdits::add(const schema::SchemaChange &tables, const QHash<base::TableId, QPointF> &places)
{
    if (const base::Done may = mayEdit(); !may)
        return may;
    return push(
        project::DocumentChange{tables.text, {tables, project::LayoutChange{tables.text, places, {}}}});
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
    const mapping::Design &design = m_document->design();
    mapping::Given given = design.given;
    QList<base::LinkId> keys;
    for (const base::LinkId link : links) {
        if (design.schema.tableOfLink(link))
            keys.append(link);
        else
            given = mapping::withoutKeyless(given, link);
    }
    project::DocumentChange whole{QCoreApplication::translate("Diagram", "Remove the relationship"), {}};
    if (!tables.isEmpty() || !keys.isEmpty()) {
        const base::Result<schema::SchemaChange> planned = schema::planRemoval(design.schema, tables, keys);
        if (!planned)
            return base::fail(planned.error());
        given = mapping::followed({design.schema, given}, *planned);
        whole = {planned->text, {*planned}};
    }
    if (given != design.given)
        whole.changes.append(mapping::GivenChange{design.given, given});
    if (!tables.isEmpty())
        whole.changes.append(project::LayoutChange{whole.text, {}, tables});
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
