#include "selectbuilder.h"

#include "core/sql/dialect.h"
#include "core/sql/wantedrows.h"

namespace relata::sql {

using namespace Qt::StringLiterals;
using base::PageRequest;
using base::Value;
using base::Values;
using schema::RowAddress;
using schema::Table;

namespace {

QStringList prefixed(const QString &table, const QStringList &columns)
{
    QStringList all;
    all.reserve(columns.size());
    for (const QString &column : columns)
        all += quoted(table) + u'.' + quoted(column);
    return all;
}

/// Collects the parts of one page's SELECT.
class PageSelect
{
public:
    PageSelect(const Table &table, const PageRequest &request, const QList<RowFilter::Parent> &parents)
        : m_table(table),
          m_request(request),
          m_parents(parents),
          m_address(schema::addressOf(table)),
          m_direction(request.sortOrder == Qt::DescendingOrder ? u" DESC"_s : QString())
    {
        // Ties are ordered in the direction of the sort, so that an index on the column gives the whole
        // order.
        if (!request.sortColumn.isNull())
            m_sorted += request.sortColumn;
        for (const QString &column : m_address.columns) {
            if (!schema::sameName(column, request.sortColumn))
                m_sorted += column;
        }
    }

    void follow(const RelationshipTables *tables, const Values &owner)
    {
        if (!tables)
            return;
        if (tables->side.direction == schema::Direction::ManyToOne) {
            for (const schema::ColumnPair &pair : tables->side.pairs)
                m_where += name(pair.remote) + u" = ?"_s;
            m_values += owner;
            return;
        }
        const QString belongs = tables->toOwner().belongs(owner, m_values);
        if (!tables->secondary) {
            m_where += belongs;
            return;
        }
        // A junction without a key may hold a pair twice; the row still comes once.
        const QString through = quoted(tables->secondary->name);
        const KeyMatch toTarget = tables->toTarget();
        if (!toTarget.isPlain()) {
            m_where += u"EXISTS (SELECT 1 FROM "_s + through + u" WHERE "_s + belongs + u" AND "_s +
                       toTarget.joined(quoted(m_table.name)) + u')';
            return;
        }
        QStringList own;
        QStringList far;
        for (const schema::ColumnPair &pair : tables->side.secondaryPairs) {
            own += name(pair.local);
            far += through + u'.' + quoted(pair.remote);
        }
        m_where += rowValue(own) + u" IN (SELECT "_s + far.join(u", "_s) + u" FROM "_s + through +
                   u" WHERE "_s + belongs + u')';
    }

    Statement build()
    {
        filter();
        if (m_request.after.key.isValid())
            continueAfter();
        Statement statement;
        statement.text = u"SELECT "_s + prefixed(m_table.name, recordColumns(m_table)).join(u", "_s) +
                         u" FROM "_s + quoted(m_table.name);
        if (!m_where.isEmpty())
            statement.text += u" WHERE "_s + m_where.join(u" AND "_s);
        QStringList order;
        for (const QString &column : std::as_const(m_sorted))
            order += name(column) + m_direction;
        if (!order.isEmpty())
            statement.text += u" ORDER BY "_s + order.join(u", "_s);
        statement.text += u" LIMIT "_s + QString::number(m_request.limit + 1);
        if (m_address.kind == RowAddress::Kind::None && m_request.offsetHint > 0)
            statement.text += u" OFFSET "_s + QString::number(m_request.offsetHint);
        statement.values = m_values;
        return statement;
    }

private:
    QString name(const QString &column) const { return quoted(m_table.name) + u'.' + quoted(column); }

    bool isNullable(const QString &column) const
    {
        const schema::Column *found = m_table.column(column);
        return found && found->nullable;
    }

    /// What the last row of the page before has in a column of the order.
    Value lastValue(const QString &column) const
    {
        const int place = schema::indexOfName(m_address.columns, column);
        return place >= 0 ? m_request.after.key.values.value(place)
                          : m_request.after.values.value(m_table.columnIndex(column));
    }

    void filter()
    {
        if (m_request.filter.isEmpty())
            return;
        const RowFilter filter(m_table, m_request.filter, m_parents);
        m_where += filter.condition();
        m_values += filter.values();
    }

    /// Rows after the last one of the page before: (sort, key...) > (its sort, its key...), with NULL as the
    /// least value.
    void continueAfter()
    {
        bindFirstColumn();
        QStringList alternatives;
        for (qsizetype i = 0; i < m_sorted.size(); ++i) {
            Values values;
            QStringList all;
            for (qsizetype j = 0; j < i; ++j) {
                all += name(m_sorted[j]) + u" IS ?"_s;
                values += lastValue(m_sorted[j]);
            }
            const QString after = afterCondition(m_sorted[i], values);
            if (after.isEmpty())
                continue;
            all += after;
            alternatives += all.join(u" AND "_s);
            m_values += values;
        }
        m_where += alternatives.isEmpty() ? u"0"_s : u'(' + alternatives.join(u" OR "_s) + u')';
    }

