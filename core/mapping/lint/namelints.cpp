#include "namelints.h"

#include "core/mapping/lint/namingstyle.h"
#include "core/mapping/lint/sqlkeywords.h"
#include "core/mapping/lint/tablerules.h"
#include "core/schema/schemachange.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Column;
using schema::Table;

namespace {

void lintKeyword(TableLints &lints, const QString &kindOfThing, const Place &where, const QString &name)
{
    const QString &engine = lints.schema().engine;
    if (!isKeyword(engine, name))
        return;
    lints.add(u"keyword-as-name"_s, where,
              u"The name of the %1 '%2' is a word of %3's own language."_s.arg(kindOfThing, tablePlace(where),
                                                                               engineName(engine)),
              u"Relata quotes it; SQL that is written by hand fails until somebody quotes it, too."_s);
}

QStringList tableNamesIn(const TableLints &lints)
{
    QStringList names;
    for (const Table *table : lints.tables())
        names += table->name;
    return names;
}

QStringList columnNamesIn(const TableLints &lints)
{
    QStringList names;
    for (const Table *table : lints.tables()) {
        for (const Column &column : table->columns)
            names += column.name;
    }
    return names;
}

/// Whether the name sticks out, and can be written as the others are.
bool breaksStyle(NamingStyle style, const QString &name)
{
    return hasStyle(name) && !isInStyle(style, name) && isInStyle(style, inStyle(style, name));
}

QString styleSentence(const QString &what, NamingStyle style, const QString &names)
{
    return u"The name %1 is not in %2, in which most %3 here are."_s.arg(what, styleName(style), names);
}

void lintTableStyle(TableLints &lints, NamingStyle style)
{
    for (const Table *table : lints.tables()) {
        if (!breaksStyle(style, table->name))
            continue;
        const QString wish = inStyle(style, table->name);
        const Table *taken = lints.schema().table(wish);
        QList<Fix> fixes;
        if (!taken || taken == table) {
            fixes += tableFix(u"Rename '%1' to '%2'"_s.arg(table->name, wish),
                              schema::RenameTable{table->id, wish});
        }
        lints.add(u"naming-style"_s, Place{{}, {}, table->name, {}, {}},
                  styleSentence(u'\'' + table->name + u'\'', style, u"names of tables"_s), {}, fixes);
    }
}

void lintColumnStyle(TableLints &lints, NamingStyle style)
{
    for (const Table *table : lints.tables()) {
        for (int i = 0; i < table->columns.size(); ++i) {
            const Column &column = table->columns[i];
            if (!breaksStyle(style, column.name))
                continue;
            Column now = column;
            now.name = inStyle(style, column.name);
            const QString label = table->name + u'.' + column.name;
            const int taken = table->columnIndex(now.name);
            QList<Fix> fixes;
            if (taken < 0 || taken == i) {
                fixes += tableFix(u"Rename '%1' to '%2'"_s.arg(label, now.name),
                                  schema::ChangeColumn{table->id, column.name, now});
            }
            lints.add(u"naming-style"_s, Place{{}, {}, table->name, column.name, {}},
                      styleSentence(u'\'' + label + u'\'', style, u"names of columns"_s), {}, fixes);
        }
    }
}

} // namespace

void lintKeywords(TableLints &lints)
{
    for (const Table *table : lints.tables()) {
        lintKeyword(lints, u"table"_s, Place{{}, {}, table->name, {}, {}}, table->name);
        for (const Column &column : table->columns)
            lintKeyword(lints, u"column"_s, Place{{}, {}, table->name, column.name, {}}, column.name);
    }
}

void lintNamingStyle(TableLints &lints)
{
    if (const auto style = styleOf(tableNamesIn(lints)))
        lintTableStyle(lints, *style);
    if (const auto style = styleOf(columnNamesIn(lints)))
        lintColumnStyle(lints, *style);
}

} // namespace relata::mapping
