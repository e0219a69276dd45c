#include "linkremoval.h"

#include "core/schema/changechecks.h"

#include <QSet>

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Collects what goes with tables and links: foreign keys first, then the tables.
class Removal
{
public:
    Removal(const Schema &schema, const QList<base::TableId> &tables, const QList<base::LinkId> &links)
        : m_schema(schema), m_tables(tables.cbegin(), tables.cend()), m_links(links.cbegin(), links.cend())
    {
    }

    Result<SchemaChange> run()
    {
        if (m_tables.isEmpty() && m_links.isEmpty())
            return fail(ErrorCode::InvalidChange, u"Nothing is chosen."_s,
                        u"Choose the tables and links to remove."_s);
        if (const Done done = checkChosen(); !done)
            return fail(done.error());
        m_change.text = label();
        addLinksOfTables();
        addForeignKeys();
        for (const Table &table : m_schema.tables) {
            if (m_tables.contains(table.id))
                m_change.steps += RemoveTable{table.id};
        }
        Schema tried = m_schema;
        if (const auto applied = applyChange(tried, m_change); !applied)
            return fail(applied.error());
        return m_change;
    }

private:
    Done checkChosen() const
    {
        for (const base::TableId id : m_tables) {
            if (const auto table = plainTable(m_schema, id); !table)
                return fail(table.error());
        }
        for (const base::LinkId id : m_links) {
            if (!m_schema.tableOfLink(id)) {
                return fail(ErrorCode::UnknownRelationship, u"The link is not in the design any more."_s,
                            u"Choose another link."_s);
            }
        }
        return {};
    }

    QString label() const
    {
        if (m_tables.size() == 1 && m_links.isEmpty())
            return u"Remove table '%1'"_s.arg(m_schema.table(*m_tables.cbegin())->name);
        if (m_links.size() == 1 && m_tables.isEmpty()) {
            const Table *owner = m_schema.tableOfLink(*m_links.cbegin());
            return u"Remove link from '%1' to '%2'"_s.arg(owner->name,
                                                          owner->foreignKey(*m_links.cbegin())->table);
        }
        QStringList parts;
        if (!m_tables.isEmpty())
            parts += m_tables.size() == 1 ? u"1 table"_s : u"%1 tables"_s.arg(m_tables.size());
        if (!m_links.isEmpty())
            parts += m_links.size() == 1 ? u"1 link"_s : u"%1 links"_s.arg(m_links.size());
        return u"Remove "_s + parts.join(u" and "_s);
    }

    bool isRemoved(const QString &tableName) const
    {
        const Table *table = m_schema.table(tableName);
        return table && m_tables.contains(table->id);
    }

    void addLinksOfTables()
    {
        for (const Table &table : m_schema.tables) {
            if (table.kind != TableKind::Table)
                continue;
            for (const ForeignKey &key : table.foreignKeys) {
                if (m_tables.contains(table.id) || isRemoved(key.table))
                    m_links += key.id;
            }
        }
    }

    void addForeignKeys()
    {
        for (const Table &table : m_schema.tables) {
            for (const ForeignKey &key : table.foreignKeys) {
                if (m_links.contains(key.id))
                    m_change.steps += RemoveForeignKey{table.id, key.id};
            }
        }
    }

    const Schema &m_schema;
    const QSet<base::TableId> m_tables;
    QSet<base::LinkId> m_links;
    SchemaChange m_change;
};

} // namespace

Result<SchemaChange> planRemoval(const Schema &schema, const QList<base::TableId> &tables,
                                 const QList<base::LinkId> &links)
{
    return Removal(schema, tables, links).run();
}

} // namespace relata::schema
