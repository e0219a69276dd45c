#include "copiedcells.h"

#include "ui/models/recordtablemodel.h"

#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QMimeData>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

QString plainText(const Value &value)
{
    return value.type() == Value::Type::Blob ? value.toSql() : value.toText();
}

bool isQuoted(const QString &text)
{
    return text.isEmpty() || std::any_of(text.cbegin(), text.cend(), [](QChar c) {
               return c == u'\t' || c == u'\n' || c == u'\r' || c == u'"';
           });
}

QString fieldOf(QString text)
{
    return isQuoted(text) ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

} // namespace

QString CopiedCells::mimeType()
{
    return u"application/x-relata-cells+json"_s;
}

CopiedCells::CopiedCells(const RecordTableModel &model, const QItemSelectionModel &selection, Headers headers)
    : m_hasHeaders(headers == Headers::With)
{
    std::set<int> rows;
    std::set<int> own;
    std::set<int> counts;
    for (const QItemSelectionRange &range : selection.selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
        for (int column = range.left(); column <= range.right(); ++column)
            (model.relationshipAt(column) ? counts : own).insert(column);
    }
    const std::set<int> &columns = own.empty() ? counts : own;
    for (const int column : columns)
        m_names += model.relationshipAt(column) ? model.relationshipAt(column)->name
                                                : model.table()->columns[column].name;
    for (const int row : rows) {
        Row cells;
        for (const int column : columns) {
            const QModelIndex cell = model.index(row, column);
            const bool isSelected = selection.isSelected(cell);
            cells.push_back(isSelected ? std::optional(valueOf(model, cell)) : std::nullopt);
            m_count += isSelected ? 1 : 0;
            if (isSelected && cells.back()->isCut()) {
                m_missing += model.placeOf(cell).value_or(base::CellPlace());
                m_missingAt.emplaceBack(m_rows.size(), cells.size() - 1);
            }
        }
        if (std::any_of(cells.cbegin(), cells.cend(), [](const auto &cell) { return cell.has_value(); }))
            m_rows.push_back(std::move(cells));
    }
}

void CopiedCells::fill(const base::Values &values)
{
    for (qsizetype i = 0; i < m_missingAt.size(); ++i)
        m_rows[m_missingAt[i].first][m_missingAt[i].second] = values.value(i);
    m_missing.clear();
    m_missingAt.clear();
}

qint64 CopiedCells::size() const
{
    qint64 size = 0;
    for (const Row &row : m_rows) {
        for (const auto &cell : row)
            size += cell ? cell->wholeSize() : 0;
    }
    return size;
}

/// The one place where a value is taken for copying.
Value CopiedCells::valueOf(const RecordTableModel &model, const QModelIndex &cell)
{
    const QVariant count = cell.data(RecordTableModel::CountRole);
    if (!count.isValid())
        return model.valueAt(cell);
    return count.toLongLong() < 0 ? Value() : Value::integer(count.toLongLong());
}

const Value *CopiedCells::single() const
{
    return m_count == 1 && m_rows.size() == 1 && m_names.size() == 1 ? &*m_rows.front().front() : nullptr;
}

QString CopiedCells::text() const
{
    if (single() && !m_hasHeaders)
        return plainText(*single());
    QStringList lines;
    if (m_hasHeaders) {
        QStringList fields;
        for (const QString &name : m_names)
            fields += fieldOf(name);
        lines += fields.join(u'\t');
    }
    for (const Row &row : m_rows) {
        QStringList fields;
        for (const auto &cell : row)
            fields += cell && !cell->isNull() ? fieldOf(plainText(*cell)) : QString();
        lines += fields.join(u'\t');
    }
    return lines.join(u'\n');
}

QByteArray CopiedCells::json() const
{
    QJsonArray rows;
    for (const Row &row : m_rows) {
        QJsonArray cells;
        for (const auto &cell : row)
            cells += cell ? QJsonValue(cell->toSql()) : QJsonValue();
        rows += cells;
    }
    const QJsonObject all = {{u"columns"_s, QJsonArray::fromStringList(m_names)}, {u"rows"_s, rows}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

QMimeData *CopiedCells::mimeData() const
{
    Q_ASSERT(m_missing.isEmpty());
    if (!m_missing.isEmpty())
        return new QMimeData;
    auto *data = new QMimeData;
    data->setText(text());
    data->setData(mimeType(), json());
    return data;
}

QString CopiedCells::words() const
{
    if (single() && single()->isNull())
        return tr("Copied NULL as an empty text");
    if (m_count == 1)
        return tr("Copied 1 cell");
    const QString cells = tr("%L1 cells").arg(m_count);
    return m_rows.size() == 1 ? tr("Copied %1 of 1 row").arg(cells)
                              : tr("Copied %1 of %2 rows").arg(cells, QLocale().toString(m_rows.size()));
}

} // namespace relata::ui
