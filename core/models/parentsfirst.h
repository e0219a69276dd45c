#pragma once

#include "core/mapping/declare/declarations.h"

namespace relata::models {

/// The tables in their order, but those that others refer to before these, as far as there is such an order.
/// The pointers are into the declarations.
QList<const schema::Table *> parentsFirst(const mapping::Declarations &declarations);

} // namespace relata::models
