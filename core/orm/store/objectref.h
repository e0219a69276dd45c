#pragma once

#include <QHashFunctions>

namespace relata::orm {

/// An object of a session by its place: the class and the row in that class's heap. A default one is None.
/// A value; it stays valid as long as the session lives.
struct ObjectRef
{
    qint32 cls = -1;
    quint32 row = 0;

    bool isNone() const { return cls < 0; }
    bool operator==(const ObjectRef &) const = default;
    auto operator<=>(const ObjectRef &) const = default;
    friend size_t qHash(ObjectRef ref, size_t seed = 0)
    {
        return ::qHash((quint64(quint32(ref.cls)) << 32) | ref.row, seed);
    }
};

} // namespace relata::orm
