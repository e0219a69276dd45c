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
    case Value::Type::Blob:
        return ofBytes(value.type(), value.bytes());
    }
    return {};
}

Value CellView::value() const
{
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
