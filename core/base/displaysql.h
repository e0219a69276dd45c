#pragma once

namespace relata::base {

/// Whether statements may run only to show something: counts and titles beside rows. With Off only what is in
/// memory is shown.
enum class DisplaySql { Off, On };

} // namespace relata::base
