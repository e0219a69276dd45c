#include "declaredin.h"

#include "core/mapping/plan/followtables.h"
#include "core/schema/schemachange.h"

namespace relata::mapping {

Given declaredIn(const schema::Schema &database, const Design &design)
{
    schema::SchemaChange back;
    QList<schema::SchemaStep> tables;
    for (const schema::Table &mine : design.schema.tables) {
        const schema::Table *theirs = database.table(mine.id);
        for (const schema::ForeignKey &key : mine.foreignKeys) {
            if (!database.tableOfLink(key.id))
                back.steps += schema::RemoveForeignKey{mine.id, key.id};
        }
        if (!theirs)
            tables += schema::RemoveTable{mine.id};
        else if (theirs->name != mine.name)
            tables += schema::RenameTable{mine.id, theirs->name};
    }
    back.steps += tables;
    return followed(design, back);
}

} // namespace relata::mapping
