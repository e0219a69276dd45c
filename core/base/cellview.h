#pragma once

#include "core/base/value.h"

#include <QByteArrayView>

namespace relata::base {

/// A cell that lies somewhere else: in a row of a database, in a Value, in a page. Owns nothing; the bytes of
/// a Text or Blob live as long as their owner says. 24 bytes.
struct CellView
{
    Value::Type type = Value::Type::Null;
    qsizetype size = 0; ///< of a Text or Blob, in bytes
    union {
        qint64 integer = 0;
        double real;
        const char *data;
    };

    static CellView ofInteger(qint64 number)
    {
        CellView cell;
        cell.type = Value::Type::Integer;
        cell.integer = number;
        return cell;
    }
    static CellView ofReal(double number)
    {
        CellView cell;
        cell.type = Value::Type::Real;
        cell.real = number;
        return cell;
    }
    /// @param type Text (UTF-8) or Blob
    static CellView ofBytes(Value::Type type, QByteArrayView bytes)
    {
        CellView cell;
        cell.type = type;
        cell.size = bytes.size();
        cell.data = bytes.data();
        return cell;
    }
    /// Valid as long as the value is neither changed nor destroyed.
    static CellView of(const Value &value);

    bool isNull() const { return type == Value::Type::Null; }
    QByteArrayView bytes() const { return {data, size}; }
    /// A value of its own.
    Value value() const;
};

} // namespace relata::base
