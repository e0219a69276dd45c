#include "declarations.h"

#include <algorithm>

namespace relata::mapping {

namespace {

template<typename List>
auto findNamed(List &list, const QString &name) -> decltype(&*list.begin())
{
    const auto found =
        std::find_if(list.begin(), list.end(), [&name](const auto &each) { return each.name == name; });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

QString ColumnName::text() const
{
    return table + u'.' + column;
}

const RelationshipDeclaration *ClassDeclaration::relationship(const QString &relationshipName) const
{
    return findNamed(relationships, relationshipName);
}

RelationshipDeclaration *ClassDeclaration::relationship(const QString &relationshipName)
{
    return findNamed(relationships, relationshipName);
}

const schema::Table *Declarations::table(const QString &name) const
{
    return findNamed(tables, name);
}

const ClassDeclaration *Declarations::classNamed(const QString &name) const
{
    return findNamed(classes, name);
}

ClassDeclaration *Declarations::classNamed(const QString &name)
{
    return findNamed(classes, name);
}

} // namespace relata::mapping
