#pragma once

#include "core/schema/schema.h"

#include <QSet>

namespace relata::schema {

/// What a foreign key's column calls its parent: "author_id" -> "author". Composite keys use the columns that
/// only this foreign key of the table has.
struct Role
{
    QString name;
    bool spoken =
        false; ///< the column carried a key's ending, so that the rest is a name someone chose for the parent
};
Role roleOf(const Table &table, const ForeignKey &key);

/// Names for the two sides of a foreign key's pair and of a many-to-many, as people would choose them: plural
/// for the many side, the column's role where two foreign keys go to one table, parent and children for a
/// self-reference. The names returned are wishes, best first; the caller takes the first that is free.
QStringList childSideWishes(const Table &child, const ForeignKey &key, qsizetype linksToParent);
QStringList parentSideWishes(const Table &child, const ForeignKey &key, qsizetype linksToParent);
/// How many of a table's usable foreign keys go to a table.
qsizetype linksTo(const QList<ForeignKey> &usable, const QString &target);
/// The side of a many-to-many that leads through `far` to its target; `several` where more than one junction
/// links the two tables.
QStringList manySideWishes(const Table &junction, const ForeignKey &far, bool several);

/// Attribute names that a class has already: its columns, relationships, and what SQLAlchemy and Python
/// reserve.
class TakenNames
{
public:
    explicit TakenNames(const Table &table, const MappedClass *mapped = nullptr);

    /// The first wish that is free, else the last one with a number; the name is taken from then on.
    QString take(const QStringList &wishes);

private:
    QSet<QString> m_taken;
};

} // namespace relata::schema
