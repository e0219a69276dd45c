#include "selectinbytargets.h"

#include "core/orm/load/loading.h"
#include "core/orm/plan/loadplan.h"

#include <algorithm>
#include <numeric>

namespace relata::orm {

using base::CellView;
using base::Done;

bool SelectinByTargets::canLoad(const SessionCore &core, const QList<ObjectRef> &owners,
                                const MappedRelationship &relationship)
{
    if (!relationship.prop->useGet || !relationship.knowsKey ||
        relationship.prop->direction != schema::Direction::ManyToOne)
        return false;
    return std::ranges::all_of(owners, [&](ObjectRef owner) {
        return std::ranges::all_of(relationship.keyColumns, [&](int column) {
            return core.heap(owner).cells().isLoaded(owner.row, column);
        });
    });
}

SelectinByTargets::SelectinByTargets(Loading &loading, LoadOwners owners,
                                     const MappedRelationship &relationship, LoadRequest following)
    : m_loading(loading),
      m_owners(std::move(owners)),
      m_relationship(relationship),
      m_following(std::move(following)),
      m_keys(int(relationship.keyColumns.size()))
{
    for (const ObjectRef owner : m_owners.objects)
        m_keyOfOwner.push_back(addKey(owner));
    m_sortedKeys.resize(m_keys.size());
    std::iota(m_sortedKeys.begin(), m_sortedKeys.end(), 0);
    std::ranges::sort(m_sortedKeys, [this](quint32 a, quint32 b) { return m_keys.isBefore(a, b); });
    m_lists.resize(m_keys.size());
}

std::optional<quint32> SelectinByTargets::addKey(ObjectRef owner)
{
    std::vector<CellView> key;
    for (const int column : m_relationship.keyColumns)
        key.push_back(m_loading.core().heap(owner).cells().view(owner.row, column));
    if (std::ranges::any_of(key, &CellView::isNull))
        return std::nullopt;
    return m_keys.add(key);
}

base::Result<bool> SelectinByTargets::step()
{
    if (m_next == m_sortedKeys.size()) {
        giveAll();
        return false;
    }
    const size_t count = std::min<size_t>(LoadPlan::kKeysPerStatement, m_sortedKeys.size() - m_next);
    const Done done = read(std::span<const quint32>(m_sortedKeys).subspan(m_next, count));
    m_next += count;
    return done ? base::Result<bool>(true) : base::fail(done.error());
}

Done SelectinByTargets::read(std::span<const quint32> chunk)
{
    KeyedSelect select = m_loading.maker().byTargets(m_relationship, m_following, qsizetype(chunk.size()));
    ObjectReader reader(m_loading.core(), m_loading.attributes(), select.statement.columns, m_following);
    if (const Done done = m_loading.readForKeys(select, m_keys, chunk, reader, m_following); !done)
        return done;
    reader.byKey().addTo(m_lists);
    return {};
}

void SelectinByTargets::giveAll()
{
    for (qsizetype i = 0; i < m_owners.objects.size(); ++i) {
        const std::optional<quint32> key = m_keyOfOwner[size_t(i)];
        m_owners.give(m_loading.core(), m_loading.attributes(), m_owners.objects[i], m_relationship,
                      key ? m_lists[*key] : QList<ObjectRef>());
    }
}

} // namespace relata::orm
