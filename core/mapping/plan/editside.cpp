#include "editside.h"

#include "core/mapping/declare/declarationchange.h"
#include "core/mapping/derive/derive.h"
#include "core/mapping/derive/derivednames.h"
#include "core/mapping/plan/declare.h"

#include <QRegularExpression>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Where a side is written.
struct Written
{
    ClassDeclaration owner;
    qsizetype index = -1;
    bool isBackref = false; ///< in the backref of the relationship there

    bool isFound() const { return index >= 0; }
};

Written writtenAt(const Declarations &declarations, const Side &side)
{
    const ClassDeclaration *own = declarations.classNamed(side.className);
    for (qsizetype i = 0; own && i < own->relationships.size(); ++i) {
        if (own->relationships[i].name == side.name)
            return {*own, i, false};
    }
    const ClassDeclaration *other = declarations.classNamed(side.target);
    for (qsizetype i = 0; other && i < other->relationships.size(); ++i) {
        const RelationshipDeclaration &each = other->relationships[i];
        if (each.backref && each.backref->name == side.name && each.target == side.className)
            return {*other, i, true};
    }
    return {};
}

base::Error noSuchSide(const Side &side)
{
    return {ErrorCode::UnknownRelationship,
            u"The design has no relationship '%1.%2' any more."_s.arg(side.className, side.name),
            u"Choose the link again."_s,
            {}};
}

} // namespace

Result<Given> withSideEdited(const Design &design, const Side &side,
                             const std::function<void(RelationshipOptions &)> &edit)
{
    const Written written = writtenAt(derive(design), side);
    if (!written.isFound())
        return fail(noSuchSide(side));
    DeclarationChange change{written.owner, written.owner};
    RelationshipDeclaration &declared = change.after.relationships[written.index];
    edit(written.isBackref ? declared.backref->options : static_cast<RelationshipOptions &>(declared));
    return declared == written.owner.relationships[written.index] ? Result<Given>(design.given)
                                                                  : mapping::declared(design, change);
}

Result<Given> withSideRenamed(const Design &design, const Side &side, const QString &name)
{
    const Written written = writtenAt(derive(design), side);
    if (!written.isFound())
        return fail(noSuchSide(side));
    if (name == side.name)
        return design.given;
    DeclarationChange change{written.owner, written.owner};
    RelationshipDeclaration &declared = change.after.relationships[written.index];
    (written.isBackref ? declared.backref->name : declared.name) = name;
    Result<Given> given = mapping::declared(design, change);
    if (!given)
        return given;
    for (ClassDeclaration &each : given->classes) {
        for (RelationshipDeclaration &other : each.relationships) {
            if (each.name == side.target && other.target == side.className &&
                other.backPopulates == side.name)
                other.backPopulates = name;
        }
    }
    return given;
}

QString nameFault(const MappedSchema &schema, const Side &side, const QString &name)
{
    static const QRegularExpression pythonName(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    if (name.isEmpty())
        return u"A relationship needs a name."_s;
    if (!pythonName.match(name).hasMatch())
        return u"A name is made of letters, digits and _, and begins with no digit."_s;
    if (isReservedName(name))
        return u"'%1' means something else in Python or in SQLAlchemy."_s.arg(name);
    for (const MappedClass &each : schema.classes) {
        if (each.name != side.className)
            continue;
        const schema::Table *table = schema.table(each.table);
        const bool isColumn = table && table->columnIndex(name) >= 0;
        if (isColumn || (each.relationship(name) && name != side.name))
            return u"'%1' already has an attribute '%2'."_s.arg(side.className, name);
    }
    return {};
}

RelationshipOptions optionsOf(const Design &design, const Side &side)
{
    return optionsOf(derive(design), side);
}

RelationshipOptions optionsOf(const Declarations &declarations, const Side &side)
{
    const Written written = writtenAt(declarations, side);
    if (!written.isFound())
        return {};
    const RelationshipDeclaration &declared = written.owner.relationships[written.index];
    return written.isBackref ? declared.backref->options : static_cast<const RelationshipOptions &>(declared);
}

} // namespace relata::mapping
