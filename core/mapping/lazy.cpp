#include "lazy.h"

#include <array>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

constexpr Lazy kStrategies[] = {Lazy::Select,    Lazy::Selectin, Lazy::Joined,     Lazy::Subquery,
                                Lazy::Immediate, Lazy::Raise,    Lazy::RaiseOnSql, Lazy::WriteOnly,
                                Lazy::Dynamic,   Lazy::Noload};

} // namespace

QString lazyWord(Lazy lazy)
{
    static constexpr std::array words = {"select", "joined",       "subquery", "selectin",   "immediate",
                                         "raise",  "raise_on_sql", "noload",   "write_only", "dynamic"};
    return QString::fromLatin1(words[size_t(lazy)]);
}

bool isEager(Lazy lazy)
{
    return lazy == Lazy::Joined || lazy == Lazy::Subquery || lazy == Lazy::Selectin ||
           lazy == Lazy::Immediate;
}

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
            all += lazyWord(lazy);
        return all;
    }();
    return words;
}

} // namespace relata::mapping
