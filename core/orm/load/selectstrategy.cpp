#include "selectstrategy.h"

#include "core/orm/load/raisestrategy.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;
using Kind = RelatedRead::Kind;

namespace {

/// An immediate load is the step of a task.
Loading::Following followingOf(Reach reach)
{
    return reach & AsImmediate ? Loading::Following::Later : Loading::Following::Now;
}

} // namespace

Result<LazyRead> SelectStrategy::read(ObjectRef object, const MappedRelationship &relationship, Reach reach,
                                      Sql sql)
{
    const bool isByKey = relationship.prop->useGet;
    if (!(reach & MaySelect) && !isByKey)
        return LazyRead{Kind::NotLoaded, {}};
    if (!m_core.has(object, InSession)) {
        if (reach & IgnoringRaise)
            return LazyRead{Kind::NotLoaded, {}};
        return fail(ErrorCode::DetachedInstance,
                    u"%1 belongs to no session, so '%2' cannot be loaded."_s.arg(m_core.describe(object),
                                                                                 relationship.label),
                    u"Add or merge the object into a session first."_s);
    }
    if (const Done known = checkColumns(relationship); !known)
        return fail(known.error());
    return isByKey ? readByKey(object, relationship, reach, sql)
                   : readByComparisons(object, relationship, reach, sql);
}

/// SQLAlchemy accepts some marks and remote_sides with which it then cannot load.
Done SelectStrategy::checkColumns(const MappedRelationship &relationship) const
{
    if (relationship.strangeLocal.isValid()) {
        return fail(ErrorCode::UnmappedColumn,
                    u"'%1' would be loaded with the value of '%2', which '%3' does not have."_s.arg(
                        relationship.label, m_core.registry.configuration().label(relationship.strangeLocal),
                        m_core.registry.mapper(relationship.prop->owner).name()),
                    u"Mark with remote() the columns of the other side, or leave the marks out."_s);
    }
    if (!relationship.knowsKey) {
        return fail(ErrorCode::RuleBroken,
                    u"'%1' cannot be loaded: its remote side is only a part of the key of '%2'."_s.arg(
                        relationship.label, m_core.registry.mapper(relationship.prop->target).name()),
                    u"Name all columns of the key in remote_side, or leave it out."_s);
    }
    return {};
}

Result<LazyRead> SelectStrategy::readByKey(ObjectRef object, const MappedRelationship &relationship,
                                           Reach reach, Sql sql)
{
    Values key;
    bool isSet = true;
    for (const int column : relationship.keyColumns) {
        const auto read = reach & AsInDatabase ? m_attributes.committedColumn(object, column, reach)
                                               : m_attributes.column(object, column, reach);
        if (!read)
            return fail(read.error());
        if (read->kind == ColumnRead::Kind::NotLoaded)
            return LazyRead{Kind::NotLoaded, {}};
        key += read->value;
        isSet = isSet && read->kind == ColumnRead::Kind::Value;
    }
    if (!isSet && (reach & NeverSetIsNothing))
        return LazyRead{Kind::NeverSet, {}};
    if (std::ranges::all_of(key, &Value::isNull))
        return LazyRead{Kind::Value, {}};
    if (cameWithOwner(object, relationship, reach))
        return LazyRead{Kind::Value, {}, true};
    const auto known = m_identities.find(relationship.prop->target, key, reach);
    if (!known)
        return fail(known.error());
    if (!*known)
        return LazyRead{Kind::NotLoaded, {}};
    if (!(*known)->isNone())
        return LazyRead{Kind::Value, {**known}};
    if (!(reach & MaySelect) || !(reach & MayLoadRelated))
        return LazyRead{Kind::NotLoaded, {}};
    if (const Done ready = readyToSend(relationship, reach, sql); !ready)
        return fail(ready.error());
    const auto found = selectByKey(object, relationship, key, reach);
    if (!found)
        return fail(found.error());
    return LazyRead{Kind::Value, *found};
}

Result<QList<ObjectRef>> SelectStrategy::selectByKey(ObjectRef object, const MappedRelationship &relationship,
                                                     const Values &key, Reach reach)
{
    if (std::ranges::any_of(key, &Value::isNull))
        return m_loading.byKey(relationship.prop->target, key, m_selects.requestFor(object, relationship),
                               followingOf(reach));
    const auto select = m_selects.byKey(object, relationship, key);
    return m_loading.byKey(select->statement, key, select->request, followingOf(reach));
}

Result<LazyRead> SelectStrategy::readByComparisons(ObjectRef object, const MappedRelationship &relationship,
                                                   Reach reach, Sql sql)
{
    const auto select = m_selects.byOwner(object, relationship);
    const auto values = m_selects.valuesOf(object, *select, reach);
    if (!values)
        return fail(values.error());
    if (cameWithOwner(object, relationship, reach))
        return LazyRead{Kind::Value, {}, true};
    if (!*values)
        return LazyRead{Kind::Value, {}};
    if (const Done ready = readyToSend(relationship, reach, sql); !ready)
        return fail(ready.error());
    if (select->isProduct)
        warnOfProduct(relationship);
    LoadStatement statement = select->statement;
    statement.setValues(**values);
    auto found = m_loading.run(statement, select->request, followingOf(reach));
    if (!found)
        return fail(found.error());
    if (!relationship.isCollection() && found->size() > 1) {
        m_core.warn(u"Several rows belong to the scalar relationship '%1', which is loaded lazily; the first "
                    "is taken."_s.arg(relationship.label));
    }
    return LazyRead{Kind::Value, std::move(*found)};
}

Done SelectStrategy::readyToSend(const MappedRelationship &relationship, Reach reach, Sql sql)
{
    if (sql == Sql::Raises)
        return fail(RaiseStrategy::error(relationship, u"raise_on_sql"));
    return reach & WithoutAutoflush ? Done() : m_core.autoflushNow();
}

/// Whether reading the owner's expired columns has loaded the relationship, too.
bool SelectStrategy::cameWithOwner(ObjectRef object, const MappedRelationship &relationship,
                                   Reach reach) const
{
    return !(reach & ForHistory) && !relationship.isQueryOnly() &&
           m_core.heap(object).isLoaded(object.row, relationship.slot);
}

/// Once for each relationship: the database pairs every row of one table with every row of the other.
void SelectStrategy::warnOfProduct(const MappedRelationship &relationship)
{
    if (m_warned.contains(relationship.index))
        return;
    m_warned += relationship.index;
    m_core.warn(u"The join of '%1' compares some table with no other, so all its rows are combined."_s.arg(
        relationship.label));
}

} // namespace relata::orm
