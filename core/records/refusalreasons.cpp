#include "refusalreasons.h"

#include "core/records/forecastwords.h"
#include "core/records/listinwords.h"
#include "core/records/seenrow.h"
#include "core/sql/keymatch.h"

#include <QLocale>

#include <algorithm>

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

Error RefusalReasons::deletesOthers(const QString &table, qint64 now, qint64 told)
{
    const QString rows = ForecastWords::counted(table, now);
    return {ErrorCode::StaleData,
            now > told ? tr("Saving would also delete %1, where %2 were told before.")
                             .arg(rows, QLocale().toString(told))
                       : tr("Saving would also delete %1, but not the ones that were told before.").arg(rows),
            tr("Another program changed '%1' meanwhile. Nothing was saved. Save again to delete them.")
                .arg(table),
            {}};
}

Error RefusalReasons::changedElsewhere(const RecordKey &key, int column, const Value &stored) const
{
    const Table &table = m_shapes.of(key.table)->table();
    const bool isBlob = stored.type() == Value::Type::Blob;
    QString now = isBlob ? stored.toDisplay() : stored.shortened().toSql();
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
    bool isThere = false;
    std::optional<std::pair<int, Value>> changed;
    const base::Done read = m_rows.eachWhole(
        *m_shapes.of(key.table), {key.values}, [&](const RecordKey &, std::span<const base::CellView> cells) {
            isThere = true;
            for (auto it = edits.cbegin(); !changed && it != edits.cend(); ++it) {
                const base::CellView &stored = cells[size_t(it.key())];
                if (!base::CellView::of(it->before).agreesWith(stored))
                    changed.emplace(it.key(), SeenRow::shortened(stored));
            }
        });
    if (!read || !isThere)
        return vanished(key);
    if (changed)
        return changedElsewhere(key, changed->first, changed->second);
    return {ErrorCode::RowVanished,
            tr("Changing %1 changed no row.").arg(nameOf(key)),
            tr("A trigger of the table ignored it."),
            {}};
}

SaveFailure RefusalReasons::flushFailure(const Error &error, const RecordKey &key,
                                         const base::PendingEdits &edits) const
{
    const bool isDeleted = edits.deleted.contains(key);
    const QString doing = key.isNew() ? tr("Adding") : isDeleted ? tr("Deleting") : tr("Changing");
    Error named = error;
    switch (error.code) {
    case ErrorCode::StaleData:
        return {whyNoRowChanged(key, edits.changed.value(key)), key};
    case ErrorCode::RowVanished:
        named.sentence =
            (isDeleted ? tr("Deleting %1 deleted no row.") : tr("Adding %1 added no row.")).arg(nameOf(key));
        break;
    case ErrorCode::RowAmbiguous:
        named.sentence = tr("%1 %2 met several rows instead of one.").arg(doing, nameOf(key));
        named.hint = tr("Nothing was saved. The table's key does not tell its rows apart.");
        break;
    case ErrorCode::ConstraintFailed:
    case ErrorCode::StatementFailed:
        named.sentence = tr("%1 %2 was refused.").arg(doing, nameOf(key));
        if (isDeleted && error.code == ErrorCode::ConstraintFailed)
            nameKeepers(key, edits, named);
        break;
    default:
        break;
    }
    return {named, key};
}

/// Says which rows keep a row from being deleted, where that is certain: all that refer to it may be among
/// what waits, too.
void RefusalReasons::nameKeepers(const RecordKey &key, const base::PendingEdits &edits, Error &error) const
{
    error.hint = tr("Discard the deletion, or remove what forbids it.");
    const auto stored = m_rows.read(*m_shapes.of(key.table), {key.values});
    if (!stored || stored->isEmpty())
        return;
    const auto waiting = [&edits](const ForeignKey &link, const Table &child) -> std::optional<qsizetype> {
        if (link.onDelete != schema::Action::NoAction && link.onDelete != schema::Action::Restrict)
            return {};
        const auto isOfChild = [&child](const RecordKey &each) { return each.table == child.name; };
        return std::count_if(edits.deleted.cbegin(), edits.deleted.cend(), isOfChild) +
               std::count_if(edits.changed.keyBegin(), edits.changed.keyEnd(), isOfChild);
    };
    if (!tellReferrers(stored->first(), waiting, error))
        explainOtherComparison(m_shapes.of(key.table)->table(), error);
}

/// An action of a foreign key looks for children by the affinity of both columns, the check after it by that
/// of the parent's: where these differ a deletion can be refused whose CASCADE meets no row.
void RefusalReasons::explainOtherComparison(const Table &parent, Error &error) const
{
    for (const Table &child : m_schema.tables) {
        for (const ForeignKey &link : child.foreignKeys) {
            if (!schema::sameName(link.table, parent.name) ||
                link.columns.size() != link.targetColumns.size())
                continue;
            QList<schema::ColumnPair> pairs;
            for (qsizetype i = 0; i < link.columns.size(); ++i)
                pairs += schema::ColumnPair{link.targetColumns[i], link.columns[i]};
            if (sql::KeyMatch(parent, child, pairs).isPlain())
                continue;
            error.hint = tr("'%1.%2' has another type or collation than '%3.%4', so the database finds other "
                            "rows when it deletes than when it checks. Give both columns the same type, or "
                            "change those rows first.")
                             .arg(child.name, link.columns.join(u", "_s), parent.name,
                                  link.targetColumns.join(u", "_s));
            return;
        }
    }
}

/// Names the tables of which more rows refer to a parent than are to be left out of account; false where
/// there are none.
/// @param leftOut how many rows of a foreign key do not count; nothing: none does
bool RefusalReasons::tellReferrers(const Record &parent, const LeftOut &leftOut, Error &error) const
{
    const Table &shape = m_shapes.of(parent.key.table)->table();
    QStringList tables;
    for (const Table &child : m_schema.tables) {
        const bool refers = std::ranges::any_of(child.foreignKeys, [&](const ForeignKey &link) {
            if (!schema::sameName(link.table, shape.name))
                return false;
            const auto few = leftOut(link, child);
            const Values values = valuesOf(shape, parent, link.targetColumns);
            return few && !values.isEmpty() && m_rows.hasMoreThan(*few, child, link.columns, values);
        });
        if (refers)
            tables += u'\'' + child.name + u'\'';
    }
    if (tables.isEmpty())
        return false;
    constexpr int kNamed = 3;
    if (const qsizetype others = tables.size() - kNamed; others > 0) {
        tables.resize(kNamed);
        tables += others == 1 ? tr("one other table") : tr("%1 other tables").arg(others);
    }
    error.sentence = tr("Rows of %1 still refer to %2.").arg(listInWords(tables), nameOf(parent.key));
    error.hint = tr("Delete those rows first, or lead them to another row of '%1'.").arg(shape.name);
    return true;
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
        if (tellReferrers(
                record, [](const ForeignKey &, const Table &) { return 0; }, failure.error)) {
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
        if (!parent || values.isEmpty() || m_rows.hasMoreThan(0, *parent, link.targetColumns, values))
            continue;
        failure.error.sentence = tr("'%1' of %2 leads to no row of '%3'.")
                                     .arg(link.columns.join(u", "_s), nameOf(key), parent->name);
        return true;
    }
    return false;
}

} // namespace relata::records
