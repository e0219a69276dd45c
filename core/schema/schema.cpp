#include "schema.h"

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

const MappedClass *Schema::classOf(const QString &tableName) const
{
    for (const MappedClass &each : classes) {
        if (sameName(each.table, tableName))
            return &each;
    }
    return nullptr;
}

MappedClass *Schema::classOf(const QString &tableName)
{
    for (MappedClass &each : classes) {
        if (sameName(each.table, tableName))
            return &each;
    }
    return nullptr;
}

const Relationship *Schema::relationship(const QString &tableName, const QString &relationshipName) const
{
    const MappedClass *mapped = classOf(tableName);
    return mapped ? mapped->relationship(relationshipName) : nullptr;
}

const Relationship *Schema::childSide(base::LinkId link) const
{
    for (const MappedClass &each : classes) {
        for (const Relationship &relationship : each.relationships) {
            if (relationship.link == link && relationship.direction == Direction::ManyToOne)
                return &relationship;
        }
    }
    return nullptr;
}

const Relationship *Schema::parentSide(base::LinkId link) const
{
    for (const MappedClass &each : classes) {
        for (const Relationship &relationship : each.relationships) {
            if (relationship.link == link && relationship.direction != Direction::ManyToOne)
                return &relationship;
        }
    }
    return nullptr;
}

base::TableId Schema::freeTableId() const
{
    int highest = 0;
    for (const Table &each : tables)
        highest = std::max(highest, each.id.number);
    return {highest + 1};
}

base::LinkId Schema::freeLinkId() const
{
    int highest = 0;
    for (const Table &each : tables) {
        for (const ForeignKey &key : each.foreignKeys)
            highest = std::max(highest, key.id.number);
    }
    return {highest + 1};
}

} // namespace relata::schema
