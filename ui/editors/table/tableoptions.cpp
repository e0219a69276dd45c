#include "ui/editors/table/tableoptions.h"

#include "core/mapping/derive/derive.h"
#include "core/mapping/plan/declare.h"
#include "core/models/pythontext.h"
#include "ui/editors/table/columnedits.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::Result;
using project::DocumentChange;

namespace {

struct OptionWords
{
    Q_DECLARE_TR_FUNCTIONS(TableEditor)
};

} // namespace

Result<DocumentChange> planTableName(const schema::Schema &schema, base::TableId id, const QString &name)
{
    const schema::Table *table = schema.table(id);
    if (!table || table->name == name)
        return DocumentChange();
    return possibleChange(schema, {schema::RenameTable{id, name}},
                          OptionWords::tr("Rename '%1' to '%2'").arg(table->name, name));
}

Result<DocumentChange> planWithoutRowid(const schema::Schema &schema, base::TableId id, bool isWithout)
{
    const schema::Table *table = schema.table(id);
    if (!table)
        return DocumentChange();
    schema::Table now = *table;
    now.withoutRowid = isWithout;
    return planWholeTable(schema, now,
                          isWithout ? OptionWords::tr("Keep '%1' without rowid").arg(now.name)
                                    : OptionWords::tr("Keep '%1' with a rowid").arg(now.name));
}

Result<DocumentChange> planClassName(const mapping::Design &design, base::TableId id, const QString &name)
{
    const schema::Table *table = design.schema.table(id);
    const mapping::Declarations declarations = mapping::derive(design);
    const auto isMapped = [table](const mapping::ClassDeclaration &each) {
        return table && schema::sameName(each.table, table->name);
    };
    const auto found = std::ranges::find_if(declarations.classes, isMapped);
    if (found == declarations.classes.cend() || found->name == name)
        return DocumentChange();
    if (!models::isIdentifier(name))
        return base::fail(ErrorCode::InvalidChange, OptionWords::tr("'%1' is no name of a class.").arg(name),
                          OptionWords::tr("It is made of letters, digits and _, and begins with no digit."));
    if (models::isKeyword(name))
        return base::fail(ErrorCode::InvalidChange,
                          OptionWords::tr("'%1' means something else in Python.").arg(name),
                          OptionWords::tr("Choose another name."));
    if (const mapping::ClassDeclaration *taken = declarations.classNamed(name))
        return base::fail(
            ErrorCode::NameTaken,
            OptionWords::tr("The class of '%1' is called '%2' already.").arg(taken->table, name),
            OptionWords::tr("Choose another name."));
    mapping::ClassDeclaration after = *found;
    after.name = name;
    const auto given = mapping::declared(design, {*found, after});
    if (!given)
        return base::fail(given.error());
    return DocumentChange{OptionWords::tr("Call the class of '%1' '%2'").arg(table->name, name),
                          {mapping::GivenChange{design.given, *given}}};
}

} // namespace relata::ui
