#include "countselect.h"

#include "core/sql/dialect.h"
#include "core/sql/wantedrows.h"

namespace relata::sql {

using namespace Qt::StringLiterals;
using base::Values;
using schema::ColumnPair;

namespace {

QStringList columnsOf(const QString &table, const QList<ColumnPair> &pairs, QString ColumnPair::*side)
{
    QStringList names;
    for (const ColumnPair &pair : pairs)
        names += quoted(table) + u'.' + quoted(pair.*side);
    return names;
}

/// Writes one statement; its names keep clear of people's.
class CountSelect
{
public:
    CountSelect(const RelationshipTables &tables, const QList<Values> &owners)
        : m_tables(tables),
          m_names(tables.owner.name + u' ' + tables.target.name + u' ' +
                  (tables.secondary ? tables.secondary->name : QString())),
          m_wanted(owners, m_names)
    {
    }

    Statement build()
    {
        Statement statement = m_wanted.statement();
        const bool isPlain = isChildPlain() && m_tables.toOwner().isPlain();
        if (m_tables.secondary)
            statement.text += throughSecondary();
        else
            statement.text += isPlain ? countedFirst() : byLookUp();
        return statement;
    }

private:
    /// A parent's key is compared as its column says; only children need more.
    bool isChildPlain() const { return m_tables.side.direction != schema::Direction::ManyToOne; }

    const QString &from() const
    {
        return m_tables.secondary ? m_tables.secondary->name : m_tables.target.name;
    }
    QStringList remote() const { return columnsOf(from(), m_tables.side.pairs, &ColumnPair::remote); }

    /// Counting first and joining then reads a table without an index only once.
    QString countedFirst() const
    {
        const QString counted = freeName(u"_counted"_s, m_names);
        const QStringList columns = remote();
        QStringList named;
        QStringList same;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            named += u"%1 AS c%2"_s.arg(columns[i], QString::number(i));
            same += u"%1.c%2 = %3"_s.arg(counted, QString::number(i), m_wanted.values()[i]);
        }
        return u"SELECT "_s + m_wanted.number() + u", "_s + counted + u".total FROM "_s + m_wanted.name() +
               u" JOIN (SELECT "_s + named.join(u", "_s) + u", count(*) AS total FROM "_s + quoted(from()) +
               u" WHERE "_s + rowValue(columns) + u" IN (SELECT "_s + m_wanted.values().join(u", "_s) +
               u" FROM "_s + m_wanted.name() + u") GROUP BY "_s + columns.join(u", "_s) + u") AS "_s +
               counted + u" ON "_s + same.join(u" AND "_s);
    }

    /// Each child looks for its parent, as the database does.
    QString byLookUp() const
    {
        return u"SELECT "_s + m_wanted.number() + u", count(*) FROM "_s + childrenWithOwners() +
               u" GROUP BY "_s + m_wanted.number();
    }

    QString childrenWithOwners() const
    {
        const KeyMatch match = m_tables.toOwner();
        const QString alias = freeName(u"_owner"_s, m_names);
        QStringList same;
        for (qsizetype i = 0; i < m_tables.side.pairs.size(); ++i)
            same += alias + u'.' + quoted(m_tables.side.pairs[i].local) + u" = "_s + m_wanted.values()[i];
        return quoted(from()) + u" CROSS JOIN "_s + quoted(m_tables.owner.name) + u" AS "_s + alias +
               u" ON "_s + match.joined(alias) + u" CROSS JOIN "_s + m_wanted.name() + u" ON "_s +
               same.join(u" AND "_s);
    }

    /// Pairs that lead to no row, and pairs that are there twice, do not count.
    QString throughSecondary() const
    {
        const KeyMatch toTarget = m_tables.toTarget();
        const QString target = freeName(u"_target"_s, m_names);
        const QStringList far = columnsOf(from(), m_tables.side.secondaryPairs, &ColumnPair::remote);
        const QString pairs = m_tables.toOwner().isPlain()
                                  ? m_wanted.name() + u" JOIN "_s + quoted(from()) + u" ON "_s +
                                        allEqual(remote(), m_wanted.values())
                                  : childrenWithOwners();
        if (toTarget.isPlain()) {
            return u"SELECT n, count(*) FROM (SELECT DISTINCT "_s + m_wanted.number() + u", "_s +
                   far.join(u", "_s) + u" FROM "_s + pairs + u" WHERE EXISTS (SELECT 1 FROM "_s +
                   quoted(m_tables.target.name) + u" AS "_s + target + u" WHERE "_s +
                   toTarget.joined(target) + u")) GROUP BY n"_s;
        }
        QStringList own;
        for (const ColumnPair &pair : m_tables.side.secondaryPairs)
            own += target + u'.' + quoted(pair.local);
        return u"SELECT n, count(*) FROM (SELECT DISTINCT "_s + m_wanted.number() + u", "_s +
               own.join(u", "_s) + u" FROM "_s + pairs + u" JOIN "_s + quoted(m_tables.target.name) +
               u" AS "_s + target + u" ON "_s + toTarget.joined(target) + u") GROUP BY n"_s;
    }

    const RelationshipTables &m_tables;
    const QString m_names; ///< of all tables in the statement
    const WantedRows m_wanted;
};

} // namespace

Statement selectCounts(const RelationshipTables &tables, const QList<Values> &owners)
{
    return CountSelect(tables, owners).build();
}

} // namespace relata::sql
