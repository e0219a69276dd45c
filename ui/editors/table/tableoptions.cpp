#include "ui/editors/table/tableoptions.h"

#include "core/mapping/declare/declarationchange.h"
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

base::Done checkAttribute(const schema::Table &table, const mapping::ClassDeclaration &declared,
                          const QString &column, const QString &name)
{
    if (!models::isIdentifier(name) || models::isKeyword(name))
        return base::fail(
            ErrorCode::InvalidChange, OptionWords::tr("'%1' is no name of an attribute.").arg(name),
            OptionWords::tr("It is made of letters, digits and _, and is no keyword of Python."));
    const bool isTaken =
        declared.relationship(name) || std::ranges::any_of(table.columns, [&](const auto &each) {
            return each.name != column && declared.attributes.value(each.name, each.name) == name;
        });
    if (isTaken)
        return base::fail(ErrorCode::NameTaken,
                          OptionWords::tr("'%1' already has an attribute '%2'.").arg(declared.name, name),
                          OptionWords::tr("Choose another name."));
    return {};
}

} // namespace

Result<DocumentChange> planTableName(const schema::Schema &schema, base::TableId id, const QString &name)
{
    const schema::Table *table = schema.table(id);
    if (!table || table->name == name)
        return DocumentChange();
    return possibleChange(schema, {schema::RenameTable{id, name}},
                          OptionWords::tr("Rename '%1' to '%2'").arg(table->name, name));
}

bool hasOption(const schema::Table &table, TableOption option)
{
    switch (option) {
    case TableOption::WithoutRowid:
        return table.withoutRowid;
    case TableOption::Strict:
        return table.strict;
    case TableOption::Autoincrement:
        break;
    }
    return table.keyClause.autoincrement;
}

Result<DocumentChange> planOption(const schema::Schema &schema, base::TableId id, TableOption option,
                                  bool isOn)
{
    const schema::Table *table = schema.table(id);
    if (!table)
        return DocumentChange();
    schema::Table now = *table;
    QString text;
    switch (option) {
    case TableOption::WithoutRowid:
        now.withoutRowid = isOn;
        now.keyClause.autoincrement = now.keyClause.autoincrement && !isOn;
        text = isOn ? OptionWords::tr("Keep '%1' without rowid") : OptionWords::tr("Keep '%1' with a rowid");
        break;
    case TableOption::Strict:
        now.strict = isOn;
        text = isOn ? OptionWords::tr("Make '%1' STRICT") : OptionWords::tr("Make '%1' not STRICT");
        break;
    case TableOption::Autoincrement:
        now.keyClause.autoincrement = isOn;
        text = isOn ? OptionWords::tr("Turn AUTOINCREMENT on for '%1'")
                    : OptionWords::tr("Turn AUTOINCREMENT off for '%1'");
        break;
    }
    return planWholeTable(schema, now, text.arg(now.name));
}

Result<DocumentChange> planTableComment(const schema::Schema &schema, base::TableId id,
                                        const QString &comment)
{
    const schema::Table *table = schema.table(id);
    if (!table)
        return DocumentChange();
    schema::Table now = *table;
    now.comment = comment.isEmpty() ? QString() : comment;
    return planWholeTable(schema, now, OptionWords::tr("Comment of '%1'").arg(now.name));
}

QString attributeName(const mapping::Design &design, base::TableId id, const QString &column)
{
    const schema::Table *table = design.schema.table(id);
    const mapping::ClassDeclaration *given = table ? design.given.classOf(table->name) : nullptr;
    return given ? given->attributes.value(column) : QString();
}

Result<DocumentChange> planAttribute(const mapping::Design &design, base::TableId id, const QString &column,
                                     const QString &name)
{
    const schema::Table *table = design.schema.table(id);
    const mapping::Declarations declarations = mapping::derive(design);
    const auto found =
        std::ranges::find_if(declarations.classes, [table](const mapping::ClassDeclaration &each) {
            return table && schema::sameName(each.table, table->name);
        });
    if (found == declarations.classes.cend() || found->attributes.value(column) == name)
        return DocumentChange();
    mapping::ClassDeclaration after = *found;
    after.attributes.remove(column);
    if (!name.isEmpty() && name != column) {
        if (const base::Done done = checkAttribute(*table, *found, column, name); !done)
            return base::fail(done.error());
        after.attributes.insert(column, name);
    }
    const auto given = mapping::declared(design, {*found, after});
    if (!given)
        return base::fail(given.error());
    return DocumentChange{OptionWords::tr("Attribute of '%1.%2'").arg(table->name, column),
                          {mapping::GivenChange{design.given, *given}}};
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
