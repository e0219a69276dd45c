#include "selectinbyowners.h"

#include "core/orm/load/loading.h"
#include "core/orm/plan/loadplan.h"

#include <algorithm>
#include <numeric>

namespace relata::orm {

using base::Done;

SelectinByOwners::SelectinByOwners(Loading &loading, LoadOwners owners,
                                   const MappedRelationship &relationship, LoadRequest following)
    : m_loading(loading),
      m_owners(std::move(owners)),
      m_relationship(relationship),
      m_following(std::move(following))
{
}

base::Result<bool> SelectinByOwners::step()
{
    giveLastChunk();
    const std::span<const ObjectRef> owners(m_owners.objects);
    const auto chunk =
        owners.subspan(m_next, std::min<size_t>(LoadPlan::kKeysPerStatement, owners.size() - m_next));
    m_next += chunk.size();
    if (chunk.empty())
        return false;
    const Done done = read(chunk);
    return done ? base::Result<bool>(true) : base::fail(done.error());
}

void SelectinByOwners::giveLastChunk()
{
    if (m_chunk)
        m_chunk->give(m_loading.core(), m_loading.attributes(), m_owners, m_lists);
    m_chunk.reset();
}

Done SelectinByOwners::read(std::span<const ObjectRef> chunk)
{
    m_chunk.emplace(m_loading.core(), chunk, m_relationship);
    const KeyIndex &keys = m_chunk->keys();
    KeyedSelect select = m_loading.maker().byOwners(m_relationship, m_following, qsizetype(keys.size()));
    std::vector<quint32> all(keys.size());
    std::iota(all.begin(), all.end(), 0);
    ObjectReader reader(m_loading.core(), m_loading.attributes(), select.statement.columns, m_following);
    if (const Done done = m_loading.readForKeys(select, keys, all, reader, m_following); !done)
        return done;
    m_lists = reader.byKey().lists();
    return {};
}

} // namespace relata::orm
