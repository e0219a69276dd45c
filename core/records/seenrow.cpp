#include "seenrow.h"

#include <QCryptographicHash>

#include <algorithm>

namespace relata::records {

using base::CellView;
using base::Value;

namespace {

QByteArray digestOf(const CellView &cell)
{
    return QCryptographicHash::hash(cell.bytes(), QCryptographicHash::Sha256);
}

} // namespace

int SeenRow::differsIn(std::span<const CellView> stored) const
{
    const int count = int(qMin<size_t>(stored.size(), size_t(values.size())));
    for (int column = 0; column < count; ++column) {
        const CellView &now = stored[size_t(column)];
        if (!CellView::of(values[column]).agreesWith(now))
            return column;
        const auto digest = digests.constFind(column);
        if (digest != digests.cend() && digestOf(now) != *digest)
            return column;
    }
    return -1;
}

bool SeenRow::hasCut() const
{
    return std::ranges::any_of(values, &Value::isCut);
}

base::CellDigests SeenRow::digestsOf(std::span<const CellView> stored) const
{
    base::CellDigests found;
    const int count = int(qMin<size_t>(stored.size(), size_t(values.size())));
    for (int column = 0; column < count; ++column) {
        if (values[column].isCut())
            found.insert(column, digestOf(stored[size_t(column)]));
    }
    return found;
}

Value SeenRow::shortened(const CellView &stored)
{
    return stored.isLarge() ? stored.cutTo(CellView::kBeginning).value() : stored.value();
}

} // namespace relata::records
