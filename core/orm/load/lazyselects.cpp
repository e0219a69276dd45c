#include "lazyselects.h"

namespace relata::orm {

using base::Values;

LoadRequest LazySelects::requestFor(ObjectRef object, const MappedRelationship &relationship) const
{
    return LoadRequest::ofLazyLoad(m_core.registry, relationship, m_core.contextOf(object));
}

std::shared_ptr<const LazySelect> &LazySelects::place(Selects &selects, ObjectRef object,
                                                      const MappedRelationship &relationship) const
{
    return selects[{m_core.heap(object).context(object.row), relationship.index}];
}

std::shared_ptr<const LazySelect> LazySelects::byOwner(ObjectRef object,
                                                       const MappedRelationship &relationship)
{
    std::shared_ptr<const LazySelect> &held = place(m_byOwner, object, relationship);
    if (!held)
        held = std::make_shared<const LazySelect>(
            m_maker.forOwner(relationship, requestFor(object, relationship)));
    return held;
}

std::shared_ptr<const LazySelect> LazySelects::byKey(ObjectRef object, const MappedRelationship &relationship,
                                                     const Values &key)
{
    std::shared_ptr<const LazySelect> &held = place(m_byKey, object, relationship);
    if (!held) {
        LazySelect made;
        made.request = requestFor(object, relationship);
        made.statement = m_maker.byKey(relationship.prop->target, key, made.request);
        held = std::make_shared<const LazySelect>(std::move(made));
    }
    return held;
}

base::Result<std::optional<Values>> LazySelects::valuesOf(ObjectRef object, const LazySelect &select,
                                                          Reach reach)
{
    Values values;
    bool neverSet = false;
    for (const LazySelect::Source &source : select.sources) {
        if (source.column < 0) {
            values += source.literal;
            continue;
        }
        const auto read = reach & AsInDatabase ? m_attributes.committedColumn(object, source.column, reach)
                                               : m_attributes.column(object, source.column, reach);
        if (!read)
            return base::fail(read.error());
        neverSet = neverSet || read->kind != ColumnRead::Kind::Value;
        values += read->value;
    }
    return neverSet ? std::optional<Values>() : std::optional(values);
}

} // namespace relata::orm
