#include "refusalreasons.h"

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorCode;
using base::Record;
using base::RecordKey;
using base::Value;
using base::Values;
using schema::ForeignKey;
using schema::Table;

namespace {

/// The values of some columns of a record; none where one of them is NULL.
Values valuesOf(const Table &table, const Record &record, const QStringList &columns)
{
    Values values;
    for (const QString &column : columns) {
        values += record.values.value(table.columnIndex(column));
        if (values.last().isNull())
            return {};
    }
    return values;
}

} // namespace

QString RefusalReasons::nameOf(const RecordKey &key)
{
    return key.isNew() ? tr("the new row of '%1'").arg(key.table)
                       : tr("row %1 of '%2'").arg(key.toDisplay(), key.table);
}

Error RefusalReasons::vanished(const RecordKey &key) const
{
    return {ErrorCode::RowVanished,
            tr("There is no %1 any more.").arg(nameOf(key)),
            tr("Another program deleted it. Nothing was saved. Revert the row and refresh."),
            {}};
}

Error RefusalReasons::changedElsewhere(const RecordKey &key, int column, const Value &stored) const
{
    const Table &table = m_shapes.of(key.table)->table();
    QString now = stored.type() == Value::Type::Blob ? stored.toDisplay() : stored.toSql();
    if (now.size() > 200)
        now = now.left(200) + u'…';
    return {ErrorCode::RowVanished,
            tr("'%1' of %2 was changed by another program since it was read: it is now %3.")
                .arg(table.columns[column].name, nameOf(key), now),
            tr("Nothing was saved. Revert the row and refresh to see it as it is now."),
            {}};
}

Error RefusalReasons::whyNoRowChanged(const RecordKey &key, const QHash<int, base::CellEdit> &edits) const
{
    const auto now = m_rows.read(*m_shapes.of(key.table), {key.values});
    if (!now || now->isEmpty())
        return vanished(key);
    for (auto it = edits.cbegin(); it != edits.cend(); ++it) {
        if (const Value stored = now->first().values[it.key()]; stored != it.value().before)
            return changedElsewhere(key, it.key(), stored);
    }
    return {ErrorCode::RowVanished,
            tr("Changing %1 changed no row.").arg(nameOf(key)),
            tr("A trigger of the table ignored it."),
            {}};
}

SaveFailure RefusalReasons::commitFailure(const Error &error, const QHash<RecordKey, RecordKey> &written,
                                          const QList<Record> &deleted) const
{
    SaveFailure failure = {error, {}};
    if (error.code != ErrorCode::ConstraintFailed)
        return failure;
    for (auto it = written.cbegin(); it != written.cend(); ++it) {
        if (leadsNowhere(*m_shapes.of(it.key().table), it.value(), failure)) {
            failure.row = it.key();
            return failure;
        }
    }
    for (const Record &record : deleted) {
        if (isStillReferredTo(record, failure)) {
            failure.row = record.key;
            return failure;
        }
    }
    return failure;
}

bool RefusalReasons::leadsNowhere(const RecordShape &shape, const RecordKey &key, SaveFailure &failure) const
{
    const auto stored = m_rows.read(shape, {key.values});
    if (!stored || stored->isEmpty())
        return false;
    for (const ForeignKey &link : shape.table().foreignKeys) {
        const Table *parent = m_schema.table(link.table);
        const Values values = valuesOf(shape.table(), stored->first(), link.columns);
        if (!parent || values.isEmpty() || m_rows.exists(*parent, link.targetColumns, values))
            continue;
        failure.error.sentence = tr("'%1' of %2 leads to no row of '%3'.")
                                     .arg(link.columns.join(u", "_s), nameOf(key), parent->name);
        return true;
    }
    return false;
}

bool RefusalReasons::isStillReferredTo(const Record &record, SaveFailure &failure) const
{
    const Table &parent = m_shapes.of(record.key.table)->table();
    for (const Table &table : m_schema.tables) {
        for (const ForeignKey &link : table.foreignKeys) {
            if (!schema::sameName(link.table, parent.name))
                continue;
            const Values values = valuesOf(parent, record, link.targetColumns);
            if (values.isEmpty() || !m_rows.exists(table, link.columns, values))
                continue;
            failure.error.sentence =
                tr("Rows of '%1' still refer to %2.").arg(table.name, nameOf(record.key));
            return true;
        }
    }
    return false;
}

} // namespace relata::records
