#include "tourroute.h"

#include "app/tour/tourwitness.h"
#include "core/schema/columntype.h"
#include "core/schema/titlecolumns.h"
#include "core/sql/dialect.h"

namespace relata::app {

using namespace Qt::StringLiterals;
using mapping::Side;
using schema::Table;

namespace {

constexpr int kFirstPage = 200;
constexpr int kMostChildren = 150; ///< a list that one page shows whole

/// A table under the name that it has in a query.
struct Named
{
    const Table *table = nullptr;
    QString alias;
};

/// The condition by which the database finds the parent of a child: by the parent's collation (it stands
/// first) and by the parent's affinity (a plus takes the child's away; where both are the same it would only
/// keep an index out).
QString joined(const QList<schema::ColumnPair> &pairs, const Named &parent, const Named &child)
{
    const auto affinity = [](const Named &named, const QString &column) {
        const schema::Column *described = named.table ? named.table->column(column) : nullptr;
        return described ? schema::affinityOf(described->type) : schema::Affinity::Blob;
    };
    QStringList parts;
    for (const schema::ColumnPair &pair : pairs) {
        const bool isSame = affinity(parent, pair.local) == affinity(child, pair.remote);
        parts += parent.alias + u'.' + sql::quoted(pair.local) + (isSame ? u" = "_s : u" = +"_s) +
                 child.alias + u'.' + sql::quoted(pair.remote);
    }
    return parts.join(u" AND "_s);
}

/// "SELECT count(*) ..." of the children of the row called p.
QString childCount(const mapping::MappedSchema &schema, const Side &side, const Table &table)
{
    const QString from = side.secondary.isNull() ? side.targetTable : side.secondary;
    return u"(SELECT count(*) FROM "_s + sql::quoted(from) + u" AS c WHERE "_s +
           joined(side.pairs, {&table, u"p"_s}, {schema.table(from), u"c"_s}) + u')';
}

/// " JOIN ... WHERE ..." that leaves of a table called p only what a relationship of an owner lists.
QString listedBy(const mapping::MappedSchema &schema, const RouteStep &of, const Table &table)
{
    const Side *above = schema.relationship(of.table, of.relationship);
    const Named owner{schema.table(of.table), u"o"_s};
    const Named listed{&table, u"p"_s};
    QStringList conditions;
    for (const QString &column : schema::addressOf(*owner.table).columns)
        conditions += u"o."_s + sql::quoted(column) + u" = ?"_s;
    QString on;
    if (above->secondary.isNull()) {
        on = joined(above->pairs, owner, listed);
    } else {
        const Named between{schema.table(above->secondary), u"s"_s};
        on = u"EXISTS (SELECT 1 FROM "_s + sql::quoted(above->secondary) + u" AS s WHERE "_s +
             joined(above->pairs, owner, between) + u" AND "_s +
             joined(above->secondaryPairs, listed, between) + u')';
    }
    return u" JOIN "_s + sql::quoted(owner.table->name) + u" AS o ON "_s + on + u" WHERE "_s +
           conditions.join(u" AND "_s);
}

/// The row of the first page (or among the children of `of`) with the most children that one page still
/// shows.
RouteStep bestStep(const mapping::MappedSchema &schema, const TourWitness &witness, const Side &side,
                   const Table &table, const RouteStep *of)
{
    const schema::RowAddress address = schema::addressOf(table);
    if (address.kind == schema::RowAddress::Kind::None)
        return {};
    QStringList key;
    for (const QString &column : address.columns)
        key += u"p."_s + sql::quoted(column);
    QString from = sql::quoted(table.name) + u" AS p"_s;
    base::Values values;
    if (of) {
        from += listedBy(schema, *of, table);
        values = of->record.values;
    }
    const QString page = u"SELECT "_s + key.join(u", "_s) + u", "_s + childCount(schema, side, table) +
                         u" AS n FROM "_s + from + u" ORDER BY "_s + key.join(u", "_s) + u" LIMIT "_s +
                         QString::number(kFirstPage);
    const auto rows =
        witness.rows(u"SELECT * FROM ("_s + page +
                         u") WHERE n BETWEEN 1 AND %1 ORDER BY n DESC LIMIT 1"_s.arg(kMostChildren),
                     values);
    if (rows.isEmpty())
        return {};
    return {table.name,
            {table.name, rows.first().mid(0, key.size()), 0},
            side.name,
            rows.first().last().toInteger()};
}

/// The best way on from a table: the relationship to a list with children.
RouteStep bestWay(const mapping::MappedSchema &schema, const TourWitness &witness, const Table &table,
                  const RouteStep *of)
{
    RouteStep best;
    const mapping::MappedClass *mapped = schema.classOf(table.name);
    for (const Side &side : mapped ? mapped->relationships : QList<Side>()) {
        if (!side.uselist)
            continue;
        const RouteStep step = bestStep(schema, witness, side, table, of);
        if (step.children > best.children)
            best = step;
    }
    return best;
}

void planEdit(const mapping::MappedSchema &schema, const TourWitness &witness, const QString &preferred,
              TourRoute &route)
{
    QStringList names = {preferred};
    for (const Table &table : schema.tables)
        names += table.name;
    for (const QString &name : std::as_const(names)) {
        const Table *table = schema.table(name);
        if (!table || table->kind != schema::TableKind::Table ||
            schema::addressOf(*table).kind == schema::RowAddress::Kind::None)
            continue;
        for (const QString &column : schema::titleColumns(*table)) {
            const schema::Column &described = *table->column(column);
            const bool plain = described.generated == schema::Generated::No &&
                               !table->isInPrimaryKey(column) && !table->isUnique({column});
            if (!plain || schema::affinityOf(described.type) != schema::Affinity::Text)
                continue;
            const QStringList address = schema::addressOf(*table).columns;
            const auto rows =
                witness.rows(u"SELECT "_s + sql::quotedList(address + QStringList{column}) + u" FROM "_s +
                             sql::quoted(name) + u" WHERE typeof("_s + sql::quoted(column) +
                             u") = 'text' ORDER BY "_s + sql::quotedList(address) + u" LIMIT 1"_s);
            const bool isChecked = std::ranges::any_of(table->checks, [&column](const schema::Check &check) {
                return check.condition.contains(column);
            });
            if (rows.isEmpty() || isChecked)
                continue;
            route.editTable = name;
            route.editRecord = {name, rows.first().mid(0, address.size()), 0};
            route.editColumn = table->columnIndex(column);
            route.editBefore = rows.first().last().toText();
            QStringList conditions;
            for (int i = 0; i < address.size(); ++i)
                conditions += sql::quoted(address[i]) + u" = "_s + rows.first()[i].toSql();
            route.editQuery = u"SELECT "_s + sql::quoted(column) + u" FROM "_s + sql::quoted(name) +
                              u" WHERE "_s + conditions.join(u" AND "_s);
            return;
        }
    }
}

} // namespace

TourRoute planRoute(const mapping::MappedSchema &schema, const TourWitness &witness)
{
    constexpr int kMostTables = 60; // Enough to find a good one in a large schema.
    TourRoute route;
    qint64 best = -1;
    int tried = 0;
    for (const Table &table : schema.tables) {
        if (table.kind != schema::TableKind::Table || !schema.classOf(table.name) || ++tried > kMostTables)
            continue;
        TourRoute candidate;
        candidate.table = table.name;
        const RouteStep first = bestWay(schema, witness, table, nullptr);
        if (first.children > 0) {
            candidate.steps += first;
            const Side *side = schema.relationship(first.table, first.relationship);
            const RouteStep second = bestWay(schema, witness, *schema.table(side->targetTable), &first);
            if (second.children > 0)
                candidate.steps += second;
        }
        const qint64 rows = qMin<qint64>(10, witness.number(u"SELECT count(*) FROM (SELECT 1 FROM "_s +
                                                            sql::quoted(table.name) + u" LIMIT 10)"_s));
        const qint64 score =
            candidate.steps.size() * 1000 + (first.children > 1 && first.children < 60 ? 100 : 0) + rows;
        if (score > best) {
            best = score;
            route = candidate;
        }
    }
    if (route.table.isNull() && !schema.tables.isEmpty())
        route.table = schema.tables.first().name;
    planEdit(schema, witness, route.table, route);
    return route;
}

} // namespace relata::app
