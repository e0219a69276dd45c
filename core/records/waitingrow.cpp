#include "waitingrow.h"

#include "core/records/valuejson.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::PendingEdits;
using base::RecordKey;
using base::Result;
using base::Values;
using schema::Schema;
using schema::Table;
using Kind = WaitingRow::Kind;
using Cell = WaitingRow::Cell;

namespace {

const std::array<std::pair<Kind, QString>, 4> kKinds = {{{Kind::Changed, u"changed"_s},
                                                         {Kind::Added, u"added"_s},
                                                         {Kind::Deleted, u"deleted"_s},
                                                         {Kind::Gone, u"gone"_s}}};

tl::unexpected<base::Error> noRow()
{
    return fail(ErrorCode::InvalidFile, u"A line of the journal is no row that waits for Save."_s);
}

QString words(const char *text)
{
    return QCoreApplication::translate("relata::records::WaitingRow", text);
}

QJsonArray jsonOf(const Values &values)
{
    QJsonArray array;
    for (const base::Value &value : values)
        array += toJson(value);
    return array;
}

Result<Values> valuesFrom(const QJsonArray &array)
{
    Values values;
    for (const QJsonValue &item : array) {
        const auto value = valueFromJson(item);
        if (!value)
            return fail(value.error());
        values += *value;
    }
    return values;
}

QJsonObject jsonOf(const Cell &cell)
{
    QJsonObject object{{u"column"_s, cell.column}, {u"now"_s, toJson(cell.now)}};
    if (!cell.before.isNull())
        object.insert(u"before"_s, toJson(cell.before));
    if (cell.parent != 0)
        object.insert(u"parent"_s, cell.parent);
    return object;
}

Result<Cell> cellFrom(const QJsonObject &object)
{
    const auto before = valueFromJson(object.value(u"before"_s));
    const auto now = valueFromJson(object.value(u"now"_s));
    // What is to be written is known whole.
    if (!before || !now || now->isCut() || !object.value(u"column"_s).isString())
        return noRow();
    return Cell{object.value(u"column"_s).toString(), *before, *now, object.value(u"parent"_s).toInt()};
}

QList<Cell> sorted(QList<Cell> cells)
{
    std::sort(cells.begin(), cells.end(), [](const Cell &a, const Cell &b) { return a.column < b.column; });
    return cells;
}

WaitingRow addedRow(const base::NewRow &row, const Table &table)
{
    WaitingRow waiting{Kind::Added, row.key, {}, {}, {}};
    for (auto cell = row.cells.cbegin(); cell != row.cells.cend(); ++cell)
        waiting.cells += Cell{table.columns.value(cell.key()).name, {}, *cell, 0};
    for (auto parent = row.parents.cbegin(); parent != row.parents.cend(); ++parent)
        waiting.cells += Cell{table.columns.value(parent.key()).name, {}, {}, *parent};
    waiting.cells = sorted(waiting.cells);
    return waiting;
}

WaitingRow changedRow(const RecordKey &key, const QHash<int, base::CellEdit> &cells, const Table &table)
{
    WaitingRow waiting{Kind::Changed, key, {}, {}, {}};
    for (auto cell = cells.cbegin(); cell != cells.cend(); ++cell)
        waiting.cells += Cell{table.columns.value(cell.key()).name, cell->before, cell->now, cell->parent};
    waiting.cells = sorted(waiting.cells);
    return waiting;
}

QList<WaitingRow> rowsThatAreGone(const PendingEdits &before, const PendingEdits &now)
{
    QList<WaitingRow> rows;
    const auto take = [&rows, &now](const RecordKey &key) {
        if (!now.changed.contains(key) && !now.deleted.contains(key) && !now.addedRow(key))
            rows += WaitingRow{Kind::Gone, key, {}, {}, {}};
    };
    std::for_each(before.changed.keyBegin(), before.changed.keyEnd(), take);
    std::for_each(before.deleted.cbegin(), before.deleted.cend(), take);
    for (const base::NewRow &row : before.added)
        take(row.key);
    return rows;
}

/// Takes a row with its columns by number.
bool takeRow(const WaitingRow &row, const Table &table, PendingEdits &edits)
{
    base::NewRow added{row.key, {}, {}};
    QHash<int, base::CellEdit> changed;
    for (const Cell &cell : row.cells) {
        const int column = table.columnIndex(cell.column);
        if (column < 0)
            return false;
        changed.insert(column, {cell.before, cell.now, cell.parent});
        if (cell.parent != 0)
            added.parents.insert(column, cell.parent);
        else
            added.cells.insert(column, cell.now);
    }
    if (row.kind == Kind::Added)
        edits.added += added;
    else if (row.kind == Kind::Changed)
        edits.changed.insert(row.key, changed);
    else if (row.kind == Kind::Deleted)
        edits.deleted += row.key;
    const bool isCompared =
        row.kind == Kind::Deleted || schema::addressOf(table).kind == schema::RowAddress::Kind::Rowid;
    if (row.asRead && isCompared && !row.key.isNew())
        edits.asRead.insert(row.key, *row.asRead);
    if (row.asRead && row.kind == Kind::Deleted && !row.digests.isEmpty())
        edits.digests.insert(row.key, row.digests);
    return true;
}

} // namespace

