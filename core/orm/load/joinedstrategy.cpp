#include "joinedstrategy.h"

#include "core/orm/load/objectreader.h"

namespace relata::orm {

void JoinedStrategy::beforeRows(const EagerLoad &load, ObjectReader &reader)
{
    reader.fillFromJoin(load.place, load.planned);
}

} // namespace relata::orm
