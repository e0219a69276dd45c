#include "lazyloader.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;
using mapping::Lazy;
using Kind = RelatedRead::Kind;

namespace {

/// An immediate load is the step of a task.
Loading::Behind behindOf(Reach reach)
{
    return reach & AsImmediate ? Loading::Behind::Later : Loading::Behind::Now;
}

} // namespace

Lazy LazyLoader::strategyFor(ObjectRef object, const MappedRelationship &relationship) const
{
    const ClassHeap &heap = m_core.heap(object);
    return heap.ownStrategy(object.row, relationship.slot).value_or(relationship.prop->lazy);
}

LoadRequest LazyLoader::requestFor(ObjectRef object, const MappedRelationship &relationship) const
{
    return m_loading.maker().lazyRequest(relationship, m_core.contextOf(object));
}

base::Error LazyLoader::raised(const MappedRelationship &relationship, QStringView word) const
{
    return {ErrorCode::InvalidRequest,
            u"'%1' is not loaded, and its lazy='%2' forbids to load it now."_s.arg(relationship.label, word),
            u"Load it with the query, by an option, or choose another lazy."_s,
            {}};
}

Done LazyLoader::autoflush(Reach reach)
{
    return reach & WithoutAutoflush ? Done() : m_core.autoflushNow();
}

std::optional<ObjectRef> LazyLoader::inMemory(ObjectRef object, const MappedRelationship &relationship,
                                              Reach reach) const
{
    const ClassHeap &heap = m_core.heap(object);
    const Lazy lazy = relationship.prop->lazy;
    if (!relationship.prop->useGet || !relationship.knowsKey || lazy == Lazy::Raise || lazy == Lazy::Noload ||
        heap.context(object.row) != 0 || heap.hasOwnStrategies() || !heap.has(object.row, HasKey) ||
        !heap.has(object.row, InSession) || ((reach & AsInDatabase) && heap.overlay(object.row)))
        return std::nullopt;
    const ClassHeap &targets = *m_core.heaps[size_t(relationship.prop->target)];
    const auto row = targets.identities().find(heap.cells(), object.row, relationship.keyColumns);
    if (!row || targets.has(*row, IsExpired))
        return std::nullopt;
    return ObjectRef{relationship.prop->target, *row};
}

Result<LazyRead> LazyLoader::load(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    const Lazy lazy = reach & AsImmediate ? Lazy::Select : strategyFor(object, relationship);
    if (!m_core.has(object, HasKey) || lazy == Lazy::Noload)
        return LazyRead{Kind::NeverSet, {}};
    const bool useGet = relationship.prop->useGet;
    if (!(reach & MaySelect) && !useGet)
        return LazyRead{Kind::NotLoaded, {}};
    if (lazy == Lazy::Raise && !(reach & IgnoringRaise) && (!useGet || (reach & MayLoadRelated)))
        return fail(raised(relationship, u"raise"));
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
    const bool raiseOnSql = lazy == Lazy::RaiseOnSql && !(reach & IgnoringRaise);
    return useGet ? byKey(object, relationship, reach, raiseOnSql)
                  : bySelect(object, relationship, reach, raiseOnSql);
}

/// Marks and a remote_side that SQLAlchemy takes, but with which it cannot load.
Done LazyLoader::checkColumns(const MappedRelationship &relationship) const
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

/// The database pairs every row of one table with every row of the other.
void LazyLoader::warnOfProduct(const MappedRelationship &relationship)
{
    if (m_warned.contains(relationship.index))
        return;
    m_warned += relationship.index;
    m_core.warn(u"The join of '%1' compares some table with no other, so all its rows are combined."_s.arg(
        relationship.label));
}

/// Reading the owner's expired columns has loaded the relationship, too.
bool LazyLoader::cameWithOwner(ObjectRef object, const MappedRelationship &relationship, Reach reach) const
{
    return !(reach & ForHistory) && !relationship.isQueryOnly() &&
           m_core.heap(object).isLoaded(object.row, relationship.slot);
}

