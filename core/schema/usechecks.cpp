#include "usechecks.h"

#include "core/schema/conditiontext.h"

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

namespace {

Done columnInUse(const Table &table, const QString &column, const QString &by, const QString &hint)
{
    return fail(ErrorCode::InvalidChange, u"'%1.%2' is still used by %3."_s.arg(table.name, column, by),
                hint);
}

Done checkColumnFreeOfOwn(const Table &table, const QString &column)
{
    if (table.isInPrimaryKey(column))
        return columnInUse(table, column, u"the primary key"_s, u"Choose another primary key first."_s);
    for (const Unique &unique : table.uniques) {
        if (indexOfName(unique.columns, column) >= 0)
            return columnInUse(table, column, u"a UNIQUE constraint"_s, u"Remove the constraint first."_s);
    }
    for (const Index &index : table.indexes) {
        const bool listed =
            std::any_of(index.columns.cbegin(), index.columns.cend(),
                        [&column](const QString &name) { return !name.isNull() && sameName(name, column); });
        const bool mentioned =
            mentionsColumn(index.condition, column) ||
            std::any_of(index.terms.cbegin(), index.terms.cend(),
                        [&column](const QString &term) { return mentionsColumn(term, column); });
        if (listed || mentioned)
            return columnInUse(table, column, u"the index '%1'"_s.arg(index.name),
                               u"Remove the index first."_s);
    }
    for (const Check &check : table.checks) {
        if (mentionsColumn(check.condition, column))
            return columnInUse(table, column, u"CHECK (%1)"_s.arg(check.condition),
                               u"Remove the CHECK first."_s);
    }
    for (const Column &other : table.columns) {
        if (!sameName(other.name, column) && mentionsColumn(other.expression, column))
            return columnInUse(table, column, u"the generated column '%1'"_s.arg(other.name),
                               u"Remove that column first."_s);
    }
    return {};
}

} // namespace

Done checkTableUnused(const Schema &schema, const Table &table, RemoveTable::Referrers referrers)
{
    if (!table.foreignKeys.isEmpty()) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' still refers to '%2'."_s.arg(table.name, table.foreignKeys.first().table),
                    u"Remove the link first."_s);
    }
    if (referrers == RemoveTable::Referrers::LeadNowhere)
        return {};
    for (const Table &other : schema.tables) {
        const auto refers = [&table](const ForeignKey &key) { return sameName(key.table, table.name); };
        if (other.kind == TableKind::Table &&
            std::any_of(other.foreignKeys.cbegin(), other.foreignKeys.cend(), refers)) {
            return fail(ErrorCode::InvalidChange, u"'%1' still refers to '%2'."_s.arg(other.name, table.name),
                        u"Remove the link first."_s);
        }
    }
    return {};
}

Done checkColumnUnused(const Schema &schema, const Table &table, const QString &column)
{
    if (table.columns.size() == 1) {
        return fail(ErrorCode::InvalidChange, u"'%1' is the only column of '%2'."_s.arg(column, table.name),
                    u"Remove the table instead."_s);
    }
    if (const Done done = checkColumnFreeOfOwn(table, column); !done)
        return done;
    for (const Table &other : schema.tables) {
        for (const ForeignKey &key : other.foreignKeys) {
            const bool own = other.id == table.id && indexOfName(key.columns, column) >= 0;
            const bool target =
                sameName(key.table, table.name) && indexOfName(key.targetColumns, column) >= 0;
            if (own || target) {
                return columnInUse(table, column, u"the link from '%1' to '%2'"_s.arg(other.name, key.table),
                                   u"Remove the link first."_s);
            }
        }
    }
    return {};
}

} // namespace relata::schema
