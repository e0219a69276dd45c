#include "valuejson.h"

#include <QJsonObject>

#include <bit>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

tl::unexpected<base::Error> noValue()
{
    return base::fail(base::ErrorCode::InvalidFile, u"The journal holds what is no value."_s);
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

} // namespace

QJsonValue toJson(const Value &value)
{
    if (value.isCut()) {
        const QString beginning = value.type() == Value::Type::Text ? u"beginning"_s : u"blobBeginning"_s;
        return QJsonObject{{beginning, base64(value.beginning())},
                           {u"size"_s, QString::number(value.wholeSize())}};
    }
    switch (value.type()) {
    case Value::Type::Integer: // JSON's numbers are doubles.
        return QJsonObject{{u"integer"_s, QString::number(value.toInteger())}};
    case Value::Type::Real:
        return QJsonObject{{u"real"_s, QString::number(std::bit_cast<quint64>(value.toReal()), 16)},
                           {u"reads"_s, value.toText()}};
    case Value::Type::Text: {
        const QString text = value.toText();
        if (text.toUtf8() == value.bytes())
            return text;
        return QJsonObject{{u"text"_s, base64(value.bytes())}};
    }
    case Value::Type::Blob:
        return QJsonObject{{u"blob"_s, base64(value.bytes())}};
    case Value::Type::Null:
        break;
    }
    return QJsonValue::Null;
}

base::Result<Value> valueFromJson(const QJsonValue &json)
{
    if (json.isNull() || json.isUndefined())
        return Value();
    if (json.isString())
        return Value::text(json.toString());
    const QJsonObject object = json.toObject();
    bool isNumber = false;
    if (const QJsonValue integer = object.value(u"integer"_s); integer.isString()) {
        const qint64 number = integer.toString().toLongLong(&isNumber);
        return isNumber ? base::Result<Value>(Value::integer(number)) : noValue();
    }
    if (const QJsonValue real = object.value(u"real"_s); real.isString()) {
        const quint64 bits = real.toString().toULongLong(&isNumber, 16);
        return isNumber ? base::Result<Value>(Value::real(std::bit_cast<double>(bits))) : noValue();
    }
    for (const bool isText : {true, false}) {
        const QJsonValue beginning = object.value(isText ? u"beginning"_s : u"blobBeginning"_s);
        if (!beginning.isString())
            continue;
        const QByteArray known = QByteArray::fromBase64(beginning.toString().toLatin1());
        const qint64 size = object.value(u"size"_s).toString().toLongLong(&isNumber);
        if (!isNumber || size <= known.size())
            return noValue();
        return Value::cut(isText ? Value::Type::Text : Value::Type::Blob, known, size);
    }
    for (const bool isText : {true, false}) {
        const QJsonValue bytes = object.value(isText ? u"text"_s : u"blob"_s);
        if (!bytes.isString())
            continue;
        const auto decoded = QByteArray::fromBase64Encoding(bytes.toString().toLatin1(),
                                                            QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return noValue();
        return isText ? Value::utf8(*decoded) : Value::blob(*decoded);
    }
    return noValue();
}

} // namespace relata::records
