#include "columntype.h"

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

bool isStrictType(const QString &type)
{
    static const QStringList types = {u"INT"_s, u"INTEGER"_s, u"REAL"_s, u"TEXT"_s, u"BLOB"_s, u"ANY"_s};
    return types.contains(type, Qt::CaseInsensitive);
}

QString strictType(const QString &type)
{
    if (isStrictType(type))
        return type;
    switch (affinityOf(type)) {
    case Affinity::Text:
        return u"TEXT"_s;
    case Affinity::Integer:
        return u"INTEGER"_s;
    case Affinity::Real:
        return u"REAL"_s;
    case Affinity::Numeric:
    case Affinity::Blob:
        break;
    }
    return u"ANY"_s;
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

} // namespace relata::schema
