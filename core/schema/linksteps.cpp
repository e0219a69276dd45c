#include "stepapplier.h"

#include "core/schema/linkchecks.h"

#include <utility>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

/// The steps that change foreign keys.

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
    AddForeignKey back{step.table, int(key - found.foreignKeys.constData()), *key};
    table(step.table).foreignKeys.removeAt(back.position);
    return Steps{back};
}

} // namespace relata::schema
