#include "keyindex.h"

#include <numeric>

namespace relata::orm {

using base::CellView;
using base::Value;

namespace {

std::vector<int> upTo(int count)
{
    std::vector<int> numbers(static_cast<size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

double numberOf(const CellView &cell)
{
    return cell.type == Value::Type::Integer ? double(cell.integer) : cell.real;
}

bool isNumber(const CellView &cell)
{
    return cell.type == Value::Type::Integer || cell.type == Value::Type::Real;
}

/// Negative, 0 or positive as a stands before, at or after b.
int compare(const CellView &a, const CellView &b)
{
    if (a.type == Value::Type::Integer && b.type == Value::Type::Integer)
        return a.integer < b.integer ? -1 : a.integer > b.integer ? 1 : 0;
    if (isNumber(a) && isNumber(b))
        return numberOf(a) < numberOf(b) ? -1 : numberOf(a) > numberOf(b) ? 1 : 0;
    if (a.type != b.type)
        return int(a.type) - int(b.type);
    return a.isNull() ? 0 : a.bytes().compare(b.bytes());
}

} // namespace

KeyIndex::KeyIndex(int columns) : m_keys(columns), m_map(&m_keys, upTo(columns)) {}

quint32 KeyIndex::add(std::span<const CellView> parts)
{
    const quint32 next = m_spare > 0 ? m_keys.rowCount() - 1 : m_keys.addRow();
    m_spare = 1;
    const quint32 number = m_map.findOrInsert(parts, m_map.keyColumns(), next);
    if (number == next) {
        m_keys.fillRow(next, parts);
        m_spare = 0;
    }
    return number;
}

bool KeyIndex::isBefore(quint32 a, quint32 b) const
{
    for (int column = 0; column < columnCount(); ++column) {
        const int order = compare(part(a, column), part(b, column));
        if (order != 0)
            return order < 0;
    }
    return false;
}

} // namespace relata::orm
