#include "insertstatements.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;

namespace {

InsertStatement written(const sql::Dialect &dialect, const Mapper &mapper, quint64 leftOut)
{
    InsertStatement made;
    made.table = mapper.table->name;
    QStringList quoted;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        const auto part = std::ranges::find(mapper.keyColumns, column);
        const bool isLeftOut =
            part != mapper.keyColumns.end() && (leftOut >> (part - mapper.keyColumns.begin()) & 1) != 0;
        if (isLeftOut && column == mapper.autoKey)
            made.keyColumn = mapper.table->columns.at(column).name;
        if (isLeftOut || mapper.table->columns.at(column).generated != schema::Generated::No)
            continue;
        made.columns.push_back(column);
        made.names += mapper.table->columns.at(column).name;
        quoted += mapper.quotedColumns.at(column);
    }
    const QString marks = QStringList(quoted.size(), u"?"_s).join(u", "_s);
    made.text = u"INSERT INTO "_s + mapper.quotedTable +
                (quoted.isEmpty() ? dialect.noValues()
                                  : u" ("_s + quoted.join(u", "_s) + u") VALUES ("_s + marks + u')');
    return made;
}

} // namespace

const InsertStatement &InsertStatements::of(const Mapper &mapper, quint64 leftOut)
{
    const Place place{mapper.index, leftOut};
    if (m_latest && m_latestPlace == place)
        return *m_latest;
    auto found = m_statements.constFind(place);
    if (found == m_statements.constEnd())
        found = m_statements.insert(place, written(m_dialect, mapper, leftOut));
    m_latestPlace = place;
    m_latest = &*found;
    return *m_latest;
}

} // namespace relata::orm
