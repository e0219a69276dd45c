#pragma once

#include "core/base/value.h"

#include <QByteArrayView>

namespace relata::base {

/// A cell that lies somewhere else: in a row of a database, in a Value, in a page. Owns nothing; the bytes of
/// a Text or Blob live as long as their owner says. 24 bytes.
struct CellView
{
    /// A page takes a cell of more bytes than this cut (see CutSink), ...
    static constexpr qsizetype kLargest = 64 * 1024;
    /// ... as its size and so much of its beginning.
    static constexpr qsizetype kBeginning = 4 * 1024;

    Value::Type type = Value::Type::Null;
    quint32 wholeSize = 0; ///< of a cut Text or Blob, in bytes; 0: it is not cut
    qsizetype size = 0;    ///< of a Text or Blob: the bytes that are here
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
    bool hasBytes() const { return type == Value::Type::Text || type == Value::Type::Blob; }
    bool isCut() const { return wholeSize > 0; }
    bool isLarge() const { return hasBytes() && size > kLargest; }
    /// What is here of a Text or Blob.
    QByteArrayView bytes() const { return hasBytes() ? QByteArrayView(data, size) : QByteArrayView(); }
    /// The cell with at most so many bytes; a Text ends with a whole character.
    CellView cutTo(qsizetype most) const;
    /// See Value::agreesWith().
    bool agreesWith(const CellView &other) const;
    /// A value of its own.
    Value value() const;
};

static_assert(sizeof(CellView) == 24);

} // namespace relata::base
