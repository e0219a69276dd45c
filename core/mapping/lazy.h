#pragma once

#include <QStringList>

#include <optional>

namespace relata::mapping {

/// When related records are loaded: SQLAlchemy's `lazy`.
enum class Lazy {
    Select,
    Joined,
    Subquery,
    Selectin,
    Immediate,
    Raise,
    RaiseOnSql,
    Noload,
    WriteOnly,
    Dynamic
};

/// True where the related records come with their owners, without being asked for.
bool isEager(Lazy lazy);

/// The strategy as SQLAlchemy writes it ("select", "raise_on_sql").
QString lazyWord(Lazy lazy);

/// The loading strategy of a lazy= word, Python's True (select), False (joined) and None (noload) included;
/// an empty text is the default, select. Nothing for any other word.
std::optional<Lazy> lazyFromWord(const QString &word);

/// The words that lazy= takes, best known first.
const QStringList &lazyWords();

} // namespace relata::mapping
