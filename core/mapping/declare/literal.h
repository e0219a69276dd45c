#pragma once

#include <memory>

namespace relata::base {
class Value;
}

namespace relata::mapping {

/// The literal that a join condition compares a column with; NULL where nothing was given. A value of its
/// own, so that who reads declarations need not know what a value is.
class Literal
{
public:
    Literal() = default;
    /// Not explicit: a value is a literal.
    Literal(base::Value value);

    const base::Value &value() const;
    bool operator==(const Literal &other) const;

private:
    std::shared_ptr<const base::Value> m_value; ///< null: NULL
};

} // namespace relata::mapping