QByteArray WaitingRow::toLine() const
{
    const auto named =
        std::find_if(kKinds.cbegin(), kKinds.cend(), [this](const auto &each) { return each.first == kind; });
    QJsonObject object{{u"row"_s, named->second}, {u"table"_s, key.table}};
    if (key.isNew())
        object.insert(u"number"_s, key.newRow);
    else
        object.insert(u"key"_s, jsonOf(key.values));
    QJsonArray array;
    for (const Cell &cell : cells)
        array += jsonOf(cell);
    if (!array.isEmpty())
        object.insert(u"cells"_s, array);
    if (asRead)
        object.insert(u"read"_s, jsonOf(*asRead));
    QJsonObject ofColumns;
    for (auto digest = digests.cbegin(); digest != digests.cend(); ++digest)
        ofColumns.insert(QString::number(digest.key()), QString::fromLatin1(digest->toHex()));
    if (!ofColumns.isEmpty())
        object.insert(u"digests"_s, ofColumns);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<WaitingRow> WaitingRow::fromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QString name = object.value(u"row"_s).toString();
    const auto named = std::find_if(kKinds.cbegin(), kKinds.cend(),
                                    [&name](const auto &each) { return each.second == name; });
    if (named == kKinds.cend() || !object.value(u"table"_s).isString())
        return noRow();
    const auto key = valuesFrom(object.value(u"key"_s).toArray());
    if (!key)
        return noRow();
    WaitingRow row{named->first,
                   {object.value(u"table"_s).toString(), *key, object.value(u"number"_s).toInt()},
                   {},
                   {},
                   {}};
    if (!row.key.isValid())
        return noRow();
    for (const QJsonValue &item : object.value(u"cells"_s).toArray()) {
        const auto cell = cellFrom(item.toObject());
        if (!cell)
            return fail(cell.error());
        row.cells += *cell;
    }
    if (object.contains(u"read"_s)) {
        const auto read = valuesFrom(object.value(u"read"_s).toArray());
        if (!read)
            return noRow();
        row.asRead = *read;
    }
    const QJsonObject digests = object.value(u"digests"_s).toObject();
    for (auto digest = digests.begin(); digest != digests.end(); ++digest)
        row.digests.insert(digest.key().toInt(), QByteArray::fromHex(digest->toString().toLatin1()));
    return row;
}

QString WaitingRow::words() const
{
    QStringList parts;
    for (const Cell &cell : cells) {
        const QString now = cell.parent == 0 ? cell.now.shortened().toSql()
                                             : records::words("the key of new row %1").arg(cell.parent);
        parts +=
            kind == Kind::Changed
                ? records::words("%1 = %2 (was %3)").arg(cell.column, now, cell.before.shortened().toSql())
                : u"%1 = %2"_s.arg(cell.column, now);
    }
    const QString cellWords = parts.join(u", "_s);
    switch (kind) {
    case Kind::Added:
        return records::words("New row %1 of '%2': %3")
            .arg(QString::number(key.newRow), key.table, cellWords.isEmpty() ? u"-"_s : cellWords);
    case Kind::Changed:
        return records::words("Row %1 of '%2': %3").arg(key.toDisplay(), key.table, cellWords);
    case Kind::Deleted:
    case Kind::Gone:
        break;
    }
    return records::words("Row %1 of '%2': to be deleted").arg(key.toDisplay(), key.table);
}

QList<WaitingRow> waitingRows(const PendingEdits &edits, const Schema &schema)
{
    return rowsThatDiffer({}, edits, schema);
}

QList<WaitingRow> rowsThatDiffer(const PendingEdits &before, const PendingEdits &now, const Schema &schema)
{
    QList<WaitingRow> rows;
    for (auto row = now.changed.cbegin(); row != now.changed.cend(); ++row) {
        const Table *table = schema.table(row.key().table);
        const auto known = before.changed.constFind(row.key());
        if (table && (known == before.changed.cend() || *known != *row))
            rows += changedRow(row.key(), *row, *table);
    }
    for (const RecordKey &key : now.deleted) {
        if (!before.deleted.contains(key) || before.digests.value(key) != now.digests.value(key))
            rows += WaitingRow{Kind::Deleted, key, {}, {}, {}};
    }
    for (WaitingRow &row : rows) {
        if (const auto seen = now.asRead.constFind(row.key); seen != now.asRead.cend())
            row.asRead = *seen;
        row.digests = now.digests.value(row.key);
    }
    const QList<WaitingRow> gone = rowsThatAreGone(before, now);
    // New rows keep their order, which is that in which they are written.
    std::sort(rows.begin(), rows.end(), [](const WaitingRow &a, const WaitingRow &b) {
        return std::pair(a.key.table, a.key.toDisplay()) < std::pair(b.key.table, b.key.toDisplay());
    });
    for (const base::NewRow &row : now.added) {
        const Table *table = schema.table(row.key.table);
        const base::NewRow *known = before.addedRow(row.key);
        if (table && (!known || *known != row))
            rows += addedRow(row, *table);
    }
    return gone + rows;
}

Result<PendingEdits> editsOf(const QList<WaitingRow> &rows, const Schema &schema)
{
    PendingEdits edits;
    for (const WaitingRow &row : rows) {
        const Table *table = schema.table(row.key.table);
        if (!table || !takeRow(row, *table, edits)) {
            return fail(ErrorCode::InvalidFile,
                        u"The journal names what is not in the database: %1."_s.arg(row.words()));
        }
    }
    std::sort(edits.added.begin(), edits.added.end(),
              [](const base::NewRow &a, const base::NewRow &b) { return a.key.newRow < b.key.newRow; });
    return edits;
}

} // namespace relata::records
