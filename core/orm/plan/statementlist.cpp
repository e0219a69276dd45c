#include "statementlist.h"

#include "core/orm/plan/statementmaker.h"

#include <QSet>

#include <algorithm>

namespace relata::orm {

using Count = LoadStep::Count;
using mapping::Lazy;
using schema::Direction;

namespace {

/// Follows what a session would send, from statement to statement.
class StatementLister
{
public:
    StatementLister(const MapperRegistry &registry, qint64 keys)
        : m_maker(registry), m_keys(std::min<qint64>(keys, LoadPlan::kKeysPerStatement))
    {
    }

    QList<ListedStatement> run(const MappedRelationship &relationship, qint64 owners)
    {
        const Mapper &owner = m_maker.registry().mapper(relationship.prop->owner);
        SelectWriter writer(m_maker.registry());
        writer.from(owner.index);
        writer.select.limit = owners;
        const LoadStatement first = m_maker.prepare(owner.index, owner.quotedTable, writer, {}, {});
        m_list += {owner.name(), Count::Once, first.text};
        const Lazy lazy = relationship.prop->lazy;
        const auto &loads = first.plan->loads;
        const auto planned = std::ranges::find(loads, relationship.index, &PlannedLoad::relationship);
        const bool isRefused = lazy == Lazy::Raise || lazy == Lazy::RaiseOnSql || lazy == Lazy::Noload;
        const bool isLeft = planned == loads.end() ||
                            (planned->is(PlannedLoad::Trait::Reentrant) && relationship.prop->useGet);
        if (!isLeft)
            follow(*planned, first, {}, {});
        else if (!isRefused) // An eager load that would go in a circle is left until it is read, too.
            addLazily(relationship, Count::OncePerObject);
        return m_list;
    }

private:
    void add(const MappedRelationship &relationship, Count count, const LoadStatement &statement,
             const LoadRequest &request)
    {
        m_list += {relationship.label, count, statement.text};
        followAll(*statement.plan, statement, request);
    }

    void followAll(const PlannedEntity &entity, const LoadStatement &statement, const LoadRequest &request)
    {
        for (const PlannedLoad &load : entity.loads)
            follow(load, statement, entity.localPath, request);
    }

    void follow(const PlannedLoad &load, const LoadStatement &statement, const QList<int> &localPath,
                const LoadRequest &request)
    {
        const MappedRelationship &relationship = m_maker.registry().relationship(load.relationship);
        if (load.target) {
            followAll(*load.target, statement, request);
            return;
        }
        const bool isNew = !m_met.contains(load.relationship);
        m_met += load.relationship;
        if (!isNew || load.strategy == Lazy::Noload)
            return;
        LoadRequest following;
        following.options = request.options;
        following.path = load.path;
        if (load.strategy == Lazy::Immediate) {
            if (!load.is(PlannedLoad::Trait::Reentrant) || !relationship.prop->useGet)
                addLazily(relationship, Count::OncePerObject);
        } else if (load.strategy == Lazy::Subquery) {
            const QList<int> chain = statement.afterBase + localPath + QList{load.relationship};
            following.path = chain;
            add(relationship, Count::Once, m_maker.bySubquery(statement, chain, following), following);
        } else if (isByTargets(relationship)) {
            add(relationship, Count::OncePerKeys,
                m_maker.byTargets(relationship, following, m_keys).statement, following);
        } else {
            add(relationship, Count::OncePerKeys, m_maker.byOwners(relationship, following, m_keys).statement,
                following);
        }
    }

    void addLazily(const MappedRelationship &relationship, Count count)
    {
        m_met += relationship.index;
        const LoadRequest request = LoadRequest::ofLazyLoad(m_maker.registry(), relationship, nullptr);
        if (isByTargets(relationship) && !relationship.isQueryOnly()) {
            const Mapper &target = m_maker.registry().mapper(relationship.prop->target);
            const base::Values key(qsizetype(target.keyColumns.size()), base::Value::integer(1));
            add(relationship, count, m_maker.byKey(target.index, key, request), request);
        } else {
            add(relationship, count, m_maker.forOwner(relationship, request).statement, request);
        }
    }

    static bool isByTargets(const MappedRelationship &relationship)
    {
        return relationship.prop->useGet && relationship.knowsKey &&
               relationship.prop->direction == Direction::ManyToOne;
    }

    const StatementMaker m_maker;
    const qint64 m_keys;
    QSet<int> m_met; ///< relationships that are listed
    QList<ListedStatement> m_list;
};

} // namespace

QList<ListedStatement> statementsOf(const MapperRegistry &registry, const MappedRelationship &relationship,
                                    qint64 owners, qint64 keys)
{
    return StatementLister(registry, keys).run(relationship, owners);
}

} // namespace relata::orm
