#pragma once

#include "core/base/result.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

/// The value of a result; a benchmark that fails has no figure, so it says why and ends.
template<typename T>
T must(relata::base::Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().text()));
        std::abort();
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}
