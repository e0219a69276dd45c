#pragma once

#include "core/schema/table.h"

namespace relata::tests {

/// The columns of each UNIQUE constraint, its other words left out.
inline QList<QStringList> columnsOf(const QList<schema::Unique> &uniques)
{
    QList<QStringList> all;
    for (const schema::Unique &unique : uniques)
        all += unique.columns;
    return all;
}

/// The condition of each CHECK.
inline QStringList conditionsOf(const QList<schema::Check> &checks)
{
    QStringList all;
    for (const schema::Check &check : checks)
        all += check.condition;
    return all;
}

inline QStringList namesOf(const QList<schema::Trigger> &triggers)
{
    QStringList all;
    for (const schema::Trigger &trigger : triggers)
        all += trigger.name;
    return all;
}

} // namespace relata::tests
