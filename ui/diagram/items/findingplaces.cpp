#include "findingplaces.h"

#include "core/mapping/findings.h"
#include "core/mapping/mappedschema.h"
#include "core/schema/junction.h"

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Grade;

namespace {

template<typename Id>
void takeWorst(QHash<Id, Grade> &places, Id place, Grade grade)
{
    const auto known = places.constFind(place);
    places.insert(place, known == places.cend() ? grade : qMin(*known, grade));
}

const mapping::MappedClass *classNamed(const mapping::MappedSchema &schema, const QString &name)
{
    for (const mapping::MappedClass &each : schema.classes) {
        if (each.name == name)
            return &each;
    }
    return nullptr;
}

/// A relationship that does not work is no side; what was given about it says where it belongs.
base::LinkId linkOfGiven(const mapping::Given &given, const mapping::Place &where)
{
    for (const mapping::ClassDeclaration &owner : given.classes) {
        for (const mapping::RelationshipDeclaration &each : owner.relationships) {
            const bool isOwn = owner.name == where.className && each.name == where.relationship;
            const bool isBackref =
                each.backref && each.target == where.className && each.backref->name == where.relationship;
            if (isOwn || isBackref)
                return each.link;
        }
    }
    return {};
}

base::LinkId linkOf(const mapping::MappedSchema &schema, const mapping::Given &given,
                    const mapping::Place &where)
{
    if (where.foreignKey.isValid())
        return where.foreignKey;
    const mapping::MappedClass *owner = classNamed(schema, where.className);
    const mapping::Side *side = owner ? owner->relationship(where.relationship) : nullptr;
    return side ? side->link : linkOfGiven(given, where);
}

} // namespace

FindingPlaces FindingPlaces::of(const mapping::MappedSchema &schema, const mapping::Given &given,
                                const QList<mapping::Diagnostic> &findings, const QSet<QString> &folded)
{
    FindingPlaces places;
    for (const mapping::Diagnostic &each : findings) {
        const bool isError = each.grade == Grade::Error;
        if (each.grade == Grade::Lint || (!isError && folded.contains(mapping::findingKey(each))))
            continue;
        const mapping::MappedClass *owner = classNamed(schema, each.where.className);
        const schema::Table *table =
            schema.table(each.where.table.isEmpty() && owner ? owner->table : each.where.table);
        if (const base::LinkId link = linkOf(schema, given, each.where); link.isValid())
            takeWorst(places.links, link, each.grade);
        else if (table && each.where.column.isEmpty())
            takeWorst(places.cards, table->id, each.grade);
        if (table && isError && !each.where.column.isEmpty())
            places.columns[table->id] += each.where.column.split(u", "_s);
    }
    for (const schema::Table &table : schema.tables) {
        for (const schema::ForeignKey &key : table.foreignKeys) {
            if (!schema::isResolved(schema, table, key))
                places.nowhere[table.id] += key.columns;
        }
    }
    return places;
}

} // namespace relata::ui
