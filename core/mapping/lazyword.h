#pragma once

#include "core/schema/relationship.h"

#include <QStringList>

#include <optional>

namespace relata::mapping {

/// The loading strategy of a lazy= word, Python's True (select), False (joined) and None (noload) included;
/// an empty text is the default, select. Nothing for any other word.
std::optional<schema::Lazy> lazyFromWord(const QString &word);

/// The words that lazy= takes, best known first.
const QStringList &lazyWords();

} // namespace relata::mapping