Result<LazyRead> LazyLoader::byKey(ObjectRef object, const MappedRelationship &relationship, Reach reach,
                                   bool raiseOnSql)
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
    if (std::ranges::all_of(key, [](const Value &value) { return value.isNull(); }))
        return LazyRead{Kind::Value, {}};
    if (cameWithOwner(object, relationship, reach))
        return LazyRead{Kind::Value, {}, true};
    const auto known = fromIdentityMap(relationship.prop->target, key, reach);
    if (!known)
        return fail(known.error());
    if (!*known)
        return LazyRead{Kind::NotLoaded, {}};
    if (!(*known)->isNone())
        return LazyRead{Kind::Value, {**known}};
    if (!(reach & MaySelect) || !(reach & MayLoadRelated))
        return LazyRead{Kind::NotLoaded, {}};
    if (raiseOnSql)
        return fail(raised(relationship, u"raise_on_sql"));
    if (const Done flushed = autoflush(reach); !flushed)
        return fail(flushed.error());
    const auto found = selectByKey(object, relationship, key, behindOf(reach));
    if (!found)
        return fail(found.error());
    return LazyRead{Kind::Value, *found};
}

Result<QList<ObjectRef>> LazyLoader::selectByKey(ObjectRef object, const MappedRelationship &relationship,
                                                 const Values &key, Loading::Behind behind)
{
    const bool isWhole = std::ranges::none_of(key, [](const Value &value) { return value.isNull(); });
    if (!isWhole)
        return m_loading.byKey(relationship.prop->target, key, requestFor(object, relationship), behind);
    std::shared_ptr<const OwnersSelect> &held =
        m_keySelects[{m_core.heap(object).context(object.row), relationship.index}];
    if (!held) {
        OwnersSelect made;
        made.request = requestFor(object, relationship);
        made.statement = m_loading.maker().byKey(relationship.prop->target, key, made.request);
        held = std::make_shared<const OwnersSelect>(std::move(made));
    }
    const auto select = held; // Loading may ask for other relationships.
    return m_loading.byKey(select->statement, key, select->request, behind);
}

/// FROM, WHERE and ORDER BY of a relationship's targets.
const OwnersSelect &LazyLoader::selectFor(ObjectRef object, const MappedRelationship &relationship)
{
    std::shared_ptr<const OwnersSelect> &held =
        m_selects[{m_core.heap(object).context(object.row), relationship.index}];
    if (!held)
        held = std::make_shared<const OwnersSelect>(
            m_loading.maker().forOwner(relationship, requestFor(object, relationship)));
    return *held;
}

/// What the owner's columns hold; nothing where one never had a value.
Result<std::optional<Values>> LazyLoader::valuesOf(ObjectRef object, const OwnersSelect &select, Reach reach)
{
    Values values;
    bool neverSet = false;
    for (const OwnersJoins::Source &source : select.values) {
        if (source.column < 0) {
            values += source.literal;
            continue;
        }
        const auto read = reach & AsInDatabase ? m_attributes.committedColumn(object, source.column, reach)
                                               : m_attributes.column(object, source.column, reach);
        if (!read)
            return fail(read.error());
        neverSet = neverSet || read->kind != ColumnRead::Kind::Value;
        values += read->value;
    }
    return neverSet ? std::optional<Values>() : std::optional(values);
}

Result<LazyRead> LazyLoader::bySelect(ObjectRef object, const MappedRelationship &relationship, Reach reach,
                                      bool raiseOnSql)
{
    const OwnersSelect &select = selectFor(object, relationship);
    const auto values = valuesOf(object, select, reach);
    if (!values)
        return fail(values.error());
    if (cameWithOwner(object, relationship, reach))
        return LazyRead{Kind::Value, {}, true};
    if (!*values)
        return LazyRead{Kind::Value, {}};
    if (raiseOnSql)
        return fail(raised(relationship, u"raise_on_sql"));
    if (const Done flushed = autoflush(reach); !flushed)
        return fail(flushed.error());
    if (select.isProduct)
        warnOfProduct(relationship);
    LoadStatement statement = select.statement;
    statement.setValues(**values);
    auto found = m_loading.run(statement, select.request, behindOf(reach));
    if (!found)
        return fail(found.error());
    if (!relationship.isCollection() && found->size() > 1) {
        m_core.warn(u"Several rows belong to the scalar relationship '%1', which is loaded lazily; the first "
                    "is taken."_s.arg(relationship.label));
    }
    return LazyRead{Kind::Value, std::move(*found)};
}

} // namespace relata::orm
