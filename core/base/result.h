#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace relata::base {

/// Either a value or the Error that says why there is none.
template<typename T>
using Result = tl::expected<T, Error>;

/// A Result that carries nothing but success.
using Done = Result<void>;

/// Wraps an Error for return from a function with a Result.
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// Builds and wraps an Error in one go.
inline tl::unexpected<Error> fail(ErrorCode code, QString sentence, QString hint = {}, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(sentence), std::move(hint), std::move(detail)});
}

} // namespace relata::base
