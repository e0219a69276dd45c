#include "constraint.h"

#include <array>
#include <utility>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

const std::array<std::pair<OnConflict, QLatin1StringView>, 5> kWords = {
    {{OnConflict::Rollback, "ROLLBACK"_L1},
     {OnConflict::Abort, "ABORT"_L1},
     {OnConflict::Fail, "FAIL"_L1},
     {OnConflict::Ignore, "IGNORE"_L1},
     {OnConflict::Replace, "REPLACE"_L1}}};

} // namespace

QString conflictWord(OnConflict conflict)
{
    for (const auto &[each, word] : kWords) {
        if (each == conflict)
            return word;
    }
    return {};
}

OnConflict conflictFromWord(const QString &word)
{
    for (const auto &[each, known] : kWords) {
        if (known.compare(word, Qt::CaseInsensitive) == 0)
            return each;
    }
    return OnConflict::Default;
}

} // namespace relata::schema
