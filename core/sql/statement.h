#pragma once

#include "core/base/value.h"

#include <QString>

namespace relata::sql {

/// SQL text with `?` placeholders and the values for them, in order.
struct Statement
{
    QString text;
    base::Values values;

    bool operator==(const Statement &) const = default;
};

} // namespace relata::sql
