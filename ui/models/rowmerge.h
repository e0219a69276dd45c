#pragma once

#include "core/base/record.h"

#include <utility>

namespace relata::ui {

/// How the rows that are shown become those that are there now, in steps that a view can follow: first rows
/// go, then those that are left change places, then new ones come. Rows are told apart by their keys; rows
/// without keys (of a view) by their places. A key that comes again is left out.
class RowMerge
{
public:
    using Range = std::pair<int, int>; ///< first and last row

    RowMerge(const QList<base::Record> &before, const QList<base::Record> &now);

    /// The rows without doubles.
    const QList<base::Record> &now() const { return m_now; }
    /// Ranges of rows to take away one after the other, from the end.
    const QList<Range> &removed() const { return m_removed; }
    bool isReordered() const { return m_isReordered; }
    /// Where a row that is left stands after reordering, by its place before it.
    int placeOf(int row) const { return m_places[row]; }
    /// The rows that are left, in their new order.
    QList<base::Record> reordered(const QList<base::Record> &left) const;
    /// Ranges of rows to insert one after the other, from the start; they are rows of now().
    const QList<Range> &inserted() const { return m_inserted; }
    /// How many of the first rows given as `now` are left of them without doubles.
    int placesBefore(int given) const;

private:
    void byKey(const QList<base::Record> &before);
    void byPlace(qsizetype before);

    QList<base::Record> m_now;
    QList<int> m_doubles; ///< places in what was given
    QList<Range> m_removed;
    QList<Range> m_inserted;
    QList<int> m_places;
    bool m_isReordered = false;
};

} // namespace relata::ui
