#include "recordsession.h"

#include "core/db/connection.h"
#include "core/records/flushorder.h"
#include "core/records/forecaster.h"
#include "core/records/seenrow.h"
#include "core/records/wholecells.h"
#include "core/sql/selectbuilder.h"

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::NodeSummary;
using base::PageRequest;
using base::Record;
using base::RecordKey;
using base::RecordPage;
using base::Result;
using base::Values;
using mapping::Side;
using orm::ObjectRef;
using schema::Table;

RecordSession::RecordSession(db::Connection &connection, mapping::MappedSchema schema)
    : m_connection(connection),
      m_schema(std::move(schema)),
      m_shapes(m_schema),
      m_memory(connection, m_schema, m_shapes),
      m_related(m_shapes, m_memory),
      m_eager(connection, m_schema, m_shapes, m_memory),
      m_changes(connection, m_shapes, m_memory)
{
}

namespace {

/// SQLAlchemy's lazy="raise" and "raise_on_sql".
base::Error refused(const Side &relationship)
{
    return {ErrorCode::LoadRefused,
            u"'%1.%2' is declared lazy='%3': it does not load by itself."_s.arg(
                relationship.className, relationship.name, mapping::lazyWord(relationship.lazy)),
            u"Load it once here, or choose another way of loading in the design."_s,
            {}};
}

bool isRefused(const Side &relationship)
{
    return relationship.lazy == mapping::Lazy::Raise || relationship.lazy == mapping::Lazy::RaiseOnSql;
}

} // namespace

Result<RecordPage> RecordSession::page(const PageRequest &request, const Cause &cause)
{
    if (request.scope.isRelationship())
        return relatedPage(request, cause);
    const QString &table = request.scope.table;
    const auto shape = m_shapes.readable(table, request.sortColumn);
    if (!shape)
        return fail(shape.error());
    if (m_eager.bringsMore(table) && m_eager.canRead(request))
        return m_eager.page(request, cause);
    return withWhatComesAlong(queryPage(request, **shape, nullptr, cause), table, cause);
}

/// A page that was read without what its rows bring along.
Result<RecordPage> RecordSession::withWhatComesAlong(Result<RecordPage> page, const QString &table,
                                                     const Cause &cause)
{
    if (!page || !m_eager.bringsMore(table))
        return page;
    const auto byPage = m_eager.complete(page->records, cause);
    if (!byPage)
        return fail(byPage.error());
    page->byPage = *byPage;
    return page;
}

Result<RecordPage> RecordSession::relatedPage(const PageRequest &request, const Cause &cause)
{
    const RecordKey &key = request.scope.owner;
    const Side *relationship = m_schema.relationship(key.table, request.scope.relationship);
    if (!relationship) {
        return fail(ErrorCode::UnknownRelationship,
                    u"'%1' has no relationship '%2'."_s.arg(key.table, request.scope.relationship));
    }
    const auto shape = m_shapes.readable(relationship->targetTable, request.sortColumn);
    if (!shape)
        return fail(shape.error());
    // Nothing can refer to a row that is not yet in the database.
    if (key.isNew() || relationship->lazy == mapping::Lazy::Noload)
        return RecordPage{{}, false, true, {}};
    if (const Done loaded = load({key}, cause); !loaded)
        return fail(loaded.error());
    const ObjectRef owner = m_memory.find(key);
    if (owner.isNone()) {
        return fail(ErrorCode::RowVanished,
                    u"There is no row %1 of '%2' any more."_s.arg(key.toDisplay(), key.table),
                    u"Another program deleted it. Refresh to see what is there now."_s);
    }
    const Related rows = m_related.of(*relationship, owner);
    const bool plain = request.filter.isEmpty() && request.sortColumn.isNull();
    if (plain && mayKnow(*relationship, rows, request.once)) {
        if (const auto known = m_related.page(request, rows))
            return *known;
    }
    if (isRefused(*relationship) && !request.once)
        return fail(refused(*relationship));
    if (plain)
        return loadedPage(request, **shape, rows, cause);
    return withWhatComesAlong(queryPage(request, **shape, &rows, cause), relationship->targetTable, cause);
}

