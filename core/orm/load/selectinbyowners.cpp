#include "core/orm/plan/keyedselect.h"

#include <algorithm>
#include <numeric>

namespace relata::orm {

using base::CellView;
using base::Done;
using base::fail;
using base::Result;

namespace {

/// By the owners' keys: in the targets' foreign key, or by a JOIN from the owners.
class SelectinByOwners : public LoadTask
{
public:
    SelectinByOwners(Loading &loading, SessionCore &core, Attributes &attributes,
                     const MappedRelationship &relationship, LoadOwners owners, LoadRequest behind)
        : m_loading(loading),
          m_core(core),
          m_attributes(attributes),
          m_relationship(relationship),
          m_owners(std::move(owners)),
          m_behind(std::move(behind))
    {
    }

    Result<bool> step() override
    {
        giveByKey(m_core, m_attributes, m_owners, m_chunk, m_keyOfOwner, m_groups, m_relationship);
        m_chunk = std::span(std::as_const(m_owners.objects))
                      .subspan(size_t(m_next), size_t(std::min<qsizetype>(LoadPlan::kKeysPerStatement,
                                                                          m_owners.objects.size() - m_next)));
        m_next += qsizetype(m_chunk.size());
        if (m_chunk.empty())
            return false;
        const Done done = read();
        return done ? Result<bool>(true) : fail(done.error());
    }

private:
    Done read()
    {
        KeyIndex keys(int(m_core.registry.mapper(m_relationship.prop->owner).keyColumns.size()));
        m_keyOfOwner = addIdentityKeys(m_core, m_chunk, keys);
        TargetSelect select = m_loading.maker().byOwners(m_relationship, m_behind, qsizetype(keys.size()));
        std::vector<CellView> values = viewsOfAll(select.statement.select.fromValues);
        std::vector<quint32> numbers(keys.size());
        std::iota(numbers.begin(), numbers.end(), 0);
        addParts(keys, numbers, values);
        keepValues(select.statement, values);
        RowReader reader(m_core, m_attributes, select.statement.columns, m_behind);
        reader.groupBy(keys, select.keyColumns);
        if (const Done flushed = m_core.autoflushNow(); !flushed)
            return flushed;
        if (const Done done = m_loading.read(select.statement, values, reader, m_behind); !done)
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
    std::span<const ObjectRef> m_chunk; ///< that has been read and not been given out
    qsizetype m_next = 0;
    std::vector<quint32> m_keyOfOwner;
    std::vector<QList<ObjectRef>> m_groups;
};

} // namespace

std::unique_ptr<LoadTask> Loading::selectinByOwners(LoadOwners owners, const MappedRelationship &relationship,
                                                    LoadRequest behind)
{
    return std::make_unique<SelectinByOwners>(*this, m_core, m_attributes, relationship, std::move(owners),
                                              std::move(behind));
}

} // namespace relata::orm
