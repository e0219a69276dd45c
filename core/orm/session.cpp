#include "session.h"

#include "core/base/title.h"
#include "core/db/connection.h"
#include "core/orm/flushorder.h"
#include "core/sql/selectbuilder.h"

#include <algorithm>

namespace relata::orm {

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
using base::Value;
using base::Values;
using schema::Direction;
using schema::Relationship;
using schema::Table;

namespace {

constexpr qsizetype kChunk = 500;

bool anyNull(const Values &values)
{
    return std::any_of(values.cbegin(), values.cend(), [](const Value &value) { return value.isNull(); });
}

QStringList remoteColumns(const Relationship &relationship)
{
    QStringList names;
    for (const schema::ColumnPair &pair : relationship.pairs)
        names += pair.remote;
    return names;
}

} // namespace

Session::Session(db::Connection &connection, schema::Schema schema)
    : m_connection(connection),
      m_schema(std::move(schema)),
      m_shapes(m_schema),
      m_titles(connection, m_shapes),
      m_store(m_schema, m_shapes),
      m_changes(connection, m_shapes)
{
}

Result<RecordPage> Session::page(const PageRequest &request, const Cause &cause)
{
    if (request.scope.isRelationship())
        return relatedPage(request, cause);
    const auto shape = m_shapes.readable(request.scope.table, request.sortColumn);
    if (!shape)
        return fail(shape.error());
    return queryPage(request, **shape, nullptr, cause);
}

Result<RecordPage> Session::relatedPage(const PageRequest &request, const Cause &cause)
{
    const RecordKey &key = request.scope.owner;
    const Relationship *relationship = m_schema.relationship(key.table, request.scope.relationship);
    if (!relationship) {
        return fail(ErrorCode::UnknownRelationship,
                    u"'%1' has no relationship '%2'."_s.arg(key.table, request.scope.relationship));
    }
    const auto shape = m_shapes.readable(relationship->targetTable, request.sortColumn);
    if (!shape)
        return fail(shape.error());
    if (key.isNew())
        return RecordPage{{}, false, true}; // Nothing can refer to a row that is not yet in the database.
    if (const Done loaded = load({key}, cause); !loaded)
        return fail(loaded.error());
    const Record *owner = m_store.find(key);
    if (!owner) {
        return fail(ErrorCode::RowVanished,
                    u"There is no row %1 of '%2' any more."_s.arg(key.toDisplay(), key.table),
                    u"Another program deleted it. Refresh to see what is there now."_s);
    }
    const Related rows = related(*relationship, *owner);
    const bool plain = request.filter.isEmpty() && request.sortColumn.isNull();
    if (plain) {
        if (const auto known = pageFromMemory(request, rows))
            return *known;
    }
    auto page = queryPage(request, **shape, &rows, cause);
    if (page && plain)
        rememberIfWhole(request, *page);
    return page;
}

/// Asks for those records that are not in memory. A row that has vanished is not an error.
Done Session::load(const QList<RecordKey> &keys, const Cause &cause)
{
    QList<Values> wanted;
    for (const RecordKey &key : keys) {
        if (!key.isNew() && !key.values.isEmpty() && !m_store.find(key))
            wanted += key.values;
    }
    if (wanted.isEmpty())
        return {};
    const auto shape = m_shapes.readable(keys.first().table);
    if (!shape)
        return fail(shape.error());
    const auto records = RowReader(m_connection, cause).read(**shape, wanted);
    if (!records)
        return fail(records.error());
    for (const Record &record : *records)
        m_store.add(record);
    return {};
}

Session::Related Session::related(const Relationship &relationship, const Record &owner) const
{
    const Table &table = m_shapes.of(owner.key.table)->table();
    Values local;
    for (const schema::ColumnPair &pair : relationship.pairs)
        local += owner.values.value(table.columnIndex(pair.local));
    return {relationship, owner.key, local};
}

/// A page that no statement is needed for; nothing where one is.
std::optional<RecordPage> Session::pageFromMemory(const PageRequest &request, const Related &related) const
{
    RecordPage page;
    page.fromMemory = true;
    if (const auto *members = m_store.collection(related.owner, related.relationship.name)) {
        const qsizetype start = request.after.key.isValid() ? members->indexOf(request.after.key) + 1 : 0;
        for (const RecordKey &member : members->mid(start, request.limit)) {
            if (const Record *record = m_store.find(member))
                page.records += *record;
        }
        page.hasMore = start + request.limit < members->size();
        return page;
    }
    // A key that is NULL in part refers to nothing, as the database sees it.
    if (anyNull(related.local))
        return page;
    if (const Record *parent = parentInMemory(related)) {
        page.records += *parent;
        return page;
    }
    return std::nullopt;
}

Result<RecordPage> Session::queryPage(const PageRequest &request, const RecordShape &shape,
                                      const Related *related, const Cause &cause)
{
    const auto rows = m_connection.select(sql::selectPage(shape.table(), request,
                                                          related ? &related->relationship : nullptr,
                                                          related ? related->local : Values()),
                                          cause);
    if (!rows)
        return fail(rows.error());
    RecordPage page;
    page.hasMore = rows->rowCount() > request.limit;
    const int count = qMin(rows->rowCount(), request.limit);
    page.records.reserve(count);
    for (int row = 0; row < count; ++row) {
        const Record record = shape.record(*rows, row);
        page.records += record.key.isValid() ? m_store.add(record) : record;
    }
    return page;
}

void Session::rememberIfWhole(const PageRequest &request, const RecordPage &page)
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
    m_store.setCollection(request.scope.owner, request.scope.relationship, members);
    ofOwner.remove(request.scope.relationship);
}

