#include "dialect.h"

namespace relata::sql {

using namespace Qt::StringLiterals;

QString quoted(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

QString quotedList(const QStringList &names)
{
    QStringList all;
    all.reserve(names.size());
    for (const QString &name : names)
        all += quoted(name);
    return all.join(u", "_s);
}

} // namespace relata::sql
