#include "diagnostic.h"

#include "core/mapping/declare/declarationchange.h"
#include "core/schema/schemachange.h"

#include <utility>

namespace relata::mapping {

namespace {

/// Whether two changes are there and equal, or neither is there.
template<typename Change>
bool areEqual(const std::shared_ptr<const Change> &one, const std::shared_ptr<const Change> &other)
{
    return one == other || (one && other && *one == *other);
}

} // namespace

Fix::Fix(QString words, schema::SchemaChange change)
    : text(std::move(words)), m_tables(std::make_shared<const schema::SchemaChange>(std::move(change)))
{
}

Fix::Fix(QString words, DeclarationChange change)
    : Fix(std::move(words), DeclarationChanges{{std::move(change)}})
{
}

Fix::Fix(QString words, DeclarationChanges changes)
    : text(std::move(words)), m_declarations(std::make_shared<const DeclarationChanges>(std::move(changes)))
{
}

bool Fix::operator==(const Fix &other) const
{
    return text == other.text && areEqual(m_tables, other.m_tables) &&
           areEqual(m_declarations, other.m_declarations);
}

} // namespace relata::mapping
