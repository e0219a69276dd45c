#include "declarationchange.h"

#include "core/mapping/diagnostic.h"
#include "core/schema/schemachange.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

Done applyChange(Declarations &declarations, const DeclarationChange &change)
{
    ClassDeclaration *found = declarations.classNamed(change.before.name);
    if (!found || *found != change.before) {
        return fail(
            ErrorCode::InvalidChange,
            u"The class '%1' is not as it was when this change was proposed."_s.arg(change.before.name),
            u"Check the declarations again."_s);
    }
    *found = change.after;
    return {};
}

namespace {

Done applyToTables(Declarations &declarations, const schema::SchemaChange &change)
{
    schema::Schema schema;
    schema.engine = u"sqlite"_s;
    schema.tables = declarations.tables;
    if (const auto inverse = schema::applyChange(schema, change); !inverse)
        return fail(inverse.error());
    declarations.tables = schema.tables;
    return {};
}

} // namespace

Done applyFix(Declarations &declarations, const Fix &fix)
{
    if (const auto *change = fix.tables())
        return applyToTables(declarations, *change);
    const QList<DeclarationChange> changes =
        fix.declarations() ? fix.declarations()->changes : QList<DeclarationChange>();
    for (const DeclarationChange &change : changes) {
        if (const Done done = applyChange(declarations, change); !done)
            return done;
    }
    return {};
}

} // namespace relata::mapping
