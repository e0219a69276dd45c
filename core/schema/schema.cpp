#include "schema.h"

#include "core/base/freshid.h"

#include <algorithm>

namespace relata::schema {

const Table *Schema::table(const QString &name) const
{
    for (const Table &each : tables) {
        if (sameName(each.name, name))
            return &each;
    }
    return nullptr;
}

const Table *Schema::table(base::TableId id) const
{
    for (const Table &each : tables) {
        if (each.id == id)
            return &each;
    }
    return nullptr;
}

Table *Schema::table(base::TableId id)
{
    for (Table &each : tables) {
        if (each.id == id)
            return &each;
    }
    return nullptr;
}

const Table *Schema::tableOfLink(base::LinkId link) const
{
    for (const Table &each : tables) {
        if (each.foreignKey(link))
            return &each;
    }
    return nullptr;
}

base::TableId Schema::freeTableId() const
{
    return base::freshId<base::TableId>([this](base::TableId id) { return table(id) != nullptr; });
}

base::LinkId Schema::freeLinkId() const
{
    return base::freshId<base::LinkId>([this](base::LinkId id) { return tableOfLink(id) != nullptr; });
}

} // namespace relata::schema
