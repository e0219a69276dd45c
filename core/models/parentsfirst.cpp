#include "parentsfirst.h"

#include <QHash>
#include <QSet>

namespace relata::models {

using schema::Table;

namespace {

/// Goes from each table to its parents, and to theirs, before it takes the table. Without recursion, which a
/// long chain of tables would make deep.
class Walk
{
public:
    explicit Walk(const QList<Table> &tables)
    {
        for (const Table &table : tables)
            m_tables.insert(table.name, &table);
    }

    void take(const Table &first)
    {
        enter(&first);
        while (!m_steps.isEmpty()) {
            Step &step = m_steps.last();
            if (step.next < step.table->foreignKeys.size()) {
                enter(m_tables.value(step.table->foreignKeys[step.next++].table));
                continue;
            }
            m_order += step.table;
            m_steps.removeLast();
        }
    }

    QList<const Table *> order() const { return m_order; }

private:
    struct Step
    {
        const Table *table = nullptr;
        qsizetype next = 0; ///< of its foreign keys
    };

    void enter(const Table *table)
    {
        if (!table || m_seen.contains(table))
            return;
        m_seen += table;
        m_steps += Step{table};
    }

    QHash<QString, const Table *> m_tables;
    QSet<const Table *> m_seen;
    QList<Step> m_steps;
    QList<const Table *> m_order;
};

} // namespace

QList<const Table *> parentsFirst(const mapping::Declarations &declarations)
{
    Walk walk(declarations.tables);
    for (const Table &table : declarations.tables)
        walk.take(table);
    return walk.order();
}

} // namespace relata::models
