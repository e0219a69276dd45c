#pragma once

#include "core/mapping/diagnostic.h"

#include <QByteArray>
#include <QSet>

namespace relata::interchange {

/// Findings as JSON for scripts: {"errors": 1, "warnings": 0, "lints": 0, "folded": 3, "findings": [...]}.
/// The counts leave out those whose keys are in `folded`, which are marked so in the list.
QByteArray findingsToJson(const QList<mapping::Diagnostic> &findings, const QSet<QString> &folded);

/// The same for people, a line for each and one for all that are folded.
QString findingsToText(const QList<mapping::Diagnostic> &findings, const QSet<QString> &folded);

} // namespace relata::interchange
