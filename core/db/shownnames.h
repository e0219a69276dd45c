#pragma once

#include "core/base/value.h"

#include <QHash>
#include <QSet>

namespace relata::db {

/// Names of tables or columns as the schema shows them. SQLite takes any bytes for a name; one that is not
/// valid UTF-8 cannot be written in a statement, and is shown with replacement characters. Different names
/// stay different.
class ShownNames
{
public:
    /// All names of one kind, as the database has them. Their order decides over the numbers.
    explicit ShownNames(const base::Values &names = {});

    /// The name as text. One that is not valid UTF-8 gets a number where another name reads like it.
    QString shown(const base::Value &name) const;
    /// Any name as text, with replacement characters where it is not valid UTF-8.
    static QString text(const base::Value &name);
    /// True where the name is valid UTF-8, so that statements can name the thing.
    static bool canBeWritten(const base::Value &name);

private:
    QString distinct(const QString &wish) const;

    QSet<QString> m_taken;              ///< by nameKey()
    QHash<QByteArray, QString> m_shown; ///< of names that cannot be written
};

} // namespace relata::db
