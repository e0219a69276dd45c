#include "core/orm/plan/keyedselect.h"

#include <algorithm>
#include <numeric>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Done;
using base::fail;
using base::Result;

namespace {

/// By the keys of the targets, which the owners hold.
class SelectinByTargets : public LoadTask
{
public:
    SelectinByTargets(Loading &loading, SessionCore &core, Attributes &attributes,
                      const MappedRelationship &relationship, LoadOwners owners, LoadRequest behind)
        : m_loading(loading),
          m_core(core),
          m_attributes(attributes),
          m_relationship(relationship),
          m_owners(std::move(owners)),
          m_behind(std::move(behind)),
          m_keys(int(relationship.keyColumns.size()))
    {
        for (const ObjectRef owner : std::as_const(m_owners.objects))
            m_wanted.push_back(addKey(owner));
        m_numbers.resize(m_keys.size());
        std::iota(m_numbers.begin(), m_numbers.end(), 0);
        std::ranges::sort(m_numbers, [this](quint32 a, quint32 b) { return m_keys.isBefore(a, b); });
        m_found.resize(m_keys.size());
    }

    Result<bool> step() override
    {
        if (m_next == m_numbers.size()) {
            giveOut();
            return false;
        }
        const size_t count = std::min<size_t>(LoadPlan::kKeysPerStatement, m_numbers.size() - m_next);
        const Done done = read(std::span<const quint32>(m_numbers).subspan(m_next, count));
        m_next += count;
        return done ? Result<bool>(true) : fail(done.error());
    }

private:
    static constexpr quint32 kNobody = 0xffffffff;

    quint32 addKey(ObjectRef owner)
    {
        std::vector<CellView> key;
        for (const int column : m_relationship.keyColumns)
            key.push_back(m_core.heap(owner).cells().view(owner.row, column));
        return std::ranges::any_of(key, &CellView::isNull) ? kNobody : m_keys.add(key);
    }

    Done read(std::span<const quint32> chunk)
    {
        const Mapper &target = m_core.registry.mapper(m_relationship.prop->target);
        LoadStatement statement =
            m_loading.maker().byTargets(m_relationship, m_behind, qsizetype(chunk.size()));
        std::vector<CellView> values = viewsOfAll(statement.select.fromValues);
        addParts(m_keys, chunk, values);
        keepValues(statement, values);
        RowReader reader(m_core, m_attributes, statement.columns, m_behind);
        reader.groupBy(m_keys, target.keyColumns);
        if (const Done flushed = m_core.autoflushNow(); !flushed)
            return flushed;
        if (const Done done = m_loading.read(statement, values, reader, m_behind); !done)
            return done;
        reader.addGroups(m_found);
        return {};
    }

    void giveOut()
    {
        for (qsizetype i = 0; i < m_owners.objects.size(); ++i) {
            const quint32 number = m_wanted[size_t(i)];
            m_owners.give(m_core, m_attributes, m_owners.objects[i], m_relationship,
                          number == kNobody ? QList<ObjectRef>() : m_found[number]);
        }
    }

    Loading &m_loading;
    SessionCore &m_core;
    Attributes &m_attributes;
    const MappedRelationship &m_relationship;
    LoadOwners m_owners;
    LoadRequest m_behind;
    KeyIndex m_keys;
    std::vector<quint32> m_wanted;  ///< the key of each owner
    std::vector<quint32> m_numbers; ///< of the keys, sorted by what they hold
    size_t m_next = 0;
    std::vector<QList<ObjectRef>> m_found; ///< by key
};

} // namespace

std::unique_ptr<LoadTask>
Loading::selectinByTargets(LoadOwners owners, const MappedRelationship &relationship, LoadRequest behind)
{
    return std::make_unique<SelectinByTargets>(*this, m_core, m_attributes, relationship, std::move(owners),
                                               std::move(behind));
}

} // namespace relata::orm
