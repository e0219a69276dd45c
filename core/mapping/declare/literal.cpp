#include "literal.h"

#include "core/base/value.h"

#include <utility>

namespace relata::mapping {

Literal::Literal(base::Value value) : m_value(std::make_shared<const base::Value>(std::move(value))) {}

const base::Value &Literal::value() const
{
    static const base::Value null;
    return m_value ? *m_value : null;
}

bool Literal::operator==(const Literal &other) const
{
    return value() == other.value();
}

} // namespace relata::mapping
