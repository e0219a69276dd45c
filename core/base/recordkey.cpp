#include "recordkey.h"

namespace relata::base {

using namespace Qt::StringLiterals;

QString RecordKey::toDisplay() const
{
    if (isNew())
        return u"new"_s;
    if (values.size() == 1)
        return values.first().toDisplay();
    QStringList parts;
    for (const Value &value : values)
        parts += value.toDisplay();
    return u'(' + parts.join(u", "_s) + u')';
}

size_t qHash(const RecordKey &key, size_t seed)
{
    size_t hash = qHashMulti(seed, key.table, key.newRow);
    for (const Value &value : key.values)
        hash = qHash(value, hash);
    return hash;
}

} // namespace relata::base
