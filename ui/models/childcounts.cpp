#include "childcounts.h"

#include "core/async/whendone.h"

#include <algorithm>

namespace relata::ui {

using base::Record;
using base::Result;
using base::Value;
using base::Values;
using mapping::Side;

ChildCounts::ChildCounts(Ask ask, QObject *parent) : QObject(parent), m_ask(std::move(ask)) {}

void ChildCounts::setTable(const mapping::MappedSchema &schema, const QString &name)
{
    const schema::Table *table = name.isNull() ? nullptr : schema.table(name);
    const mapping::MappedClass *mapped = table ? schema.classOf(name) : nullptr;
    m_table = table ? *table : schema::Table();
    m_relationships.clear();
    m_localColumns.clear();
    for (const Side &each : mapped ? mapped->relationships : QList<Side>()) {
        if (each.direction == schema::Direction::ManyToOne)
            continue;
        QList<int> local;
        for (const schema::ColumnPair &pair : each.pairs)
            local += m_table.columnIndex(pair.local);
        m_relationships += each;
        m_localColumns += local;
    }
    forgetAll();
}

qint64 ChildCounts::count(int relationship, const Record &owner) const
{
    return m_counts[relationship].value(localValues(relationship, owner), -1);
}

void ChildCounts::ask(int relationship, const QList<Record> &owners, const base::Cause &cause)
{
    QList<Values> unknown;
    for (const Record &owner : owners) {
        const Values values = localValues(relationship, owner);
        if (m_asked[relationship].contains(values))
            continue;
        m_asked[relationship] += values;
        const bool leadsNowhere =
            std::any_of(values.cbegin(), values.cend(), [](const Value &value) { return value.isNull(); });
        if (std::any_of(values.cbegin(), values.cend(), [](const Value &value) { return value.isCut(); }))
            continue; // With the beginning of a value no children are looked for.
        if (leadsNowhere)
            m_counts[relationship].insert(values, 0);
        else
            unknown += values;
    }
    if (unknown.isEmpty())
        return;
    async::whenDone(
        m_ask(m_table.name, m_relationships[relationship].name, unknown, cause), this,
        [this, unknown, relationship, generation = m_generation](const Result<QList<qint64>> &counts) {
            if (generation != m_generation)
                return;
            if (counts)
                take(relationship, unknown, *counts);
            else
                m_asked[relationship].subtract({unknown.cbegin(), unknown.cend()});
        });
}

void ChildCounts::take(int relationship, const QList<Values> &owners, const QList<qint64> &counts)
{
    for (qsizetype i = 0; i < owners.size(); ++i)
        m_counts[relationship].insert(owners[i], counts[i]);
    emit arrived(relationship);
}

void ChildCounts::expire(const QSet<QString> &tables)
{
    for (qsizetype i = 0; i < m_relationships.size(); ++i) {
        const Side &each = m_relationships[i];
        if (tables.contains(each.targetTable) || tables.contains(each.secondary) ||
            tables.contains(m_table.name))
            m_asked[i].clear();
    }
}

void ChildCounts::forgetAll()
{
    ++m_generation;
    m_counts = QList<QHash<Values, qint64>>(m_relationships.size());
    m_asked = QList<QSet<Values>>(m_relationships.size());
}

Values ChildCounts::localValues(int relationship, const Record &owner) const
{
    Values values;
    for (const int column : m_localColumns[relationship])
        values += owner.values.value(column);
    return values;
}

} // namespace relata::ui
