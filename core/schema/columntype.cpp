#include "columntype.h"

#include <cmath>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

bool has(const QString &type, QLatin1StringView word)
{
    return type.contains(word, Qt::CaseInsensitive);
}

} // namespace

Affinity affinityOf(const QString &type)
{
    if (has(type, "INT"_L1))
        return Affinity::Integer;
    if (has(type, "CHAR"_L1) || has(type, "CLOB"_L1) || has(type, "TEXT"_L1))
        return Affinity::Text;
    if (type.isEmpty() || has(type, "BLOB"_L1))
        return Affinity::Blob;
    if (has(type, "REAL"_L1) || has(type, "FLOA"_L1) || has(type, "DOUB"_L1))
        return Affinity::Real;
    return Affinity::Numeric;
}

bool isReadableText(const QString &type)
{
    return affinityOf(type) == Affinity::Text || has(type, "STRING"_L1) || has(type, "ENUM"_L1);
}

bool isNumeric(const QString &type)
{
    if (has(type, "DATE"_L1) || has(type, "TIME"_L1) || has(type, "BOOL"_L1) || has(type, "STRING"_L1))
        return false;
    const Affinity affinity = affinityOf(type);
    return affinity == Affinity::Integer || affinity == Affinity::Real || affinity == Affinity::Numeric;
}

base::Value valueOfText(const QString &text, const QString &type)
{
    const Affinity affinity = affinityOf(type);
    if (affinity == Affinity::Text || affinity == Affinity::Blob)
        return base::Value::text(text);
    bool isNumber = false;
    const qlonglong whole = text.trimmed().toLongLong(&isNumber);
    if (isNumber)
        return affinity == Affinity::Real ? base::Value::real(double(whole)) : base::Value::integer(whole);
    const double number = text.trimmed().toDouble(&isNumber);
    // What SQLite's numeric affinity would not turn back into the same text stays a text: 0x10, inf, 1e400.
    if (!isNumber || !std::isfinite(number) || text.contains(u'x', Qt::CaseInsensitive))
        return base::Value::text(text);
    const bool isWhole =
        affinity != Affinity::Real && number == std::floor(number) && std::abs(number) < 9e15;
    return isWhole ? base::Value::integer(qint64(number)) : base::Value::real(number);
}

} // namespace relata::schema
