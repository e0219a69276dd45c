#include "joinpath.h"

#include <array>

namespace relata::schema {

QString directionWord(Direction direction)
{
    static constexpr std::array words = {"OneToMany", "ManyToOne", "ManyToMany"};
    return QString::fromLatin1(words[size_t(direction)]);
}

} // namespace relata::schema
