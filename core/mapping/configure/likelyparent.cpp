#include "likelyparent.h"

#include "core/schema/inflection.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;

QString thingOf(const QString &columnName)
{
    if (!columnName.endsWith("id"_L1, Qt::CaseInsensitive))
        return {};
    QStringList words = schema::wordsOf(columnName);
    if (words.size() < 2 || words.takeLast() != "id"_L1)
        return {};
    return words.join(u'_');
}

int likelyParent(const Workbench &work, const schema::Table &table, const QString &columnName)
{
    const QString thing = schema::singular(thingOf(columnName));
    const QList<schema::Table> &tables = work.catalog.declarations().tables;
    for (int i = 0; !thing.isEmpty() && i < tables.size(); ++i) {
        const bool isOwnKey = tables[i].id == table.id && table.isInPrimaryKey(columnName);
        if (!isOwnKey && tables[i].primaryKey.size() == 1 &&
            schema::singular(schema::snakeCase(tables[i].name)) == thing)
            return i;
    }
    return -1;
}

} // namespace relata::mapping
