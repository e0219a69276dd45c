#include "lazyword.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Lazy;

namespace {

constexpr Lazy kStrategies[] = {Lazy::Select,    Lazy::Selectin, Lazy::Joined,     Lazy::Subquery,
                                Lazy::Immediate, Lazy::Raise,    Lazy::RaiseOnSql, Lazy::WriteOnly,
                                Lazy::Dynamic,   Lazy::Noload};

} // namespace

std::optional<Lazy> lazyFromWord(const QString &word)
{
    if (word.isEmpty() || word == "True"_L1)
        return Lazy::Select;
    if (word == "False"_L1)
        return Lazy::Joined;
    if (word == "None"_L1)
        return Lazy::Noload;
    const qsizetype index = lazyWords().indexOf(word);
    return index < 0 ? std::nullopt : std::optional(kStrategies[index]);
}

const QStringList &lazyWords()
{
    static const QStringList words = [] {
        QStringList all;
        for (const Lazy lazy : kStrategies)
            all += schema::lazyWord(lazy);
        return all;
    }();
    return words;
}

} // namespace relata::mapping
