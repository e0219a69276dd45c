#pragma once

#include "core/mapping/configuration.h"
#include "core/mapping/declare/design.h"
#include "core/schema/joinpath.h"

#include <memory>

namespace relata::mapping {

/// One side of a configured relationship, as it is read: by names instead of numbers. A value.
struct Side : schema::JoinPath
{
    QString name;
    QString className;     ///< the class that has it
    QString target;        ///< the class at the other end
    QString backPopulates; ///< the name of the other side, else empty
    Lazy lazy = Lazy::Select;
    /// The foreign key that it stands on; of a many-to-many the one that points at the owner. Where it stands
    /// on none the id that both sides were declared with, which no key has; else invalid.
    base::LinkId link;
    int number = -1; ///< in Configuration::relationships

    bool operator==(const Side &) const = default;
};

/// A class of a configuration with its relationships.
struct MappedClass
{
    QString name;
    QString table;
    QList<Side> relationships; ///< in the order of definition

    /// Null where there is none of that name.
    const Side *relationship(const QString &relationshipName) const;
    bool operator==(const MappedClass &) const = default;
};

/// A schema with what its declarations mean: everything that draws, lists or loads relationships reads this.
/// Made by mapped() and never edited; copying is cheap, and a const one may be read from any thread.
struct MappedSchema : schema::Schema
{
    /// Shared, because threads, models and nodes read one that never changes. Never null.
    std::shared_ptr<const Configuration> configuration = std::make_shared<const Configuration>();
    QList<MappedClass> classes;

    /// Null where no class is mapped to the table.
    const MappedClass *classOf(const QString &tableName) const;
    const Side *relationship(const QString &tableName, const QString &relationshipName) const;
    /// The two sides that stand on a foreign key, or were declared without any: the child's (many-to-one) and
    /// the parent's. Null where there is none, as for the foreign keys of a pure junction.
    const Side *childSide(base::LinkId link) const;
    const Side *parentSide(base::LinkId link) const;

    /// The same relationships on these tables, which must differ in nothing that relationships hang on: as
    /// when the columns of views come later.
    MappedSchema withTables(const schema::Schema &schema) const;

    /// The same tables, and declarations that mean the same.
    bool operator==(const MappedSchema &other) const;
};

/// Derives what nobody declared, and finds out what everything means. A pure function.
MappedSchema mapped(const Design &design);
/// The same of tables about which nobody declared anything.
MappedSchema mapped(const schema::Schema &schema);

} // namespace relata::mapping

Q_DECLARE_METATYPE(relata::mapping::MappedSchema)
