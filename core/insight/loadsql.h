#pragma once

#include "core/insight/loadcost.h"

namespace relata::insight {

/// A statement of a load, and how often it is sent.
struct LoadSql
{
    /// How its number grows.
    enum class Sent { Once, PerKeys, PerRow };
    QString label; ///< what it loads: "Author", "Author.books"
    Sent sent = Sent::Once;
    QString sql; ///< exactly as a session sends it, `?` for values

    bool operator==(const LoadSql &) const = default;
};

/// The statements that show some rows with what a relationship of theirs leads to, each once, in the order in
/// which they are first sent: those that an orm::Session would send to SQLite if the relationship had that
/// lazy. A strategy that refuses to load has only the first. No database is asked. Any thread.
/// @param scale what is shown; the first statement has the rows as its LIMIT
QList<LoadSql> loadSql(const mapping::MappedSchema &schema, const mapping::Side &side, mapping::Lazy lazy,
                       const LoadScale &scale);

} // namespace relata::insight