    /// Follows from the alternatives, but no engine finds it in an OR: with it an index is entered where the
    /// page begins.
    void bindFirstColumn()
    {
        const Value first = lastValue(m_sorted.first());
        const bool descending = !m_direction.isEmpty();
        if (m_sorted.size() < 2 || first.isNull() || (descending && isNullable(m_sorted.first())))
            return;
        m_where += name(m_sorted.first()) + (descending ? u" <= ?"_s : u" >= ?"_s);
        m_values += first;
    }

    QString afterCondition(const QString &column, Values &values) const
    {
        const Value last = lastValue(column);
        const bool descending = !m_direction.isEmpty();
        if (last.isNull())
            return descending ? QString() : name(column) + u" IS NOT NULL"_s;
        values += last;
        if (!descending)
            return name(column) + u" > ?"_s;
        const QString less = name(column) + u" < ?"_s;
        return isNullable(column) ? u'(' + less + u" OR "_s + name(column) + u" IS NULL)"_s : less;
    }

    const Table &m_table;
    const PageRequest &m_request;
    const QList<RowFilter::Parent> &m_parents;
    const RowAddress m_address;
    const QString m_direction;
    QStringList m_sorted; ///< the columns of the order, the sort column first
    QStringList m_where;
    Values m_values;
};

} // namespace

QStringList recordColumns(const Table &table)
{
    QStringList names;
    names.reserve(table.columns.size() + 1);
    for (const schema::Column &column : table.columns)
        names += column.name;
    const RowAddress address = schema::addressOf(table);
    if (address.kind == RowAddress::Kind::Rowid)
        names += address.columns;
    return names;
}

Statement selectPage(const Table &table, const PageRequest &request, const RelationshipTables *relationship,
                     const Values &ownerValues, const QList<RowFilter::Parent> &parents)
{
    PageSelect select(table, request, parents);
    select.follow(relationship, ownerValues);
    return select.build();
}

Statement selectByValues(const Table &table, const QStringList &wanted, const QStringList &columns,
                         const QList<Values> &tuples, qint64 limit)
{
    Statement statement;
    QStringList alternatives;
    for (const Values &tuple : tuples) {
        statement.values += tuple;
        alternatives += rowValue(placeholders(tuple.size()));
    }
    statement.text = u"SELECT "_s + prefixed(table.name, wanted).join(u", "_s) + u" FROM "_s +
                     quoted(table.name) + u" WHERE "_s + rowValue(prefixed(table.name, columns)) +
                     u" IN ("_s + (columns.size() == 1 ? QString() : u"VALUES "_s) +
                     alternatives.join(u", "_s) + u')';
    if (limit >= 0)
        statement.text += u" LIMIT "_s + QString::number(limit);
    return statement;
}

Statement selectMatches(const Table &table, const QStringList &wanted, const QStringList &columns,
                        const QList<Values> &tuples)
{
    return selectMatching(table, prefixed(table.name, wanted), {}, columns, tuples);
}

Statement selectMatching(const Table &table, const QStringList &expressions, const QString &joins,
                         const QStringList &columns, const QList<Values> &tuples)
{
    const WantedRows wanted(tuples, table.name + u' ' + joins);
    Statement statement = wanted.statement();
    const QStringList all = QStringList{wanted.number()} + expressions;
    statement.text += u"SELECT "_s + all.join(u", "_s) + u" FROM "_s + wanted.name() + u" JOIN "_s +
                      quoted(table.name) + u" ON "_s +
                      allEqual(prefixed(table.name, columns), wanted.values()) + joins;
    return statement;
}

Statement selectChildren(const KeyMatch &match, const QStringList &expressions, const QString &joins,
                         const QStringList &parentColumns, const QList<Values> &tuples)
{
    const QString names = match.child().name + u' ' + match.parent().name + u' ' + joins;
    const WantedRows wanted(tuples, names);
    const QString parent = freeName(u"_owner"_s, names);
    QStringList same;
    for (qsizetype i = 0; i < parentColumns.size(); ++i)
        same += parent + u'.' + quoted(parentColumns[i]) + u" = "_s + wanted.values()[i];
    Statement statement = wanted.statement();
    const QStringList all = QStringList{wanted.number()} + expressions;
    statement.text += u"SELECT "_s + all.join(u", "_s) + u" FROM "_s + quoted(match.child().name) +
                      u" CROSS JOIN "_s + quoted(match.parent().name) + u" AS "_s + parent + u" ON "_s +
                      match.joined(parent) + u" CROSS JOIN "_s + wanted.name() + u" ON "_s +
                      same.join(u" AND "_s) + joins;
    return statement;
}

QString conditions(const QStringList &columns, QStringView comparison)
{
    QStringList parts;
    for (const QString &column : columns)
        parts += quoted(column) + u' ' + comparison.toString() + u" ?"_s;
    return parts.join(u" AND "_s);
}

QString containsPattern(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + text + u'%';
}

} // namespace relata::sql