/// SQLAlchemy's use_get: only a join to the whole primary key can be answered by the identity map.
const Record *Session::parentInMemory(const Related &related) const
{
    const Relationship &relationship = related.relationship;
    const RecordShape *target = m_shapes.of(relationship.targetTable);
    if (relationship.direction != Direction::ManyToOne || !target ||
        target->table().primaryKey.size() != relationship.pairs.size())
        return nullptr;
    const QStringList remote = remoteColumns(relationship);
    Values key;
    for (const QString &column : target->table().primaryKey) {
        const int place = schema::indexOfName(remote, column);
        if (place < 0)
            return nullptr;
        key += related.local[place];
    }
    return m_store.findByPrimaryKey(target->table().name, key);
}

Result<QList<NodeSummary>> Session::summaries(const QList<RecordKey> &owners, const QString &relationshipName,
                                              DisplaySql sql, const Cause &cause)
{
    QList<NodeSummary> summaries(owners.size());
    const Relationship *relationship =
        owners.isEmpty() ? nullptr : m_schema.relationship(owners.first().table, relationshipName);
    if (!relationship)
        return summaries;
    Cause display = cause;
    display.kind = Cause::Kind::Display;
    if (sql == DisplaySql::On) {
        if (const Done loaded = load(owners, display); !loaded)
            return fail(loaded.error());
    }
    // Owners with the same foreign key ask for it once.
    QHash<Values, QList<qsizetype>> unknown;
    QList<qsizetype> untitled;
    QList<Values> asked;
    for (qsizetype i = 0; i < owners.size(); ++i) {
        const Record *owner = m_store.find(owners[i]);
        if (!owner)
            continue;
        const Related rows = related(*relationship, *owner);
        if (const auto known = summaryFromMemory(rows)) {
            summaries[i] = *known;
            if (known->key.isValid() && known->title.isEmpty())
                untitled += i;
            continue;
        }
        if (!unknown.contains(rows.local))
            asked += rows.local;
        unknown[rows.local] += i;
    }
    if (const Done named = nameByParents(summaries, untitled, sql, display); !named)
        return fail(named.error());
    if (sql == DisplaySql::Off)
        return summaries;
    for (qsizetype start = 0; start < asked.size(); start += kChunk) {
        const QList<Values> chunk = asked.mid(start, kChunk);
        const auto answers = askSummaries(*relationship, chunk, display);
        if (!answers)
            return fail(answers.error());
        for (qsizetype i = 0; i < chunk.size(); ++i) {
            for (const qsizetype place : std::as_const(unknown[chunk[i]]))
                summaries[place] = answers->at(i);
        }
    }
    return summaries;
}

std::optional<NodeSummary> Session::summaryFromMemory(const Related &related) const
{
    const bool single = !related.relationship.uselist;
    PageRequest request;
    request.limit = single ? 1 : 0;
    const auto known = pageFromMemory(request, related);
    if (!known)
        return std::nullopt;
    NodeSummary summary;
    summary.inMemory = true;
    const auto *members = m_store.collection(related.owner, related.relationship.name);
    summary.count = members ? members->size() : known->records.size();
    if (!single)
        return summary;
    summary.isNone = known->records.isEmpty();
    summary.missing =
        summary.isNone && related.relationship.direction == Direction::ManyToOne && !anyNull(related.local);
    if (!summary.isNone) {
        summary.key = known->records.first().key;
        summary.title = m_titles.fromMemory(m_store, known->records.first()).value_or(QString());
    }
    return summary;
}

