#include "loadstatement.h"

namespace relata::orm {

void LoadStatement::setValues(const base::Values &where)
{
    select.whereValues = where;
    base.whereValues = where;
}

void LoadStatement::keepValuesForSubqueries(std::span<const base::CellView> values)
{
    if (!plan->hasSubqueries())
        return;
    for (const base::CellView &value : values.subspan(size_t(select.fromValues.size())))
        base.whereValues += value.value();
}

} // namespace relata::orm
