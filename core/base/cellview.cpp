#include "cellview.h"

namespace relata::base {

CellView CellView::of(const Value &value)
{
    switch (value.type()) {
    case Value::Type::Null:
        break;
    case Value::Type::Integer:
        return ofInteger(value.toInteger());
    case Value::Type::Real:
        return ofReal(value.toReal());
    case Value::Type::Text:
    case Value::Type::Blob: {
        CellView cell = ofBytes(value.type(), value.beginning());
        cell.wholeSize = value.isCut() ? quint32(value.wholeSize()) : 0;
        return cell;
    }
    }
    return {};
}

CellView CellView::cutTo(qsizetype most) const
{
    if (!hasBytes() || size <= most)
        return *this;
    qsizetype end = most;
    const auto goesOn = [this](qsizetype at) { return (uchar(data[at]) & 0xc0) == 0x80; };
    if (type == Value::Type::Text) {
        constexpr qsizetype kLongest = 3; // bytes that go on a character; more are no UTF-8
        while (end > 0 && most - end < kLongest && goesOn(end))
            --end;
        if (goesOn(end))
            end = most;
    }
    CellView cut = ofBytes(type, QByteArrayView(data, end));
    cut.wholeSize = isCut() ? wholeSize : quint32(size);
    return cut;
}

bool CellView::agreesWith(const CellView &other) const
{
    if (type != other.type)
        return false;
    switch (type) {
    case Value::Type::Null:
        return true;
    case Value::Type::Integer:
    case Value::Type::Real:
        return integer == other.integer; // Of doubles the bits, as Value compares them.
    case Value::Type::Text:
    case Value::Type::Blob:
        break;
    }
    const qint64 whole = isCut() ? qint64(wholeSize) : size;
    const qint64 otherWhole = other.isCut() ? qint64(other.wholeSize) : other.size;
    const qsizetype known = qMin(size, other.size);
    return whole == otherWhole && bytes().first(known) == other.bytes().first(known);
}

Value CellView::value() const
{
    if (isCut())
        return Value::cut(type, bytes().toByteArray(), wholeSize);
    switch (type) {
    case Value::Type::Null:
        break;
    case Value::Type::Integer:
        return Value::integer(integer);
    case Value::Type::Real:
        return Value::real(real);
    case Value::Type::Text:
        return Value::utf8(bytes().toByteArray());
    case Value::Type::Blob:
        return Value::blob(bytes().toByteArray());
    }
    return {};
}

} // namespace relata::base