/// Records in memory whose titles need parents that are not: one statement for all of them; without it their
/// keys name them.
Done Session::nameByParents(QList<NodeSummary> &summaries, const QList<qsizetype> &places, DisplaySql sql,
                            const Cause &cause)
{
    if (places.isEmpty())
        return {};
    const RecordShape &shape = *m_shapes.of(summaries[places.first()].key.table);
    QList<Values> keys;
    for (const qsizetype place : places) {
        keys += summaries[place].key.values;
        summaries[place].title = base::joinedTitle({}, summaries[place].key);
    }
    if (sql == DisplaySql::Off)
        return {};
    const auto titles = m_titles.read(shape, shape.addressColumns(), keys, cause);
    if (!titles)
        return fail(titles.error());
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (!titles->at(i).missing)
            summaries[places[i]].title = titles->at(i).title;
    }
    return {};
}

Result<QList<NodeSummary>> Session::titlesOf(const QString &table, const QStringList &columns,
                                             const QList<Values> &values, DisplaySql sql, const Cause &cause)
{
    const auto shape = m_shapes.readable(table);
    if (!shape)
        return fail(shape.error());
    QList<NodeSummary> found(values.size());
    QList<Values> asked;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const Record *record = columns == (*shape)->table().primaryKey
                                   ? m_store.findByPrimaryKey((*shape)->table().name, values[i])
                                   : nullptr;
        const auto title = record ? m_titles.fromMemory(m_store, *record) : std::nullopt;
        if (title) {
            found[i].inMemory = true;
            found[i].key = record->key;
            found[i].title = *title;
            continue;
        }
        asked += values[i];
        places += i;
    }
    if (sql == DisplaySql::Off || asked.isEmpty())
        return found;
    Cause display = cause;
    display.kind = Cause::Kind::Display;
    const auto titles = m_titles.read(**shape, columns, asked, display);
    if (!titles)
        return fail(titles.error());
    for (qsizetype i = 0; i < places.size(); ++i)
        found[places[i]] = titles->at(i);
    return found;
}

/// The summaries for these values of a relationship's local columns, by one statement.
Result<QList<NodeSummary>> Session::askSummaries(const Relationship &relationship, const QList<Values> &local,
                                                 const Cause &cause)
{
    if (!relationship.uselist)
        return askSingles(relationship, local, cause);
    const auto rows = m_connection.select(sql::selectCounts(relationship, local), cause);
    if (!rows)
        return fail(rows.error());
    QList<NodeSummary> summaries(local.size());
    for (NodeSummary &summary : summaries)
        summary.count = 0;
    for (int row = 0; row < rows->rowCount(); ++row)
        summaries[rows->value(row, 0).toInteger()].count = rows->value(row, 1).toInteger();
    return summaries;
}

Result<QList<NodeSummary>> Session::askSingles(const Relationship &relationship, const QList<Values> &local,
                                               const Cause &cause)
{
    auto summaries =
        m_titles.read(*m_shapes.of(relationship.targetTable), remoteColumns(relationship), local, cause);
    if (!summaries)
        return summaries;
    for (NodeSummary &summary : *summaries) {
        summary.isNone = summary.missing;
        summary.count = summary.missing ? 0 : 1;
        summary.missing = summary.missing && relationship.direction == Direction::ManyToOne;
    }
    return summaries;
}

tl::expected<SaveReport, SaveFailure> Session::save(const Cause &cause)
{
    if (pending().isEmpty())
        return SaveReport();
    auto report = UnitOfWork(m_connection, m_schema, m_shapes, m_store, pending(), cause).run();
    if (!report) {
        m_changes.refuse(report.error().row, report.error().error.text());
        return report;
    }
    afterSave(*report);
    return report;
}

void Session::afterSave(const SaveReport &report)
{
    m_changes.discard();
    m_partial.clear();
    m_store.expireCollections(report.tables);
    for (const QString &table : report.changedByDatabase)
        m_store.expireRecords(table);
    for (auto it = report.newKeys.cbegin(); it != report.newKeys.cend(); ++it)
        m_store.remove(it.key());
    for (const RecordKey &key : report.gone)
        m_store.remove(key);
    for (const Record &record : report.refreshed)
        m_store.refresh(record);
}

void Session::expireAll()
{
    m_store.clear();
    m_partial.clear();
}

} // namespace relata::orm
