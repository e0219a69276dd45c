#include "lazyselectwriter.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;

namespace {

/// Only columns marked as local are bound. In a self-reference all others are the target's.
bool isSelected(const mapping::JoinOperand &operand)
{
    return operand.isColumn() && !operand.local;
}

} // namespace

LazySelectWriter::LazySelectWriter(const MapperRegistry &registry, const MappedRelationship &relationship,
                                   SelectWriter &writer)
    : m_registry(registry),
      m_prop(*relationship.prop),
      m_writer(writer),
      m_target(registry.mapper(m_prop.target).mapped->table)
{
    m_targetAlias = writer.from(m_prop.target);
    m_comparedTables += QSet<int>{m_target};
    if (m_prop.secondary < 0)
        return;
    m_linkAlias = writer.freeAlias(tableName(m_prop.secondary));
    addTable(m_prop.secondary, u" AS "_s + m_linkAlias);
}

QList<LazySelect::Source> LazySelectWriter::write()
{
    QList<Source> sources;
    for (const auto *join : {&m_prop.primaryjoin, &m_prop.secondaryjoin}) {
        for (const mapping::JoinComparison &each : *join) {
            const QString left = operandText(each.left, sources);
            m_writer.select.where += left + u' ' + each.op + u' ' + operandText(each.right, sources);
            if (isSelected(each.left) && isSelected(each.right))
                noteComparison(each.left.column.table, each.right.column.table);
        }
    }
    return sources;
}

QString LazySelectWriter::operandText(const mapping::JoinOperand &operand, QList<Source> &sources)
{
    if (!isSelected(operand)) {
        sources += Source{operand.column.column, operand.literal.value()};
        return u"?"_s;
    }
    const int table = operand.column.table;
    if (table == m_target)
        return m_writer.column(m_targetAlias, operand.column);
    if (table == m_prop.secondary)
        return m_writer.column(m_linkAlias, operand.column);
    if (!m_others.contains(table)) {
        m_others += table;
        addTable(table, {});
    }
    return m_writer.plainColumn(operand.column);
}

void LazySelectWriter::addTable(int table, const QString &as)
{
    if (table != m_target)
        m_comparedTables += QSet<int>{table};
    // Not a comma: on servers that binds less than the JOINs that may come after it.
    m_writer.select.from += u" JOIN "_s + m_registry.dialect().quoted(tableName(table)) + as + u" ON 1 = 1"_s;
    m_writer.select.tables += tableName(table);
}

void LazySelectWriter::noteComparison(int one, int other)
{
    const auto setOf = [this](int table) {
        return std::ranges::find_if(m_comparedTables,
                                    [table](const QSet<int> &set) { return set.contains(table); });
    };
    const auto left = setOf(one);
    const auto right = setOf(other);
    if (left == right)
        return;
    left->unite(*right);
    m_comparedTables.erase(right);
}

const QString &LazySelectWriter::tableName(int table) const
{
    return m_registry.configuration().tables.at(table).name;
}

} // namespace relata::orm
