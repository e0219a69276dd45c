#pragma once

#include <QRandomGenerator>

#include <limits>

namespace relata::base {

/// An id that nothing has yet, drawn at random: two copies of a design that are edited apart and merged later
/// do not give one id to two things, as they would by counting.
template<typename Id, typename IsTaken>
Id freshId(IsTaken isTaken)
{
    Id id;
    do {
        id = Id{int(QRandomGenerator::global()->bounded(1, std::numeric_limits<int>::max()))};
    } while (isTaken(id));
    return id;
}

} // namespace relata::base
