#include "rowmerge.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace relata::ui {

using base::Record;
using base::RecordKey;

namespace {

bool haveKeys(const QList<Record> &records)
{
    return std::ranges::all_of(records, [](const Record &each) { return each.key.isValid(); });
}

} // namespace

RowMerge::RowMerge(const QList<Record> &before, const QList<Record> &now)
{
    if (!haveKeys(before) || !haveKeys(now)) {
        m_now = now;
        byPlace(before.size());
        return;
    }
    QSet<RecordKey> seen;
    for (qsizetype i = 0; i < now.size(); ++i) {
        if (seen.contains(now[i].key)) {
            m_doubles += int(i);
            continue;
        }
        seen += now[i].key;
        m_now += now[i];
    }
    byKey(before);
}

QList<Record> RowMerge::reordered(const QList<Record> &left) const
{
    QList<Record> ordered(left.size());
    for (qsizetype i = 0; i < left.size(); ++i)
        ordered[m_places[i]] = left[i];
    return ordered;
}

int RowMerge::placesBefore(int given) const
{
    return given - int(std::ranges::count_if(m_doubles, [given](int place) { return place < given; }));
}

void RowMerge::byKey(const QList<Record> &before)
{
    QHash<RecordKey, int> wanted;
    for (qsizetype i = 0; i < m_now.size(); ++i)
        wanted.insert(m_now[i].key, int(i));
    QList<int> left; // the places in now() of the rows that stay, in the order in which they stand
    QSet<int> taken;
    for (int row = int(before.size()) - 1; row >= 0; --row) {
        const auto place = wanted.constFind(before[row].key);
        if (place != wanted.cend() && !taken.contains(*place)) {
            left.prepend(*place);
            taken += *place;
            continue;
        }
        if (!m_removed.isEmpty() && m_removed.last().first == row + 1)
            m_removed.last().first = row;
        else
            m_removed += Range(row, row);
    }
    QList<int> sorted = left;
    std::ranges::sort(sorted);
    m_isReordered = sorted != left;
    for (const int place : std::as_const(left))
        m_places +=
            int(std::distance(sorted.cbegin(), std::lower_bound(sorted.cbegin(), sorted.cend(), place)));
    for (int row = 0; row < m_now.size(); ++row) {
        if (taken.contains(row))
            continue;
        if (!m_inserted.isEmpty() && m_inserted.last().second == row - 1)
            m_inserted.last().second = row;
        else
            m_inserted += Range(row, row);
    }
}

void RowMerge::byPlace(qsizetype before)
{
    const int was = int(before);
    const int is = int(m_now.size());
    for (int row = 0; row < qMin(was, is); ++row)
        m_places += row;
    if (was > is)
        m_removed += Range(is, was - 1);
    if (is > was)
        m_inserted += Range(was, is - 1);
}

} // namespace relata::ui
