#pragma once

#include "core/base/recordkey.h"
#include "core/schema/schema.h"

namespace relata::records {

/// The titles of a table's rows as a part of a SELECT: what to select, which joins that needs, and the title
/// that a row of it makes. An association object's parents come by LEFT JOINs, one level deep. A value.
class TitleSelect
{
public:
    /// A parent whose title is a part of the rows' titles. Named by its key where it has no columns.
    struct Parent
    {
        schema::ForeignKey key;
        QStringList columns;
    };

    TitleSelect(const schema::Schema &schema, const schema::Table &table);

    /// Not empty where the rows are named by their parents; ownColumns() is empty then.
    const QList<Parent> &parents() const { return m_parents; }
    const QStringList &ownColumns() const { return m_ownColumns; }

    /// SQL expressions whose values title() takes, in this order.
    const QStringList &wanted() const { return m_wanted; }
    /// " LEFT JOIN ..." after FROM; empty where the rows name themselves.
    const QString &joins() const { return m_joins; }
    /// The expressions among wanted() in which a person's text is looked for.
    const QStringList &searched() const { return m_searched; }
    /// The title of the row with that key. `cells`: the values of wanted().
    QString title(const base::Values &cells, const base::RecordKey &key) const;
    /// The title of a parent by the values of its foreign key and of its title columns.
    static QString parentTitle(const Parent &parent, const base::Values &keyValues,
                               const base::Values &titleValues);

private:
    void join(const schema::Table &table, const schema::Table &target, const Parent &parent);

    QStringList m_ownColumns;
    QList<Parent> m_parents;
    QStringList m_wanted;
    QString m_joins;
    QStringList m_searched;
};

} // namespace relata::records
