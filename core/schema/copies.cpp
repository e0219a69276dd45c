#include "copies.h"

#include "core/schema/rowid.h"

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Names that a schema has already, of tables and of indexes: SQLite keeps both in one list.
class TakenNames
{
public:
    explicit TakenNames(const Schema &schema)
    {
        for (const Table &table : schema.tables) {
            m_taken += nameKey(table.name);
            for (const Index &index : table.indexes)
                m_taken += nameKey(index.name);
        }
    }

    QString take(const QString &wish)
    {
        QString name = wish;
        for (int number = 2; m_taken.contains(nameKey(name)); ++number)
            name = wish + u'_' + QString::number(number);
        m_taken += nameKey(name);
        return name;
    }

private:
    QSet<QString> m_taken;
};

/// Makes the copies, all of them before any foreign key, because they may refer to each other in circles.
class Copying
{
public:
    Copying(const Schema &schema, CopyNames names, const Schema &database)
        : m_schema(schema), m_names(names), m_database(database), m_taken(schema)
    {
    }

    Copies run(const QList<Table> &originals)
    {
        for (const Table &table : originals) {
            if (table.kind == TableKind::Table)
                addCopy(table);
        }
        for (const Table &copy : std::as_const(m_copies)) {
            AddTable step;
            step.table = copy;
            step.table.foreignKeys.clear();
            m_made.change.steps += step;
        }
        for (Table &copy : m_copies) {
            if (copy.foreignKeys.isEmpty())
                continue;
            for (ForeignKey &key : copy.foreignKeys) {
                key.id = isFree(key.id) && m_back.contains(copy.id) ? key.id : freshLink();
                m_links += key.id;
                key.table = m_nameOf.value(nameKey(key.table), key.table);
                resolve(key);
            }
            m_made.change.steps += ChangeTable{copy.id, copy};
        }
        return m_made;
    }

private:
    /// Whether it is the database's table that somebody has cut out.
    bool comesBack(const Table &original) const
    {
        const Table *stored = m_database.table(original.id);
        return m_names == CopyNames::Number && stored && sameName(stored->name, original.name) &&
               !m_schema.table(original.id) && !m_schema.table(original.name) &&
               haveSameColumns(*stored, original);
    }

    /// Whether what both call alike is one column in both.
    static bool haveSameColumns(const Table &a, const Table &b)
    {
        return std::ranges::all_of(a.columns, [&b](const Column &column) {
            const Column *other = b.column(column.name);
            return !other || other->id == column.id;
        });
    }

    bool isFree(base::LinkId link) const
    {
        return link.isValid() && !m_schema.tableOfLink(link) && !m_links.contains(link);
    }

    void addCopy(const Table &original)
    {
        if (comesBack(original)) {
            m_back += original.id;
            m_made.copyOf.insert(original.id, original.id);
            m_nameOf.insert(nameKey(original.name), original.name);
            m_copies += original;
            return;
        }
        Table copy = original;
        copy.id = freshTable();
        const QString wish = m_names == CopyNames::Copy ? original.name + u"_copy"_s : original.name;
        copy.name = m_taken.take(wish);
        for (Index &index : copy.indexes) {
            const bool isNamedAfter = index.name.contains(original.name, Qt::CaseInsensitive);
            QString name = index.name;
            if (isNamedAfter)
                name.replace(original.name, copy.name, Qt::CaseInsensitive);
            index.name = m_taken.take(name);
        }
        copy.triggers.clear();
        copy.sql.clear();
        m_made.copyOf.insert(original.id, copy.id);
        m_nameOf.insert(nameKey(original.name), copy.name);
        m_copies += withRowid(copy);
    }

    /// A key that names no columns means the primary key, which may be that of a table found only here.
    void resolve(ForeignKey &key) const
    {
        const Table *target = m_schema.table(key.table);
        if (target && key.targetColumns.isEmpty() && target->primaryKey.size() == key.columns.size())
            key.targetColumns = target->primaryKey;
    }

    base::TableId freshTable()
    {
        base::TableId id;
        do {
            id = m_schema.freeTableId();
        } while (std::ranges::any_of(m_copies, [id](const Table &each) { return each.id == id; }));
        return id;
    }

    base::LinkId freshLink()
    {
        base::LinkId id;
        do {
            id = m_schema.freeLinkId();
        } while (m_links.contains(id));
        m_links += id;
        return id;
    }

    const Schema &m_schema;
    const CopyNames m_names;
    const Schema &m_database;
    TakenNames m_taken;
    QList<Table> m_copies;
    QHash<QString, QString> m_nameOf; ///< of the copies, by those of the originals
    QSet<base::LinkId> m_links;
    QSet<base::TableId> m_back; ///< the database's, cut out and pasted
    Copies m_made;
};

} // namespace

Result<Copies> planCopies(const Schema &schema, const QList<Table> &originals, CopyNames names,
                          const Schema &database)
{
    Copies made = Copying(schema, names, database).run(originals);
    if (made.copyOf.isEmpty())
        return fail(ErrorCode::InvalidChange, u"There is no table to copy."_s,
                    u"Views and what belongs to virtual tables are the database's own."_s);
    const Table &first = std::get<AddTable>(made.change.steps.first()).table;
    made.change.text = made.copyOf.size() == 1 ? u"Add table '%1'"_s.arg(first.name)
                                               : u"Add %1 tables"_s.arg(made.copyOf.size());
    Schema tried = schema;
    if (const auto applied = applyChange(tried, made.change); !applied)
        return fail(applied.error());
    return made;
}

} // namespace relata::schema
