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
    : text(std::move(words)), m_declaration(std::make_shared<const DeclarationChange>(std::move(change)))
{
}

bool Fix::operator==(const Fix &other) const
{
    return text == other.text && areEqual(m_tables, other.m_tables) &&
           areEqual(m_declaration, other.m_declaration);
}

} // namespace relata::mapping
