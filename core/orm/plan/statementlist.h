#pragma once

#include "core/orm/plan/loadplan.h"

namespace relata::orm {

/// A statement that loading sends, once or again and again.
struct ListedStatement
{
    QString label; ///< what it loads: "Author", "Author.books"
    LoadStep::Count count = LoadStep::Count::Once;
    QString sql;

    bool operator==(const ListedStatement &) const = default;
};

/// The statements that show some objects of a class together with what one of its relationships leads to,
/// each once, in the order in which a session first sends them. What the class's other relationships load is
/// left out. Where the relationship's `lazy` refuses to load, there is only the first.
/// @param owners how many objects are shown: the first statement's LIMIT
/// @param keys how many an IN compares
QList<ListedStatement> statementsOf(const MapperRegistry &registry, const MappedRelationship &relationship,
                                    qint64 owners, qint64 keys);

} // namespace relata::orm
