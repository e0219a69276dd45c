#include "derivednames.h"

#include "core/schema/inflection.h"
#include "core/schema/junction.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::ForeignKey;
using schema::indexOfName;
using schema::plural;
using schema::sameName;
using schema::singular;
using schema::snakeCase;
using schema::Table;
using schema::wordsOf;

namespace {

const QSet<QString> kKeyEndings = {u"id"_s,  u"fk"_s,   u"key"_s,  u"code"_s, u"no"_s,  u"nr"_s,
                                   u"ref"_s, u"uuid"_s, u"guid"_s, u"oid"_s,  u"num"_s, u"number"_s};

/// Names no attribute may have: Python's keywords and what the declarative base keeps for itself.
const QSet<QString> kReserved = {
    u"and"_s,      u"as"_s,       u"assert"_s, u"async"_s,      u"await"_s, u"break"_s,  u"class"_s,
    u"continue"_s, u"def"_s,      u"del"_s,    u"elif"_s,       u"else"_s,  u"except"_s, u"false"_s,
    u"finally"_s,  u"for"_s,      u"from"_s,   u"global"_s,     u"if"_s,    u"import"_s, u"in"_s,
    u"is"_s,       u"lambda"_s,   u"none"_s,   u"nonlocal"_s,   u"not"_s,   u"or"_s,     u"pass"_s,
    u"raise"_s,    u"return"_s,   u"true"_s,   u"try"_s,        u"while"_s, u"with"_s,   u"yield"_s,
    u"metadata"_s, u"registry"_s, u"query"_s,  u"query_class"_s};

QStringList ownColumns(const Table &table, const ForeignKey &key)
{
    QStringList own;
    for (const QString &column : key.columns) {
        const auto uses = [&column, &key](const ForeignKey &other) {
            return other.id != key.id && indexOfName(other.columns, column) >= 0 && other.columns.size() > 1;
        };
        if (std::none_of(table.foreignKeys.cbegin(), table.foreignKeys.cend(), uses))
            own += column;
    }
    return own.isEmpty() ? key.columns : own;
}

bool leadsToSelf(const Table &table, const ForeignKey &key)
{
    return sameName(table.name, key.table);
}

QString tableWord(const QString &tableName)
{
    return snakeCase(tableName);
}

} // namespace

qsizetype linksTo(const QList<ForeignKey> &usable, const QString &target)
{
    return std::count_if(usable.cbegin(), usable.cend(),
                         [&target](const ForeignKey &key) { return sameName(key.table, target); });
}

Role roleOf(const Table &table, const ForeignKey &key)
{
    const QStringList columns = ownColumns(table, key);
    QStringList words = wordsOf(columns.last());
    if (words.isEmpty())
        return {singular(tableWord(key.table)), false};
    if (words.size() > 1 && words.last() == u"uid"_s) {
        words.last() = u"user"_s;
        return {snakeCase(words.join(u'_')), true};
    }
    if (words.size() > 1 && kKeyEndings.contains(words.last())) {
        words.removeLast();
        return {snakeCase(words.join(u'_')), true};
    }
    if (words.size() > 1 && (words.first() == u"id"_s || words.first() == u"fk"_s)) {
        words.removeFirst();
        return {snakeCase(words.join(u'_')), true};
    }
    const QString target = tableWord(key.table);
    const QString last = words.join(u'_');
    for (const QString &stem : {singular(target), target}) {
        if (last == stem + u"id"_s)
            return {stem, true};
    }
    return {snakeCase(last), false};
}

QStringList childSideWishes(const Table &child, const ForeignKey &key, qsizetype linksToParent)
{
    const Role role = roleOf(child, key);
    const QString target = singular(tableWord(key.table));
    const bool only = linksToParent <= 1;
    QStringList wishes;
    if (leadsToSelf(child, key) && only)
        wishes += u"parent"_s;
    else if (only && !role.spoken)
        wishes += target;
    wishes += role.name;
    if (only && !leadsToSelf(child, key) && role.name != tableWord(key.table))
        wishes += target;
    wishes += role.name + u"_ref"_s;
    return wishes;
}

QStringList parentSideWishes(const Table &child, const ForeignKey &key, qsizetype linksToParent)
{
    const Role role = roleOf(child, key);
    const bool only = linksToParent <= 1;
    const bool one = child.isUnique(key.columns);
    const auto numbered = [one](const QString &word) { return one ? singular(word) : plural(word); };
    const QString children = numbered(tableWord(child.name));
    if (leadsToSelf(child, key)) {
        const QString word = numbered(u"child"_s);
        const bool plain = only || role.name == u"parent"_s;
        return plain ? QStringList{word, role.name + u'_' + word} : QStringList{role.name + u'_' + word};
    }
    const QString parent = singular(tableWord(key.table));
    if (only || role.name == parent || parent.endsWith(u'_' + role.name))
        return {children, role.name + u'_' + children};
    return {role.name + u'_' + children};
}

QStringList manySideWishes(const Table &junction, const ForeignKey &far, bool several)
{
    const QString target = plural(tableWord(far.table));
    const QString role = plural(roleOf(junction, far).name);
    const QString through = tableWord(junction.name) + u'_' + target;
    return several ? QStringList{role, through} : QStringList{target, role, through};
}

bool isReservedName(const QString &name)
{
    return kReserved.contains(name.toLower());
}

TakenNames::TakenNames(const Table &table) : m_taken(kReserved)
{
    for (const schema::Column &column : table.columns)
        m_taken += column.name.toLower();
}

QString TakenNames::take(const QStringList &wishes)
{
    QString name;
    for (const QString &wish : wishes) {
        if (!m_taken.contains(wish.toLower())) {
            name = wish;
            break;
        }
    }
    for (int number = 2; name.isEmpty(); ++number) {
        const QString numbered = wishes.last() + u'_' + QString::number(number);
        if (!m_taken.contains(numbered.toLower()))
            name = numbered;
    }
    m_taken += name.toLower();
    return name;
}

} // namespace relata::mapping
