#include "stepapplier.h"

#include "core/schema/linkchecks.h"

#include <utility>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

/// The steps that change foreign keys and relationships.

Result<Steps> StepApplier::apply(const AddForeignKey &step, const Table &found)
{
    if (const Done done = checkNewForeignKey(m_schema, found, step); !done)
        return fail(done.error());
    insertAt(table(step.table).foreignKeys, step.position, step.foreignKey);
    return Steps{RemoveForeignKey{step.table, step.foreignKey.id}};
}

Result<Steps> StepApplier::apply(const RemoveForeignKey &step, const Table &found)
{
    const ForeignKey *key = found.foreignKey(step.foreignKey);
    if (!key) {
        return fail(ErrorCode::UnknownRelationship,
                    u"'%1' does not have this foreign key any more."_s.arg(found.name),
                    u"Choose another link."_s);
    }
    for (const MappedClass &mapped : std::as_const(m_schema.classes)) {
        for (const Relationship &relationship : mapped.relationships) {
            if (relationship.link == step.foreignKey) {
                return fail(ErrorCode::InvalidChange,
                            u"The relationship '%1.%2' still stands on the link from '%3' to '%4'."_s.arg(
                                mapped.name, relationship.name, found.name, key->table),
                            u"Remove the relationship first."_s);
            }
        }
    }
    AddForeignKey back{step.table, int(key - found.foreignKeys.constData()), *key};
    table(step.table).foreignKeys.removeAt(back.position);
    return Steps{back};
}

Result<Steps> StepApplier::apply(const AddRelationship &step)
{
    if (const Done done = checkNewRelationship(m_schema, step); !done)
        return fail(done.error());
    insertAt(m_schema.classOf(step.table)->relationships, step.position, step.relationship);
    return Steps{RemoveRelationship{step.table, step.relationship.name}};
}

Result<Steps> StepApplier::apply(const RemoveRelationship &step)
{
    const Relationship *relationship = std::as_const(m_schema).relationship(step.table, step.relationship);
    if (!relationship) {
        return fail(ErrorCode::UnknownRelationship,
                    u"'%1' has no relationship '%2'."_s.arg(step.table, step.relationship),
                    u"Choose one of its relationships."_s);
    }
    const Relationship removed = *relationship;
    QList<Relationship> &all = m_schema.classOf(step.table)->relationships;
    const qsizetype position = all.indexOf(removed);
    all.removeAt(position);
    return Steps{AddRelationship{step.table, int(position), removed}};
}

} // namespace relata::schema
