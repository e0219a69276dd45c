#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Why a foreign key leads nowhere, or why two tables are not linked, in words, with what mends it.
struct KeyCause
{
    QString sentence;
    QString hint;
    QList<Fix> fixes;
};

/// Of a foreign key that is not resolved: the table or column that does not exist, and the one that was
/// probably meant.
KeyCause causeOf(const Workbench &work, const KeyElement &element);
/// Of two tables between which a relationship finds no foreign key. The sentence is empty where there is no
/// better reason than that there is none.
KeyCause causeOfNoLink(const Workbench &work, const Draft &draft, int a, int b);
/// Fixes that declare a compared column foreign without changing the tables.
QList<Fix> markForeignFixes(const Workbench &work, const Draft &draft, const QList<JoinComparison> &join);

} // namespace relata::mapping
