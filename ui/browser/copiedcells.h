#pragma once

#include "core/base/record.h"

#include <QCoreApplication>
#include <QModelIndex>

#include <optional>
#include <set>
#include <vector>

class QItemSelectionModel;
class QMimeData;

namespace relata::ui {

class RecordTableModel;

/// The selected cells as they are put on the clipboard. One cell is its value as it is, with its line ends;
/// several are lines of tabbed fields, quoted where they hold tabs, line ends or quotes: NULL is an empty
/// field and the empty text is "". Bytes are x'00ff'. A second form keeps the classes of the values.
class CopiedCells
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::CopiedCells)

public:
    enum class Headers { Without, With };

    /// The MIME type of json(): what a text cannot tell, an integer 1 and a text '1', stays different there.
    static QString mimeType();

    /// Counts of children are left out, except where nothing else is selected.
    CopiedCells(const RecordTableModel &model, const QItemSelectionModel &selection, Headers headers);

    bool isEmpty() const { return m_rows.empty(); }
    /// The cells of which only the beginning is known: until fill() has given their values nothing can be
    /// copied.
    const QList<base::CellPlace> &missing() const { return m_missing; }
    /// @param values of missing(), in its order
    void fill(const base::Values &values);
    /// How many bytes of texts and blobs are copied.
    qint64 size() const;
    QString text() const;
    /// {"columns": [names], "rows": [[SQL literals, null where a cell was not selected]]}
    QByteArray json() const;
    /// Both, for the clipboard; the caller's.
    QMimeData *mimeData() const;
    /// What has been copied, for people.
    QString words() const;

private:
    using Row = std::vector<std::optional<base::Value>>;

    static base::Value valueOf(const RecordTableModel &model, const QModelIndex &cell);
    const base::Value *single() const;

    QStringList m_names;
    std::vector<Row> m_rows;
    QList<base::CellPlace> m_missing;
    QList<std::pair<size_t, size_t>> m_missingAt; ///< their rows and places in m_rows
    bool m_hasHeaders = false;
    int m_count = 0;
};

} // namespace relata::ui
