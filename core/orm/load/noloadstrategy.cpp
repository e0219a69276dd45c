#include "noloadstrategy.h"

#include "core/orm/load/objectreader.h"

namespace relata::orm {

void NoloadStrategy::beforeRows(const EagerLoad &load, ObjectReader &reader)
{
    reader.fillWithNothing(load.place, load.relationship);
}

base::Result<LazyRead> NoloadStrategy::read(ObjectRef, const MappedRelationship &, Reach)
{
    return LazyRead{RelatedRead::Kind::NeverSet, {}};
}

} // namespace relata::orm
