#pragma once

#include "core/schema/table.h"

#include <QList>
#include <QMetaType>

namespace relata::schema {

/// The whole schema of a database or a drawing: its tables. A value: copying is cheap.
struct Schema
{
    QString engine; ///< "sqlite"
    QList<Table> tables;

    /// The table of that name, letter case ignored; null where there is none.
    const Table *table(const QString &name) const;
    const Table *table(base::TableId id) const;
    Table *table(base::TableId id);
    /// The table that holds the foreign key.
    const Table *tableOfLink(base::LinkId link) const;
    /// Ids that no table or link has yet, drawn at random; see base::freshId().
    base::TableId freeTableId() const;
    base::LinkId freeLinkId() const;

    bool operator==(const Schema &) const = default;
};

} // namespace relata::schema

Q_DECLARE_METATYPE(relata::schema::Schema)
