#include "typedvalue.h"

#include "core/schema/columntype.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Without the blanks that SQLite passes over round a number; QByteArray::trimmed() would do, but takes NUL
/// for no blank either way.
QByteArrayView stripped(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

qsizetype digitsAt(QByteArrayView text, qsizetype from)
{
    qsizetype end = from;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
        ++end;
    return end - from;
}

qsizetype signAt(QByteArrayView text, qsizetype from)
{
    return from < text.size() && (text[from] == '+' || text[from] == '-') ? 1 : 0;
}

/// What SQLite takes for a number: no hexadecimal, no "inf", no comma.
struct Number
{
    bool isWhole = false; ///< neither point nor exponent, and in 64 bits
    qint64 whole = 0;
    double real = 0;

    /// What numeric and integer affinity make of it: a whole number without its point.
    Value shortest() const
    {
        constexpr double kBeyond = 9223372036854775807.0; // 2^63 as a double
        if (isWhole)
            return Value::integer(whole);
        return real == std::floor(real) && std::abs(real) < kBeyond ? Value::integer(qint64(real))
                                                                    : Value::real(real);
    }
    Value asReal() const { return Value::real(real == 0 ? 0.0 : real); }
    Value asTyped() const { return isWhole ? Value::integer(whole) : Value::real(real); }
};

/// The nearest double; infinity where the number is too large, as in SQLite. (Qt's own gives 0 then.)
double realOf(QByteArrayView text, qsizetype firstDigit)
{
    const bool isNegative = text.front() == '-';
    const QByteArrayView digits = text.sliced(firstDigit);
    double real = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), real);
    if (error == std::errc::result_out_of_range) {
        const bool isTiny = digits.contains("e-") || digits.contains("E-") || digits.front() == '0';
        real = isTiny ? 0 : std::numeric_limits<double>::infinity();
    }
    return isNegative ? -real : real;
}

std::optional<Number> numberOf(const QByteArray &typed)
{
    const QByteArrayView text = stripped(typed);
    const qsizetype first = signAt(text, 0);
    qsizetype at = first;
    const qsizetype before = digitsAt(text, at);
    at += before;
    qsizetype after = 0;
    const bool hasPoint = at < text.size() && text[at] == '.';
    if (hasPoint) {
        after = digitsAt(text, at + 1);
        at += after + 1;
    }
    if (before + after == 0)
        return std::nullopt;
    const bool hasExponent = at < text.size() && (text[at] == 'e' || text[at] == 'E');
    if (hasExponent) {
        const qsizetype sign = signAt(text, at + 1);
        const qsizetype digits = digitsAt(text, at + 1 + sign);
        if (digits == 0)
            return std::nullopt;
        at += 1 + sign + digits;
    }
    if (at != text.size())
        return std::nullopt;
    Number number;
    number.real = realOf(text, first);
    if (!hasPoint && !hasExponent)
        number.whole = text.toByteArray().toLongLong(&number.isWhole);
    return number;
}

std::optional<Value> truthOf(const QByteArray &typed)
{
    if (typed.compare("true", Qt::CaseInsensitive) == 0)
        return Value::integer(1);
    if (typed.compare("false", Qt::CaseInsensitive) == 0)
        return Value::integer(0);
    return std::nullopt;
}

bool isBoolean(const QString &type)
{
    return type.contains("BOOL"_L1, Qt::CaseInsensitive);
}

/// Where no affinity decides, a number stays a number, and a real stays a real while that keeps its digits.
Value overUntyped(const QByteArray &typed, const Value &before)
{
    const std::optional<Number> number = before.isNumber() ? numberOf(typed) : std::nullopt;
    if (!number)
        return Value::utf8(typed);
    const bool keepsDigits = std::abs(number->real) < 9007199254740992.0; // 2^53
    return before.type() == Value::Type::Real && number->isWhole && keepsDigits ? Value::real(number->real)
                                                                                : number->asTyped();
}

} // namespace

Value valueOfText(const QByteArray &typed, const QString &declaredType, const Value &before)
{
    const Affinity affinity = affinityOf(declaredType);
    if (affinity == Affinity::Text)
        return Value::utf8(typed);
    if (affinity == Affinity::Blob)
        return overUntyped(typed, before);
    const bool heldText = before.type() == Value::Type::Text;
    if (typed.isEmpty() && !heldText)
        return {};
    if (isBoolean(declaredType) && !heldText) {
        if (const std::optional<Value> truth = truthOf(typed))
            return *truth;
    }
    const std::optional<Number> number = numberOf(typed);
    if (!number)
        return Value::utf8(typed);
    return affinity == Affinity::Real ? number->asReal() : number->shortest();
}

bool isTypedOver(const Value &before)
{
    return before.type() != Value::Type::Blob;
}

bool fitsType(const Value &value, const QString &declaredType)
{
    if (value.isNull())
        return true;
    // Types such as DATE, JSON and UUID have numeric affinity, and hold texts.
    static constexpr std::array kNumbers = {"NUM"_L1, "DEC"_L1, "BOOL"_L1, "MONEY"_L1, "CURRENCY"_L1};
    switch (affinityOf(declaredType)) {
    case Affinity::Blob:
        return true;
    case Affinity::Text:
        return value.type() == Value::Type::Text;
    case Affinity::Integer:
        return value.type() == Value::Type::Integer;
    case Affinity::Real:
        return value.isNumber();
    case Affinity::Numeric:
        break;
    }
    const bool isForNumbers = std::any_of(kNumbers.begin(), kNumbers.end(), [&](QLatin1StringView word) {
        return declaredType.contains(word, Qt::CaseInsensitive);
    });
    return value.isNumber() || (value.type() == Value::Type::Text && !isForNumbers);
}

QString classWord(const Value &value)
{
    switch (value.type()) {
    case Value::Type::Null:
        return u"null"_s;
    case Value::Type::Integer:
        return u"integer"_s;
    case Value::Type::Real:
        return u"real"_s;
    case Value::Type::Text:
        return u"text"_s;
    case Value::Type::Blob:
        break;
    }
    return u"blob"_s;
}

} // namespace relata::schema
