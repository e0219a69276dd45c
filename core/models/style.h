#pragma once

#include <QString>

#include <optional>

namespace relata::models {

/// How classes are written: with db.Column(), for SQLAlchemy 1.4 and 2.0, or with the annotations of 2.0
/// (Mapped[]).
enum class Style { Legacy, Mapped };

/// The style as a word of a command line or a design's setting ("legacy", "mapped").
QString styleWord(Style style);
/// Nothing for any other word.
std::optional<Style> styleFromWord(const QString &word);

} // namespace relata::models
