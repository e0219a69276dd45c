#include "loading.h"

#include <numeric>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;

namespace {

/// The SELECT that brought the owners, with its LIMIT, for the columns by which the first step joins.
Select innerSelect(const LoadStatement &statement, const MappedRelationship &first,
                   const SelectWriter &writer)
{
    Select inner = statement.base;
    inner.columns.clear();
    for (const mapping::ColumnIndex column : first.prop->localColumns)
        inner.columns += writer.column(statement.baseAlias, column);
    if (inner.limit < 0 && inner.offset < 0)
        inner.order.clear();
    if (first.prop->direction == schema::Direction::ManyToOne && inner.limit < 0 && !inner.columns.isEmpty())
        inner.columns.first().prepend(u"DISTINCT "_s);
    return inner;
}

/// The keys by which rows find their owners, and the key of each owner.
std::vector<quint32> keysOf(const SessionCore &core, const QList<ObjectRef> &owners,
                            const QList<mapping::ColumnIndex> &columns, KeyIndex &keys)
{
    std::vector<quint32> numbers;
    std::vector<base::CellView> key;
    for (const ObjectRef owner : owners) {
        key.clear();
        for (const mapping::ColumnIndex column : columns)
            key.push_back(core.heap(owner).cells().view(owner.row, column.column));
        numbers.push_back(keys.add(key));
    }
    return numbers;
}

/// The SELECT of the targets behind a statement, and what it leads through from the statement's class.
LoadStatement targetsBehind(const Loading &loading, const MapperRegistry &registry,
                            const LoadStatement &statement, const QList<int> &chain,
                            const LoadRequest &request)
{
    SelectWriter writer(registry);
    const Select inner = innerSelect(statement, registry.relationship(chain.first()), writer);
    const sql::Statement text = inner.statement(registry.dialect());
    QString left = writer.freeAlias(u"anon"_s);
    writer.select.from = u'(' + text.text + u") AS "_s + left;
    writer.select.fromValues = text.values;
    writer.select.tables = inner.tables;
    writer.select.hasSubquery = true;
    writer.select.innerLimit = inner.limit >= 0 || inner.offset >= 0;
    QString secondary;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const MappedRelationship &step = registry.relationship(chain[i]);
        const Mapper &target = registry.mapper(step.prop->target);
        const bool isLast = i == chain.size() - 1;
        if (isLast) {
            for (const mapping::ColumnIndex column : step.prop->localColumns)
                writer.select.columns += writer.column(left, column);
        }
        const QString right = isLast ? target.quotedTable : writer.freeAlias(target.table->name);
        secondary = writer.join(left, step, right);
        left = right;
    }
    const MappedRelationship &last = registry.relationship(chain.last());
    LoadStatement made =
        loading.prepare(last.prop->target, left, writer, writer.orderOf(last, left, secondary), request);
    made.base = statement.base;
    made.baseAlias = statement.baseAlias;
    made.baseMapper = statement.baseMapper;
    made.behindBase = chain;
    return made;
}

class SubqueryTask : public LoadTask
{
public:
    SubqueryTask(Loading &loading, SessionCore &core, Attributes &attributes,
                 const MappedRelationship &relationship, LoadOwners owners, LoadRequest behind,
                 LoadStatement statement)
        : m_loading(loading),
          m_core(core),
          m_attributes(attributes),
          m_relationship(relationship),
          m_owners(std::move(owners)),
          m_behind(std::move(behind)),
          m_statement(std::move(statement))
    {
    }

    Result<bool> step() override
    {
        if (!m_hasRead) {
            const Done done = read();
            m_hasRead = true;
            return done ? Result<bool>(true) : fail(done.error());
        }
        for (qsizetype i = 0; i < m_owners.objects.size(); ++i) {
            m_owners.give(m_core, m_attributes, m_owners.objects[i], m_relationship,
                          m_groups[m_wanted[size_t(i)]]);
        }
        return false;
    }

private:
    Done read()
    {
        const MappedRelationship &first = m_core.registry.relationship(m_behind.path.first());
        if (first.prop->localColumns.isEmpty()) {
            return fail(
                base::ErrorCode::InvalidRequest,
                u"'%1' cannot be loaded by a subquery: its join names no local column."_s.arg(first.label),
                u"Leave remote_side out, or let it name columns of the other side."_s);
        }
        const QList<mapping::ColumnIndex> columns = m_relationship.prop->localColumns;
        KeyIndex keys(int(columns.size()));
        m_wanted = keysOf(m_core, m_owners.objects, columns, keys);
        RowReader reader(m_core, m_attributes, m_statement.columns, m_behind);
        std::vector<int> keyColumns(size_t(keys.columnCount()));
        std::iota(keyColumns.begin(), keyColumns.end(), 0);
        reader.groupBy(keys, std::move(keyColumns));
        std::vector<base::CellView> values;
        for (const base::Value &value : std::as_const(m_statement.select.fromValues))
            values.push_back(base::CellView::of(value));
        if (const Done done = m_loading.read(m_statement, values, reader, m_behind); !done)
            return done;
        m_groups = reader.grouped();
        return {};
    }

    Loading &m_loading;
    SessionCore &m_core;
    Attributes &m_attributes;
    const MappedRelationship &m_relationship;
    LoadOwners m_owners;
    LoadRequest m_behind;
    LoadStatement m_statement;
    bool m_hasRead = false;
    std::vector<quint32> m_wanted; ///< the key of each owner
    std::vector<QList<ObjectRef>> m_groups;
};

} // namespace

/// Repeats the statement that brought the owners, with its LIMIT, inside a subquery and joins from there.
/// For the options its path begins at that statement, as it does in SQLAlchemy: what they say of a way that
/// leads through other statements before does not count behind it.
std::unique_ptr<LoadTask> Loading::subquery(LoadOwners owners, const MappedRelationship &relationship,
                                            const LoadStatement &statement, const QList<int> &localPath,
                                            LoadRequest behind)
{
    if (owners.objects.isEmpty())
        return nullptr;
    const QList<int> chain = statement.behindBase + localPath;
    behind.path = chain;
    LoadStatement targets = targetsBehind(*this, m_core.registry, statement, chain, behind);
    return std::make_unique<SubqueryTask>(*this, m_core, m_attributes, relationship, std::move(owners),
                                          std::move(behind), std::move(targets));
}

} // namespace relata::orm
