#include "declaredlink.h"

#include "core/mapping/derive/derive.h"
#include "core/schema/junction.h"

#include <algorithm>

namespace relata::mapping {

using schema::sameName;

namespace {

/// Null where the class has none of that name that works.
const Side *workingSide(const MappedSchema &schema, const QString &className, const QString &name)
{
    const auto owner = std::ranges::find(schema.classes, className, &MappedClass::name);
    return owner == schema.classes.cend() ? nullptr : owner->relationship(name);
}

/// What can be said of a side whether it works or not.
Side sideOf(const MappedSchema &schema, const ClassDeclaration &owner,
            const RelationshipDeclaration &declared, const DeclaredLink &link, KeyEnd end)
{
    if (const Side *working = workingSide(schema, owner.name, declared.name))
        return *working;
    Side side;
    side.name = declared.name;
    side.className = owner.name;
    side.target = declared.target;
    side.targetTable = end == KeyEnd::Parent ? link.child : link.parent;
    side.backPopulates = declared.backPopulates;
    side.secondary = declared.secondary;
    side.direction = link.isManyToMany()     ? schema::Direction::ManyToMany
                     : end == KeyEnd::Parent ? schema::Direction::OneToMany
                                             : schema::Direction::ManyToOne;
    side.uselist = declared.uselist.value_or(side.direction != schema::Direction::ManyToOne);
    side.lazy = lazyFromWord(declared.lazy).value_or(Lazy::Select);
    side.link = link.stand.link(end);
    return side;
}

/// The side that a backref makes, written as a declaration of its own.
RelationshipDeclaration ofBackref(const ClassDeclaration &owner, const RelationshipDeclaration &declared)
{
    RelationshipDeclaration made;
    static_cast<RelationshipOptions &>(made) = declared.backref->options;
    made.name = declared.backref->name;
    made.target = owner.name;
    made.backPopulates = declared.name;
    made.secondary = declared.secondary;
    return made;
}

void findSides(const MappedSchema &schema, const Declarations &declarations, DeclaredLink &link)
{
    for (const ClassDeclaration &owner : declarations.classes) {
        for (const RelationshipDeclaration &each : owner.relationships) {
            for (const KeyEnd end : {KeyEnd::Parent, KeyEnd::Child}) {
                if (!link.stand.isSide(each, end))
                    continue;
                const bool isParent = end == KeyEnd::Parent;
                (isParent ? link.parentSide : link.childSide) = sideOf(schema, owner, each, link, end);
                const ClassDeclaration *target = declarations.classNamed(each.target);
                if (each.backref && target)
                    (isParent ? link.childSide : link.parentSide) =
                        sideOf(schema, *target, ofBackref(owner, each), link,
                               isParent ? KeyEnd::Child : KeyEnd::Parent);
            }
        }
    }
}

std::optional<Side> copyOf(const Side *side)
{
    return side ? std::optional(*side) : std::nullopt;
}

/// A declaration that was made for no link is found by what it stands on.
void findUntiedSides(const MappedSchema &schema, DeclaredLink &link)
{
    if (!link.parentSide)
        link.parentSide = copyOf(schema.parentSide(link.stand.parent));
    if (!link.childSide)
        link.childSide = copyOf(link.isManyToMany() ? schema.parentSide(link.stand.child)
                                                    : schema.childSide(link.stand.child));
}

} // namespace

bool LinkStand::isSide(const RelationshipDeclaration &declared, KeyEnd end) const
{
    if (declared.link != link(end) || !sameName(declared.secondary, junction))
        return false;
    return !junction.isEmpty() || declared.end == end;
}

LinkStand standOf(const Design &design, base::LinkId link)
{
    const schema::Table *owner = design.schema.tableOfLink(link);
    if (owner && !design.given.classOf(owner->name) && schema::isPureJunction(design.schema, *owner)) {
        const QList<schema::ForeignKey> keys = schema::usableForeignKeys(design.schema, *owner);
        const bool isOneOfThem =
            std::ranges::any_of(keys, [link](const auto &key) { return key.id == link; });
        if (isOneOfThem)
            return {keys[0].id, keys[1].id, owner->name};
    }
    return {link, link, {}};
}

bool DeclaredLink::concerns(const Place &where) const
{
    const auto isAt = [&where](const std::optional<Side> &side) {
        return side && where.className == side->className && where.relationship == side->name;
    };
    return (where.foreignKey.isValid() && keys.contains(where.foreignKey)) || isAt(parentSide) ||
           isAt(childSide);
}

DeclaredLink declaredLink(const MappedSchema &schema, const Design &design, base::LinkId link)
{
    return declaredLink(schema, design, derive(design), link);
}

DeclaredLink declaredLink(const MappedSchema &schema, const Design &design, const Declarations &declarations,
                          base::LinkId link)
{
    DeclaredLink found;
    found.link = link;
    found.stand = standOf(design, link);
    const schema::Table *owner = schema.tableOfLink(link);
    if (owner && found.isManyToMany()) {
        found.keys = {found.stand.parent, found.stand.child};
        found.parent = owner->foreignKey(found.stand.parent)->table;
        found.child = owner->foreignKey(found.stand.child)->table;
    } else if (owner) {
        found.keys = {link};
        found.parent = owner->foreignKey(link)->table;
        found.child = owner->name;
    } else {
        const QList<KeylessLink> all = keylessLinks(schema, design.given);
        const auto keyless = std::ranges::find(all, link, &KeylessLink::link);
        if (keyless == all.cend())
            return found;
        found.keyless = *keyless;
        found.parent = keyless->parent;
        found.child = keyless->child;
    }
    findSides(schema, declarations, found);
    findUntiedSides(schema, found);
    return found;
}

} // namespace relata::mapping
