#pragma once

#include <QString>

namespace relata::ui {

/// A SELECT with each of its clauses on a line of its own; what stands in brackets or quotes stays together.
QString inClauses(const QString &sql);

/// The same text with long lists of placeholders cut: "IN (?, ?, … 100 in all)".
QString withShortLists(const QString &sql);

} // namespace relata::ui
