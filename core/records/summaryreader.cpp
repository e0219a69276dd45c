#include "summaryreader.h"

#include "core/base/title.h"
#include "core/db/connection.h"
#include "core/sql/countselect.h"
#include "core/sql/selectbuilder.h"

namespace relata::records {

using base::Done;
using base::fail;
using base::NodeSummary;
using base::RecordKey;
using base::Result;
using base::Values;
using mapping::Side;
using orm::ObjectRef;
using schema::Direction;

SummaryReader::SummaryReader(db::Connection &connection, const RecordShapes &shapes,
                             const RecordMemory &memory, base::DisplaySql sql, const base::Cause &cause)
    : m_connection(connection),
      m_shapes(shapes),
      m_memory(memory),
      m_related(shapes, memory),
      m_titles(connection, shapes),
      m_sql(sql),
      m_cause(cause)
{
    m_cause.kind = base::Cause::Kind::Display;
}

Result<QList<NodeSummary>> SummaryReader::summaries(const Side &relationship,
                                                    const QList<RecordKey> &owners) const
{
    Summaries summaries(owners.size());
    // Owners with the same foreign key ask for it once.
    Unknown unknown;
    for (qsizetype i = 0; i < owners.size(); ++i) {
        const ObjectRef owner = m_memory.find(owners[i]);
        if (owner.isNone())
            continue;
        const Related rows = m_related.of(relationship, owner);
        if (const auto known = fromMemory(rows))
            summaries[i] = *known;
        else
            unknown.add(rows.local, i);
    }
    if (const Done named = nameByParents(summaries); !named)
        return fail(named.error());
    if (m_sql == base::DisplaySql::Off)
        return summaries;
    const auto tableOf = [this](const QString &name) { return &m_shapes.of(name)->table(); };
    const sql::RelationshipTables tables = {
        relationship, *tableOf(owners.first().table), *tableOf(relationship.targetTable),
        relationship.secondary.isNull() ? nullptr : tableOf(relationship.secondary)};
    if (const Done asked = askUnknown(tables, unknown, summaries); !asked)
        return fail(asked.error());
    return summaries;
}

/// A record whose title needs parents that are not in memory has none yet.
std::optional<NodeSummary> SummaryReader::fromMemory(const Related &related) const
{
    const auto known = m_related.all(related);
    if (!known)
        return std::nullopt;
    NodeSummary summary;
    summary.inMemory = true;
    summary.count = known->size();
    if (related.relationship.uselist)
        return summary;
    summary.isNone = known->isEmpty();
    summary.missing =
        summary.isNone && related.relationship.direction == Direction::ManyToOne && !related.leadsNowhere();
    if (!summary.isNone) {
        summary.key = m_memory.keyOf(known->first());
        summary.title = m_titles.fromMemory(m_memory, known->first()).value_or(QString());
    }
    return summary;
}

/// Gives a title to those that need their parents' for it: one statement for all of them, or else their keys.
Done SummaryReader::nameByParents(Summaries &summaries) const
{
    QList<NodeSummary *> untitled;
    QList<Values> keys;
    for (NodeSummary &summary : summaries) {
        if (!summary.key.isValid() || !summary.title.isEmpty())
            continue;
        untitled += &summary;
        keys += summary.key.values;
        summary.title = base::joinedTitle({}, summary.key);
    }
    if (untitled.isEmpty() || m_sql == base::DisplaySql::Off)
        return {};
    const RecordShape &shape = *m_shapes.of(untitled.first()->key.table);
    const auto titles = m_titles.read(shape, shape.addressColumns(), keys, m_cause);
    if (!titles)
        return fail(titles.error());
    for (qsizetype i = 0; i < untitled.size(); ++i) {
        if (!titles->at(i).missing)
            untitled[i]->title = titles->at(i).title;
    }
    return {};
}

Done SummaryReader::askUnknown(const sql::RelationshipTables &tables, const Unknown &unknown,
                               Summaries &summaries) const
{
    constexpr qsizetype kSummaryChunk = 500;
    for (qsizetype start = 0; start < unknown.asked.size(); start += kSummaryChunk) {
        const QList<Values> chunk = unknown.asked.mid(start, kSummaryChunk);
        const auto answers = tables.side.uselist ? askCounts(tables, chunk) : askSingles(tables, chunk);
        if (!answers)
            return fail(answers.error());
        for (qsizetype i = 0; i < chunk.size(); ++i) {
            for (const qsizetype place : unknown.places.value(chunk[i]))
                summaries[place] = answers->at(i);
        }
    }
    return {};
}

Result<QList<NodeSummary>> SummaryReader::askCounts(const sql::RelationshipTables &tables,
                                                    const QList<Values> &local) const
{
    const auto rows = m_connection.select(sql::selectCounts(tables, local), m_cause);
    if (!rows)
        return fail(rows.error());
    Summaries summaries(local.size());
    for (NodeSummary &summary : summaries)
        summary.count = 0;
    for (int row = 0; row < rows->rowCount(); ++row)
        summaries[rows->value(row, 0).toInteger()].count = rows->value(row, 1).toInteger();
    return summaries;
}

Result<QList<NodeSummary>> SummaryReader::askSingles(const sql::RelationshipTables &tables,
                                                     const QList<Values> &local) const
{
    const schema::JoinPath &relationship = tables.side;
    const RecordShape &target = *m_shapes.of(relationship.targetTable);
    const sql::KeyMatch match = tables.toOwner();
    const bool looksUp = relationship.direction == Direction::OneToMany && !match.isPlain();
    auto summaries = looksUp ? m_titles.read(target, localColumnsOf(relationship), local, m_cause, &match)
                             : m_titles.read(target, remoteColumnsOf(relationship), local, m_cause);
    if (!summaries)
        return summaries;
    for (NodeSummary &summary : *summaries) {
        summary.isNone = summary.missing;
        summary.count = summary.missing ? 0 : 1;
        summary.missing = summary.missing && relationship.direction == Direction::ManyToOne;
    }
    return summaries;
}

Result<QList<NodeSummary>> SummaryReader::titlesOf(const RecordShape &shape, const QStringList &columns,
                                                   const QList<Values> &values) const
{
    const schema::Table &table = shape.table();
    Summaries found(values.size());
    QList<Values> asked;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const ObjectRef known =
            columns == table.primaryKey ? m_memory.findByPrimaryKey(table.name, values[i]) : ObjectRef();
        const auto title = known.isNone() ? std::nullopt : m_titles.fromMemory(m_memory, known);
        if (title) {
            found[i].inMemory = true;
            found[i].key = m_memory.keyOf(known);
            found[i].title = *title;
            continue;
        }
        asked += values[i];
        places += i;
    }
    if (m_sql == base::DisplaySql::Off || asked.isEmpty())
        return found;
    const auto titles = m_titles.read(shape, columns, asked, m_cause);
    if (!titles)
        return fail(titles.error());
    for (qsizetype i = 0; i < places.size(); ++i)
        found[places[i]] = titles->at(i);
    return found;
}

} // namespace relata::records
