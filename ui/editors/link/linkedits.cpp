#include "ui/editors/link/linkedits.h"

#include "core/mapping/derive/derive.h"
#include "core/mapping/plan/editside.h"
#include "core/project/designdocument.h"

namespace relata::ui {

using mapping::KeyEnd;
using mapping::Side;
using schema::ForeignKey;

/// What is declared of many tables takes long to find out: it is done once.
LinkEdits::LinkEdits(const project::DesignDocument &document, base::LinkId link, QObject *parent)
    : QObject(parent), m_document(document)
{
    const mapping::Declarations declarations = mapping::derive(document.design());
    m_link = mapping::declaredLink(document.schema(), document.design(), declarations, link);
    m_pairing = mapping::pairingOf(document.design(), declarations, link);
    if (m_link.parentSide)
        m_parentOptions = mapping::optionsOf(declarations, *m_link.parentSide);
    if (m_link.childSide)
        m_childOptions = mapping::optionsOf(declarations, *m_link.childSide);
}

const mapping::MappedSchema &LinkEdits::schema() const
{
    return m_document.schema();
}

const Side *LinkEdits::side(KeyEnd end) const
{
    const std::optional<Side> &found = m_link.side(end);
    return found ? &*found : nullptr;
}

const mapping::ConfiguredRelationship *LinkEdits::facts(KeyEnd end) const
{
    const Side *found = side(end);
    return found && found->number >= 0 ? &schema().configuration->relationships.at(found->number) : nullptr;
}

const schema::Table *LinkEdits::keyTable(base::LinkId id) const
{
    return schema().tableOfLink(id);
}

const ForeignKey *LinkEdits::key(base::LinkId id) const
{
    const schema::Table *owner = keyTable(id);
    return owner ? owner->foreignKey(id) : nullptr;
}

void LinkEdits::editSide(KeyEnd end, const QString &text, const Edit &edit)
{
    if (const Side *edited = side(end))
        ask(mapping::withSideEdited(m_document.design(), *edited, edit), text);
}

void LinkEdits::renameSide(KeyEnd end, const QString &name)
{
    const Side *edited = side(end);
    if (!edited || name == edited->name) {
        refuse({});
        return;
    }
    const QString fault = mapping::nameFault(schema(), *edited, name);
    refuse(fault);
    if (fault.isEmpty())
        ask(mapping::withSideRenamed(m_document.design(), *edited, name),
            tr("Rename '%1' to '%2'").arg(edited->name, name));
}

void LinkEdits::loadBy(KeyEnd end, const QString &word)
{
    const Side *edited = side(end);
    if (edited && mapping::lazyWord(edited->lazy) != word)
        editSide(end, tr("Load '%1' by %2").arg(edited->name, word),
                 [&word](mapping::RelationshipOptions &options) { options.lazy = word; });
}

void LinkEdits::editKey(base::LinkId id, const QString &text, const KeyEdit &edit)
{
    const ForeignKey *before = key(id);
    if (!before)
        return;
    ForeignKey now = *before;
    edit(now);
    if (now == *before)
        return;
    const schema::Table &owner = *keyTable(id);
    const int position = int(before - owner.foreignKeys.constData());
    ask({text,
         {schema::SchemaChange{
             text,
             {schema::RemoveForeignKey{owner.id, id}, schema::AddForeignKey{owner.id, position, now}}}}});
}

void LinkEdits::ask(const base::Result<mapping::Given> &given, const QString &text)
{
    if (!given)
        refuse(given.error().text());
    else if (*given != m_document.design().given)
        ask({text, {mapping::GivenChange{m_document.design().given, *given}}});
}

} // namespace relata::ui
