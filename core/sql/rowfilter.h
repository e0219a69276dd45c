#pragma once

#include "core/base/value.h"
#include "core/schema/schema.h"

namespace relata::sql {

/// The condition under which a row shows a text: in a value as the grid prints it, in the title of a parent,
/// as NULL; or under which it is the row of a key (keyfilter.h), or its columns compare as the text says
/// (columnfilter.h). Written for SQLite, whose LIKE prints a real with 15 digits only. A value.
class RowFilter
{
public:
    /// A foreign key whose parents' titles are looked through, too.
    struct Parent
    {
        QString table;
        QStringList titleColumns;
        QString alias; ///< a name for the parent that hides no other
        QString on;    ///< which parent is a row's
    };

    /// Those that the grid shows by a title of their own.
    static QList<Parent> parentsOf(const schema::Schema &schema, const schema::Table &table);

    RowFilter(const schema::Table &table, const QString &text, const QList<Parent> &parents);

    const QString &condition() const { return m_condition; }
    const base::Values &values() const { return m_values; }

private:
    QString shownIn(const QString &expression);
    QString parentShows(const Parent &parent);
    QString bind(const base::Value &value);

    const QString m_text;
    QString m_condition;
    base::Values m_values;
};

} // namespace relata::sql
