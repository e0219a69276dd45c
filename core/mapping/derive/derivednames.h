#pragma once

#include "core/schema/schema.h"

#include <QSet>

namespace relata::mapping {

/// What a foreign key's column calls its parent: "author_id" -> "author". Composite keys use the columns that
/// only this foreign key of the table has.
struct Role
{
    QString name;
    /// The column carried a key's ending, so that the rest is a name someone chose for the parent.
    bool spoken = false;
};
Role roleOf(const schema::Table &table, const schema::ForeignKey &key);

/// Names for the two sides of a foreign key's pair and of a many-to-many, as people would choose them: plural
/// for the many side, the column's role where two foreign keys go to one table, parent and children for a
/// self-reference. The names returned are wishes, best first; the caller takes the first that is free.
QStringList childSideWishes(const schema::Table &child, const schema::ForeignKey &key,
                            qsizetype linksToParent);
QStringList parentSideWishes(const schema::Table &child, const schema::ForeignKey &key,
                             qsizetype linksToParent);
/// How many of a table's usable foreign keys go to a table.
qsizetype linksTo(const QList<schema::ForeignKey> &usable, const QString &target);
/// The side of a many-to-many that leads through `far` to its target; `several` where more than one junction
/// links the two tables.
QStringList manySideWishes(const schema::Table &junction, const schema::ForeignKey &far, bool several);

/// A name that no attribute may have: a keyword of Python, or what the declarative base keeps for itself.
bool isReservedName(const QString &name);

/// Attribute names that a class has already: its columns, relationships, and what SQLAlchemy and Python
/// reserve.
class TakenNames
{
public:
    TakenNames() = default;
    explicit TakenNames(const schema::Table &table);

    /// A name that was given, whether it is free or not.
    void reserve(const QString &name) { m_taken += name.toLower(); }

    /// The first wish that is free, else the last one with a number; the name is taken from then on.
    QString take(const QStringList &wishes);

private:
    QSet<QString> m_taken;
};

} // namespace relata::mapping
