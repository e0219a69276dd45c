#include "viewcolumns.h"

namespace relata::schema {

bool isUnreadView(const Table &table)
{
    return table.kind == TableKind::View && table.columns.isEmpty();
}

Schema withViewsOf(Schema schema, const Schema &other)
{
    for (Table &table : schema.tables) {
        const Table *known = table.kind == TableKind::View ? other.table(table.name) : nullptr;
        const bool isRead = known && ((known->kind == TableKind::View && !known->columns.isEmpty()) ||
                                      (known->kind == TableKind::Broken && known->primaryKey.isEmpty()));
        if (!isRead)
            continue;
        table.kind = known->kind;
        table.error = known->error;
        table.columns = known->columns;
    }
    return schema;
}

} // namespace relata::schema
