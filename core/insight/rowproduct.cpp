#include "rowproduct.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace relata::insight {

namespace {

qint64 rowsOf(const mapping::MappedSchema &schema, const QString &name, const KnownRows &rows)
{
    const schema::Table *table = schema.table(name);
    return table ? rows.value(table->id, -1) : -1;
}

const mapping::MappedClass *classNamed(const mapping::MappedSchema &schema, const QString &name)
{
    const auto found = std::ranges::find(schema.classes, name, &mapping::MappedClass::name);
    return found == schema.classes.cend() ? nullptr : &*found;
}

} // namespace

double RowProduct::rowsOfEach() const
{
    return std::accumulate(held.cbegin(), held.cend(), 1.0, std::multiplies());
}

double heldOnAverage(const mapping::MappedSchema &schema, const mapping::Side &side, const KnownRows &rows)
{
    const mapping::MappedClass *owner = classNamed(schema, side.className);
    const qint64 owners = owner ? rowsOf(schema, owner->table, rows) : -1;
    const qint64 held = rowsOf(schema, side.secondary.isEmpty() ? side.targetTable : side.secondary, rows);
    return owners <= 0 || held < 0 ? -1 : double(held) / double(owners);
}

RowProduct rowProduct(const mapping::MappedSchema &schema, const QString &className, const KnownRows &rows)
{
    RowProduct product;
    const mapping::MappedClass *owner = classNamed(schema, className);
    bool isKnown = true;
    for (const mapping::Side &side : owner ? owner->relationships : QList<mapping::Side>()) {
        if (!side.uselist || side.lazy != mapping::Lazy::Joined)
            continue;
        product.collections += side.name;
        const double held = heldOnAverage(schema, side, rows);
        isKnown = isKnown && held >= 0;
        product.held += std::max(held, 1.0);
    }
    if (!isKnown)
        product.held.clear();
    return product;
}

} // namespace relata::insight
