#pragma once

#include "core/mapping/diagnostic.h"

#include <QHash>
#include <QSet>

namespace relata::mapping {
struct Given;
struct MappedSchema;
} // namespace relata::mapping

namespace relata::ui {

/// Where on the canvas something was found, by what is to be marked there. Lints are no marks.
struct FindingPlaces
{
    QHash<base::TableId, QStringList> columns;  ///< with an error
    QHash<base::TableId, QStringList> nowhere;  ///< columns whose foreign key leads nowhere
    QHash<base::TableId, mapping::Grade> cards; ///< the worst about the table or its class itself
    QHash<base::LinkId, mapping::Grade> links;  ///< the worst about the key or one of its sides

    /// @param folded the keys of findings that the list folds, because the database is so: only errors of
    /// them are marked
    static FindingPlaces of(const mapping::MappedSchema &schema, const mapping::Given &given,
                            const QList<mapping::Diagnostic> &findings, const QSet<QString> &folded);
};

} // namespace relata::ui
