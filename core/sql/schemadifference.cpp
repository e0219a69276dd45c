#include "schemadifference.h"

#include "core/sql/ddlbuilder.h"

#include "core/schema/schemachange.h"
#include "core/schema/columntype.h"
#include "core/sql/dialect.h"
#include "core/sql/schemadifferencetext.h"
#include "core/sql/tablealteration.h"
#include "core/sql/tablerebuild.h"

#include <algorithm>
#include <optional>

namespace relata::sql {

using namespace Qt::StringLiterals;
using schema::Column;
using schema::ForeignKey;
using schema::Schema;
using schema::Table;
using schema::TableKind;

namespace {

/// The column before of which this one is the new name: the one with its id. Where columns have no ids, one
/// that was there before and is not now, at the place of one that is there now and was not, of the same kind
/// of type. (A rename that is missed would lose what the column holds.)
std::optional<Column> renamedFrom(const Table &before, const Table &after, int index)
{
    const Column &now = after.columns[index];
    if (now.id.isValid()) {
        const auto found = std::ranges::find(before.columns, now.id, &Column::id);
        return found == before.columns.cend() || found->name == now.name ? std::nullopt
                                                                         : std::optional<Column>(*found);
    }
    if (index >= before.columns.size())
        return {};
    const Column &old = before.columns[index];
    if (after.columnIndex(old.name) >= 0 || before.columnIndex(now.name) >= 0 ||
        schema::affinityOf(old.type) != schema::affinityOf(now.type))
        return {};
    return old;
}

/// The database renames what triggers name in their texts as well: those known here are of before.
Table withoutTriggerTexts(Table table)
{
    for (schema::Trigger &trigger : table.triggers)
        trigger.sql.clear();
    return table;
}

/// Writes the difference between two schemas in an order in which every statement can run.
class Difference
{
public:
    Difference(const Schema &before, const Schema &after) : m_reached(before), m_after(after) {}

    QStringList run()
    {
        dropTables();
        renameTables();
        createTables();
        // All that is renamed first: the text of a trigger, wherever it is, may name it.
        for (const bool isRenaming : {true, false}) {
            for (const Table &table : m_after.tables) {
                if (table.kind == TableKind::Table && std::as_const(m_reached).table(table.id))
                    isRenaming ? renameColumns(table) : changeTable(table);
            }
        }
        return guarded();
    }

private:
    void dropTables()
    {
        // Children go before their parents.
        const QList<Table> all = m_reached.tables;
        QList<Table> gone;
        std::copy_if(all.cbegin(), all.cend(), std::back_inserter(gone), [this](const Table &table) {
            return table.kind == TableKind::Table && !m_after.table(table.id);
        });
        while (!gone.isEmpty()) {
            const auto isParent = [&gone](const Table &table) {
                return std::any_of(gone.cbegin(), gone.cend(), [&table](const Table &other) {
                    return other.id != table.id &&
                           std::any_of(other.foreignKeys.cbegin(), other.foreignKeys.cend(),
                                       [&table](const ForeignKey &key) {
                                           return schema::sameName(key.table, table.name);
                                       });
                });
            };
            auto next = std::find_if_not(gone.begin(), gone.end(), isParent);
            if (next == gone.end())
                next = gone.begin();
            m_plain += u"-- All rows of this table go with it.\nDROP TABLE "_s + quoted(next->name);
            m_needsGuard = true;
            m_reached.tables.removeOne(*next);
            gone.erase(next);
        }
    }

    void renameTo(base::TableId id, const QString &name)
    {
        const Table &table = *std::as_const(m_reached).table(id);
        m_plain += alterTableText(table, u"RENAME TO "_s + quoted(name));
        follow(schema::RenameTable{id, name});
    }

    void renameTables()
    {
        for (const Table &table : m_after.tables) {
            const Table *old = std::as_const(m_reached).table(table.id);
            if (!old || old->kind != TableKind::Table || old->name == table.name)
                continue;
            // Another table has the name until its own turn comes.
            const Table *other = std::as_const(m_reached).table(table.name);
            if (other && other->id != table.id)
                renameTo(other->id, u"relata_old_"_s + other->name);
            renameTo(table.id, table.name);
        }
    }

    void createTables()
    {
        Schema fresh;
        for (const Table &table : m_after.tables) {
            if (!std::as_const(m_reached).table(table.id))
                fresh.tables += table;
        }
        m_plain += createSchema(fresh);
    }

    void renameColumns(const Table &after)
    {
        for (int i = 0; i < after.columns.size(); ++i) {
            const Table before = *std::as_const(m_reached).table(after.id);
            std::optional<Column> old = renamedFrom(before, after, i);
            const Column *taken = before.column(after.columns[i].name);
            if (!old && taken && taken->name != after.columns[i].name)
                old = *taken; // only the letters' case differs
            if (!old)
                continue;
            // Another column has the name until its own turn comes, or until it goes.
            if (taken && !schema::sameName(taken->name, old->name))
                renameColumn(after, *taken, u"relata_old_"_s + taken->name);
            renameColumn(after, *old, after.columns[i].name);
        }
    }

    void renameColumn(const Table &table, const Column &old, const QString &name)
    {
        Column now = old;
        now.name = name;
        if (follow(schema::ChangeColumn{table.id, old.name, now}))
            m_plain += alterTableText(table, u"RENAME COLUMN %1 TO %2"_s.arg(quoted(old.name), quoted(name)));
    }

    void changeTable(const Table &after)
    {
        const Table before = *std::as_const(m_reached).table(after.id);
        if (auto altered = alterationSql(before, after)) {
            m_plain += *altered;
            return;
        }
        m_rebuilds += rebuildTable(m_isRenaming ? withoutTriggerTexts(before) : before, after);
    }

    /// Renames in the reached schema as the database does, so that what refers to the name does not count as
    /// a difference.
    bool follow(const schema::SchemaStep &step)
    {
        m_isRenaming = true;
        return schema::applyChange(m_reached, {QString(), {step}}).has_value();
    }

    /// Dropping a table deletes its rows first, and a rebuilt table is away for a moment: no time to enforce
    /// foreign keys.
    QStringList guarded() const
    {
        if (m_rebuilds.isEmpty() && !m_needsGuard)
            return m_plain;
        QStringList statements = {u"PRAGMA foreign_keys = OFF"_s, u"BEGIN IMMEDIATE"_s};
        statements += m_plain;
        if (!m_rebuilds.isEmpty()) {
            // Else a view of the table would make its renaming fail.
            statements += u"PRAGMA legacy_alter_table = ON"_s;
            statements += m_rebuilds;
            statements += u"PRAGMA legacy_alter_table = OFF"_s;
        }
        return statements +
               QStringList{u"PRAGMA foreign_key_check"_s, u"COMMIT"_s, u"PRAGMA foreign_keys = ON"_s};
    }

    Schema m_reached;
    const Schema &m_after;
    QStringList m_plain;
    QStringList m_rebuilds;
    bool m_needsGuard = false;
    bool m_isRenaming = false;
};

} // namespace

QStringList differenceSql(const Schema &before, const Schema &after)
{
    return Difference(before, after).run();
}

QStringList withoutFrame(QStringList statements)
{
    static const QStringList frame = {u"PRAGMA foreign_keys = OFF"_s, u"BEGIN IMMEDIATE"_s,
                                      u"PRAGMA foreign_key_check"_s, u"COMMIT"_s,
                                      u"PRAGMA foreign_keys = ON"_s};
    statements.removeIf([](const QString &each) { return frame.contains(each); });
    return statements;
}

} // namespace relata::sql
