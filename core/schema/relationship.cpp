#include "relationship.h"

#include <array>

namespace relata::schema {

QString directionWord(Direction direction)
{
    static constexpr std::array words = {"OneToMany", "ManyToOne", "ManyToMany"};
    return QString::fromLatin1(words[size_t(direction)]);
}

QString lazyWord(Lazy lazy)
{
    static constexpr std::array words = {"select", "joined",       "subquery", "selectin",   "immediate",
                                         "raise",  "raise_on_sql", "noload",   "write_only", "dynamic"};
    return QString::fromLatin1(words[size_t(lazy)]);
}

const Relationship *MappedClass::relationship(const QString &relationshipName) const
{
    for (const Relationship &each : relationships) {
        if (each.name == relationshipName)
            return &each;
    }
    return nullptr;
}

} // namespace relata::schema
