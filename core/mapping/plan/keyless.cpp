#include "keyless.h"

#include "core/mapping/derive/pairdeclarer.h"
#include "core/mapping/plan/pairing.h"

#include <QMap>

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;
using schema::sameName;

namespace {

QString tableOfClass(const MappedSchema &schema, const QString &name)
{
    const auto found = std::ranges::find(schema.classes, name, &MappedClass::name);
    return found == schema.classes.cend() ? QString() : found->table;
}

/// Reads the joined columns of a declaration, the child's first.
void readJoin(const RelationshipDeclaration &declared, KeylessLink &link)
{
    for (const Comparison &each : declared.primaryjoin) {
        const bool isPlain = each.op == "="_L1 && each.left.isColumn() && each.right.isColumn();
        if (!isPlain)
            continue;
        const bool isLeft = declared.foreignKeys.isEmpty() ? sameName(each.left.column.table, link.child)
                                                           : declared.foreignKeys.contains(each.left.column);
        link.childColumns += (isLeft ? each.left : each.right).column.column;
        link.parentColumns += (isLeft ? each.right : each.left).column.column;
    }
}

Place placeOf(const QString &className, const QString &relationship)
{
    Place place;
    place.className = className;
    place.relationship = relationship;
    return place;
}

/// Whether one side works and has found a foreign key to stand on.
bool hasFoundKey(const MappedSchema &schema, const QString &table, const QString &name)
{
    const Side *side = schema.relationship(table, name);
    return side && schema.tableOfLink(side->link);
}

/// What the session can know of rows that no constraint ties.
void forgetConstraint(RelationshipOptions &options)
{
    options.passiveDeletes = PassiveDeletes::No;
    options.cascade.reset();
    options.primaryjoin.clear();
    options.foreignKeys.clear();
}

} // namespace

QList<KeylessLink> keylessLinks(const MappedSchema &schema, const Given &given)
{
    QMap<int, KeylessLink> links;
    for (const ClassDeclaration &owner : given.classes) {
        for (const RelationshipDeclaration &each : owner.relationships) {
            const bool isKeyless =
                each.link.isValid() && each.secondary.isEmpty() && !schema.tableOfLink(each.link);
            const schema::Table *mine = schema.table(owner.table);
            const schema::Table *theirs = schema.table(tableOfClass(schema, each.target));
            if (!isKeyless || !mine || !theirs || hasFoundKey(schema, mine->name, each.name))
                continue;
            KeylessLink &link = links[each.link.number];
            link.link = each.link;
            link.child = (each.end == KeyEnd::Child ? mine : theirs)->name;
            link.parent = (each.end == KeyEnd::Child ? theirs : mine)->name;
            (each.end == KeyEnd::Child ? link.childSide : link.parentSide) = placeOf(owner.name, each.name);
            if (each.backref)
                (each.end == KeyEnd::Child ? link.parentSide : link.childSide) =
                    placeOf(each.target, each.backref->name);
            if (!link.isJoined())
                readJoin(each, link);
        }
    }
    return links.values();
}

Result<KeylessPlan> planKeyless(const Design &design, const schema::LinkEnds &ends)
{
    const Result<schema::LinkPlan> plan = schema::planLink(design.schema, ends);
    if (!plan)
        return fail(plan.error());
    Design keyed = design;
    if (const auto applied = schema::applyChange(keyed.schema, plan->change); !applied)
        return fail(applied.error());
    const base::LinkId id = plan->foreignKey.id;
    const Result<Given> paired = withPairing(keyed, id, Pairing::BackPopulates);
    if (!paired)
        return fail(paired.error());
    KeylessPlan made;
    made.given = *paired;
    made.link.link = id;
    made.link.child = design.schema.table(plan->child)->name;
    made.link.parent = plan->foreignKey.table;
    made.text = u"Relate '%1' to '%2' without a foreign key"_s.arg(made.link.child, made.link.parent);
    const bool isJoined = !ends.fromColumn.isEmpty() && !ends.toColumn.isEmpty() &&
                          design.schema.table(plan->child)->column(plan->foreignKey.columns.value(0));
    if (isJoined) {
        made.link.childColumns = plan->foreignKey.columns;
        made.link.parentColumns = plan->foreignKey.targetColumns;
    }
    for (ClassDeclaration &each : made.given.classes) {
        for (RelationshipDeclaration &relationship : each.relationships) {
            if (relationship.link != id)
                continue;
            (relationship.end == KeyEnd::Child ? made.link.childSide : made.link.parentSide) =
                placeOf(each.name, relationship.name);
            forgetConstraint(relationship);
            if (!isJoined)
                relationship.remoteSide.clear();
            else
                joinByColumns(*keyed.schema.table(plan->child), plan->foreignKey, relationship);
        }
    }
    return made;
}

Given withoutKeyless(const Given &given, base::LinkId link)
{
    Given without = given;
    for (ClassDeclaration &each : without.classes) {
        each.relationships.removeIf(
            [link](const RelationshipDeclaration &relationship) { return relationship.link == link; });
    }
    return without;
}

Result<schema::SchemaChange> keyForKeyless(const schema::Schema &schema, const KeylessLink &link)
{
    const schema::Table *child = schema.table(link.child);
    if (!child || !link.isJoined()) {
        return fail(
            ErrorCode::UnknownRelationship,
            u"The relationship between '%1' and '%2' says no columns to join."_s.arg(link.child, link.parent),
            u"Draw from the column that refers to the parent to the parent's key."_s);
    }
    schema::ForeignKey key;
    key.id = link.link;
    key.table = link.parent;
    key.columns = link.childColumns;
    key.targetColumns = link.parentColumns;
    const schema::SchemaChange change{u"Add a foreign key from '%1' to '%2'"_s.arg(link.child, link.parent),
                                      {schema::AddForeignKey{child->id, -1, key}}};
    schema::Schema tried = schema;
    if (const auto applied = schema::applyChange(tried, change); !applied)
        return fail(applied.error());
    return change;
}

} // namespace relata::mapping