/// Whether memory may answer in place of the database.
bool RecordSession::mayKnow(const Side &relationship, const Related &rows, bool once) const
{
    switch (relationship.lazy) {
    case mapping::Lazy::Dynamic:
    case mapping::Lazy::WriteOnly:
        return once;
    case mapping::Lazy::Raise: // That the parent is in memory does not count.
        return once || m_memory.hasLoaded(rows.owner, relationship.name);
    default:
        return true;
    }
}

/// What counts as loaded from now on, or at least its first page.
Result<RecordPage> RecordSession::loadedPage(const PageRequest &request, const RecordShape &shape,
                                             const Related &related, const Cause &cause)
{
    const Side &relationship = related.relationship;
    const orm::MappedRelationship *mapped =
        m_memory.relationship(request.scope.owner.table, relationship.name);
    const bool isParent = mapped && mapped->prop->direction == schema::Direction::ManyToOne;
    if (isParent || (mapped && m_eager.isReadWhole(*mapped))) {
        const auto whole = m_eager.related(related.owner, *mapped, cause);
        if (!whole)
            return fail(whole.error());
        if (*whole) {
            const auto page = m_related.page(request, **whole);
            return RecordPage{page.records, page.hasMore, false, {}};
        }
    }
    auto page =
        withWhatComesAlong(queryPage(request, shape, &related, cause), relationship.targetTable, cause);
    if (page)
        rememberIfWhole(request, *page);
    return page;
}

/// Asks for those records that are not in memory. A row that has vanished is not an error.
Done RecordSession::load(const QList<RecordKey> &keys, const Cause &cause)
{
    QList<Values> wanted;
    for (const RecordKey &key : keys) {
        if (!key.isNew() && !key.values.isEmpty() && m_memory.find(key).isNone())
            wanted += key.values;
    }
    if (wanted.isEmpty())
        return {};
    const auto shape = m_shapes.readable(keys.first().table);
    if (!shape)
        return fail(shape.error());
    const int mapped = m_memory.classOf(keys.first().table);
    return RowReader(m_connection, cause).each(**shape, wanted, [&](const base::RowPage &rows, int row) {
        m_memory.take(**shape, mapped, rows, row);
    });
}

Result<RecordPage> RecordSession::queryPage(const PageRequest &request, const RecordShape &shape,
                                            const Related *related, const Cause &cause)
{
    std::optional<sql::RelationshipTables> tables;
    if (related)
        tables.emplace(
            sql::RelationshipTables::of(m_schema, request.scope.owner.table, related->relationship));
    const auto whole = wholeRequest(m_connection, m_shapes, request, cause);
    if (!whole)
        return fail(whole.error());
    const auto rows =
        m_connection.selectCut(sql::selectPage(shape.table(), *whole, tables ? &*tables : nullptr,
                                               related ? related->local : Values(),
                                               sql::RowFilter::parentsOf(m_schema, shape.table())),
                               shape.keeps(), cause);
    if (!rows)
        return fail(rows.error());
    RecordPage page;
    page.hasMore = rows->rowCount() > request.limit;
    const int count = qMin(rows->rowCount(), request.limit);
    page.records.reserve(count);
    const int mapped = m_memory.classOf(shape.table().name);
    for (int row = 0; row < count; ++row)
        page.records += m_memory.take(shape, mapped, *rows, row);
    return page;
}

void RecordSession::rememberIfWhole(const PageRequest &request, const RecordPage &page)
{
    QHash<QString, QList<RecordKey>> &ofOwner = m_partial[request.scope.owner];
    QList<RecordKey> &members = ofOwner[request.scope.relationship];
    if (!request.after.key.isValid())
        members.clear();
    else if (members.isEmpty() || members.last() != request.after.key)
        return; // The pages before were forgotten meanwhile: this is not the whole.
    for (const Record &record : page.records)
        members += record.key;
    if (page.hasMore)
        return;
    m_memory.setRelated(request.scope.owner, request.scope.relationship, members);
    ofOwner.remove(request.scope.relationship);
}

