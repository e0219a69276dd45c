#include "servercells.h"

#include <QDateTime>

#include <cmath>
#include <limits>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Value;

QVariant variantOf(const CellView &cell)
{
    switch (cell.type) {
    case Value::Type::Null:
        break;
    case Value::Type::Integer:
        return QVariant::fromValue<qlonglong>(cell.integer);
    case Value::Type::Real:
        return cell.real;
    case Value::Type::Text:
        return cell.size > 0 ? QString::fromUtf8(cell.bytes()) : u""_s;
    case Value::Type::Blob:
        return cell.size > 0 ? cell.bytes().toByteArray() : QByteArray("");
    }
    return {};
}

QVariant looseVariantOf(const CellView &cell)
{
    return cell.type == Value::Type::Integer ? QString::number(cell.integer) : variantOf(cell);
}

QString whyUnfit(const CellView &cell, bool isMariadb)
{
    if (cell.type != Value::Type::Text)
        return {};
    const QByteArrayView bytes = cell.bytes();
    if (!QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8())
        return u"a text is not valid UTF-8"_s;
    if (!isMariadb && bytes.contains('\0'))
        return u"a text has a NUL character in it, which PostgreSQL cannot keep"_s;
    return {};
}

Value valueOf(const QVariant &variant)
{
    if (variant.isNull())
        return {};
    switch (variant.metaType().id()) {
    case QMetaType::Bool:
    case QMetaType::Char:
    case QMetaType::SChar:
    case QMetaType::UChar:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return Value::integer(variant.toLongLong());
    case QMetaType::ULongLong:
        return variant.toULongLong() > quint64(std::numeric_limits<qint64>::max())
                   ? Value::text(variant.toString())
                   : Value::integer(variant.toLongLong());
    case QMetaType::Double:
    case QMetaType::Float:
        if (std::isnan(variant.toDouble()))
            return Value::text(u"NaN"_s); // A Value has no NaN.
        return Value::real(variant.toDouble());
    case QMetaType::QByteArray:
        return Value::blob(variant.toByteArray());
    case QMetaType::QDateTime: {
        const QDateTime time = variant.toDateTime();
        return Value::text(
            time.toString(time.time().msec() == 0 ? u"yyyy-MM-dd HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss.zzz"_s));
    }
    case QMetaType::QTime: {
        const QTime time = variant.toTime();
        return Value::text(time.toString(time.msec() == 0 ? u"HH:mm:ss"_s : u"HH:mm:ss.zzz"_s));
    }
    default:
        return Value::text(variant.toString());
    }
}

} // namespace relata::db
