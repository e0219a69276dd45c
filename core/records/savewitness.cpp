#include "savewitness.h"

#include "core/db/connection.h"

namespace relata::records {

using base::RecordKey;
using base::Value;
using base::Values;

SaveWitness::SaveWitness(db::Connection &connection, const schema::Schema &schema, const RecordShapes &shapes)
    : m_connection(connection), m_schema(schema), m_shapes(shapes), m_tally(schema.tables)
{
    m_connection.listenToRows([this](const db::ChangedRow &row) { note(row); });
}

SaveWitness::~SaveWitness()
{
    m_connection.listenToRows({});
}

QSet<QString> SaveWitness::tables() const
{
    QSet<QString> names;
    for (const orm::TableRows &rows : besides()) {
        if (const schema::Table *table = m_schema.table(rows.table))
            names += table->name;
    }
    return names;
}

RecordKey SaveWitness::nowOf(const RecordKey &written) const
{
    const QHash<Values, Values> &renamed = m_renamed.value(written.table);
    RecordKey now = written;
    // A trigger may rename a row several times, but each name only once on the way.
    for (qsizetype i = 0; i < renamed.size() && renamed.contains(now.values); ++i)
        now.values = renamed.value(now.values);
    return now;
}

void SaveWitness::note(const db::ChangedRow &row)
{
    m_tally.note(row);
    if (!row.isByDatabase() || row.change() != db::RowChange::Updated)
        return;
    const RecordShape *shape = m_shapes.of(row.table());
    if (!shape || shape->addressKind() == schema::RowAddress::Kind::None)
        return;
    Values before;
    Values after;
    if (shape->addressKind() == schema::RowAddress::Kind::Rowid) {
        before = {Value::integer(row.rowidBefore())};
        after = {Value::integer(row.rowidAfter())};
    } else {
        for (const int place : orm::storedPlaces(shape->table(), shape->addressColumns())) {
            before += row.before(place);
            after += row.after(place);
        }
    }
    if (before != after)
        m_renamed[shape->table().name].insert(before, after);
}

} // namespace relata::records