Result<QList<NodeSummary>> RecordSession::summaries(const QList<RecordKey> &owners, const QString &name,
                                                    base::DisplaySql sql, const Cause &cause)
{
    const Side *relationship = owners.isEmpty() ? nullptr : m_schema.relationship(owners.first().table, name);
    if (!relationship)
        return QList<NodeSummary>(owners.size());
    Cause display = cause;
    display.kind = Cause::Kind::Display;
    if (sql == base::DisplaySql::On) {
        if (const Done loaded = load(owners, display); !loaded)
            return fail(loaded.error());
    }
    return SummaryReader(m_connection, m_shapes, m_memory, sql, display).summaries(*relationship, owners);
}

Result<QList<NodeSummary>> RecordSession::titlesOf(const QString &table, const QStringList &columns,
                                                   const QList<Values> &values, base::DisplaySql sql,
                                                   const Cause &cause)
{
    const auto shape = m_shapes.readable(table);
    if (!shape)
        return fail(shape.error());
    return SummaryReader(m_connection, m_shapes, m_memory, sql, cause).titlesOf(**shape, columns, values);
}

tl::expected<base::SaveReport, SaveFailure> RecordSession::save(const Cause &cause)
{
    if (pending().isEmpty())
        return base::SaveReport();
    SaveTransaction transaction(m_connection, m_schema, m_shapes, m_memory, m_changes, cause);
    const bool wasTold = m_told && m_toldOf == m_changes.revision();
    auto report = transaction.run(wasTold ? m_told : std::nullopt);
    if (wasTold)
        m_told = transaction.besides(); // A refusal tells what it found; saving once more accepts that.
    if (!report) {
        if (report.error().error.code != ErrorCode::Cancelled)
            m_changes.refuse(report.error().row, report.error().error.text());
        return report;
    }
    afterSave(*report);
    return report;
}

Result<base::SaveForecast> RecordSession::forecast(const Cause &cause)
{
    Forecaster forecaster(m_connection, m_schema, m_shapes, m_memory, m_changes, cause);
    auto forecast = forecaster.run();
    if (forecast) {
        m_told = forecaster.besides();
        m_toldOf = m_changes.revision();
    }
    return forecast;
}

Done RecordSession::readDoomed(const QList<RecordKey> &keys, const Cause &cause)
{
    QHash<RecordKey, SeenRow> seen;
    QHash<QString, QList<Values>> large;
    for (const RecordKey &key : keys) {
        if (!pending().deleted.contains(key) || pending().digests.contains(key))
            continue;
        const SeenRow row{asRead(key).value_or(Values()), {}};
        if (!row.hasCut())
            continue;
        seen.insert(key, row);
        large[key.table] += key.values;
    }
    const RowReader rows(m_connection, cause);
    for (auto table = large.cbegin(); table != large.cend(); ++table) {
        const Done read =
            rows.eachWhole(*m_shapes.of(table.key()), *table,
                           [&](const RecordKey &key, std::span<const base::CellView> cells) {
                               if (const auto row = seen.constFind(key); row != seen.cend())
                                   m_changes.keepDigests(key, row->values, row->digestsOf(cells));
                           });
        if (!read)
            return read;
    }
    return {};
}

std::optional<Values> RecordSession::asRead(const RecordKey &key) const
{
    if (const auto seen = pending().asRead.constFind(key); seen != pending().asRead.cend())
        return *seen;
    const ObjectRef object = key.isNew() ? ObjectRef() : m_memory.find(key);
    if (object.isNone())
        return {};
    return m_memory.record(object).values;
}

void RecordSession::afterSave(const base::SaveReport &report)
{
    m_changes.forgetWritten();
    m_told.reset();
    m_partial.clear();
    m_memory.forgetRelated(report.tables);
    for (const QString &table : report.changedByDatabase)
        m_memory.forgetRows(table);
    for (const RecordKey &key : report.gone)
        m_memory.remove(key);
    for (const RecordKey &key : report.renamed)
        m_memory.remove(key);
    for (const Record &record : report.refreshed)
        m_memory.refresh(record);
}

void RecordSession::recover()
{
    static_cast<void>(m_memory.session().rollback());
    m_connection.rollback();
    static_cast<void>(m_memory.session().takeWarnings());
    m_partial.clear();
    m_changes.putBack();
}

void RecordSession::expireAll()
{
    if (pending().isEmpty()) {
        m_memory.clear();
    } else {
        m_memory.forgetAll();
        m_changes.rowsForgotten();
    }
    m_partial.clear();
}

} // namespace relata::records
