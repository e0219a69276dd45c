#include "titlecolumns.h"

#include "core/schema/columntype.h"
#include "core/schema/inflection.h"
#include "core/schema/junction.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

/// How well a column that is called as its table names a row: better than any but a plain name or title.
constexpr int kNamesake = 840;

/// How well a column's last word names a row; 0: not at all.
int scoreOfWord(const QString &word)
{
    static const QHash<QString, int> scores = {
        {u"heading"_s, 66},     {u"topic"_s, 64},    {u"theme"_s, 60},    {u"question"_s, 50},
        {u"summary"_s, 48},     {u"name"_s, 90},     {u"title"_s, 88},    {u"label"_s, 80},
        {u"username"_s, 78},    {u"login"_s, 70},    {u"subject"_s, 68},  {u"caption"_s, 66},
        {u"headline"_s, 66},    {u"fullname"_s, 92}, {u"nickname"_s, 60}, {u"email"_s, 56},
        {u"slug"_s, 50},        {u"code"_s, 44},     {u"number"_s, 42},   {u"url"_s, 40},
        {u"city"_s, 46},        {u"country"_s, 46},  {u"district"_s, 44}, {u"address"_s, 42},
        {u"description"_s, 38}, {u"term"_s, 36},     {u"body"_s, 32},     {u"text"_s, 32},
        {u"content"_s, 32},     {u"filename"_s, 60}, {u"key"_s, 20}};
    return scores.value(word, 0);
}

bool isFrom(const QStringList &words, const char *first, const char *second)
{
    return words == QStringList{QString::fromLatin1(first), QString::fromLatin1(second)} ||
           words == QStringList{QString::fromLatin1(first) + QString::fromLatin1(second)};
}

/// "first_name" with "last_name": a person's name in two columns.
QStringList personName(const Table &table)
{
    QString first;
    QString last;
    for (const Column &column : table.columns) {
        const QStringList words = wordsOf(column.name);
        if (isFrom(words, "first", "name") || isFrom(words, "given", "name") || isFrom(words, "fore", "name"))
            first = column.name;
        if (isFrom(words, "last", "name") || isFrom(words, "family", "name") ||
            words == QStringList{u"surname"_s})
            last = column.name;
    }
    return !first.isEmpty() && !last.isEmpty() ? QStringList{first, last} : QStringList{};
}

/// How well a column is called a name of the row; 0 where it is not, or cannot be shown as one.
int scoreOfName(const Table &table, const Column &column)
{
    if (!isReadableText(column.type) && !column.type.isEmpty())
        return 0;
    const QStringList words = wordsOf(column.name);
    if (words.isEmpty() || table.isInForeignKey(column.name))
        return 0;
    // "name" and "artist_name" in artist name the row itself; "bill_city" and "contact_name" only a part of
    // it, and "phone_number" nothing.
    const QStringList own = wordsOf(singular(snakeCase(table.name)));
    if (words == own)
        return kNamesake; // address.address, city.city
    const bool itself =
        words.size() == 1 || own.contains(words.first()) || words.mid(0, words.size() - 1) == own;
    const int score = itself || words.last() != "number"_L1 ? scoreOfWord(words.last()) : 0;
    return score > 0 ? score * 10 - (itself ? 0 : 120) : 0;
}

int scoreOf(const Table &table, const Column &column, int position)
{
    int score = scoreOfName(table, column);
    if (score == 0 && isReadableText(column.type) && !table.isInForeignKey(column.name))
        score = 100;
    if (score > 0 && table.isInPrimaryKey(column.name))
        score = score / 2 + 1;
    return score > 0 ? qMax(1, score - position) : 0;
}

bool isCalledAName(const Table &table)
{
    const auto names = [&table](const Column &column) { return scoreOfName(table, column) > 0; };
    return !personName(table).isEmpty() || std::any_of(table.columns.cbegin(), table.columns.cend(), names);
}

/// The foreign keys that lead to one row of another table, in the order of the columns: those of a primary
/// key that is made of them, else those that must be there; the others only where fewer than two must be.
QList<ForeignKey> linkedParents(const Schema &schema, const Table &table)
{
    QList<ForeignKey> inKey;
    QList<ForeignKey> needed;
    QList<ForeignKey> optional;
    QList<ForeignKey> keys = usableForeignKeys(schema, table);
    std::stable_sort(keys.begin(), keys.end(), [&table](const ForeignKey &a, const ForeignKey &b) {
        return table.columnIndex(a.columns.first()) < table.columnIndex(b.columns.first());
    });
    for (const ForeignKey &key : std::as_const(keys)) {
        if (sameName(key.table, table.name) || !schema.table(key.table)->isUnique(key.targetColumns))
            continue;
        const auto isKey = [&table](const QString &name) { return table.isInPrimaryKey(name); };
        const auto isOptional = [&table](const QString &name) { return table.column(name)->nullable; };
        if (std::all_of(key.columns.cbegin(), key.columns.cend(), isKey))
            inKey += key;
        else if (std::none_of(key.columns.cbegin(), key.columns.cend(), isOptional))
            needed += key;
        else
            optional += key;
    }
    if (inKey.size() > 1)
        return inKey;
    const QList<ForeignKey> certain = inKey + needed;
    return certain.size() > 1 ? certain : certain + optional;
}

bool isAssociation(const Schema &schema, const Table &table)
{
    return table.kind == TableKind::Table && !isCalledAName(table) && linkedParents(schema, table).size() > 1;
}

} // namespace

QStringList titleColumns(const Table &table)
{
    int best = 0;
    QString bestName;
    for (int i = 0; i < table.columns.size(); ++i) {
        const int score = scoreOf(table, table.columns[i], i);
        if (score > best) {
            best = score;
            bestName = table.columns[i].name;
        }
    }
    const QStringList person = personName(table);
    // A plain name of its own beats the two parts; anything less does not, and the title of a person is one's
    // rank or work.
    const bool isPlainName = best > kNamesake && wordsOf(bestName).last() != "title"_L1;
    if (!person.isEmpty() && (!isPlainName || person.contains(bestName)))
        return person;
    return bestName.isEmpty() ? QStringList{} : QStringList{bestName};
}

TitleSource titleSource(const Schema &schema, const Table &table)
{
    constexpr qsizetype kMostParents = 3;
    QList<ForeignKey> parents =
        isAssociation(schema, table) ? linkedParents(schema, table) : QList<ForeignKey>();
    const auto hasName = [&schema](const ForeignKey &key) {
        const Table &parent = *schema.table(key.table);
        return !isAssociation(schema, parent) && !titleColumns(parent).isEmpty();
    };
    std::stable_partition(parents.begin(), parents.end(), hasName);
    // Only keys of others say less than the row's own columns.
    if (parents.isEmpty() || !hasName(parents.first()))
        return {titleColumns(table), {}};
    return {{}, parents.mid(0, kMostParents)};
}

} // namespace relata::schema
