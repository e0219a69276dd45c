#include "titlecolumns.h"

#include "core/schema/columntype.h"
#include "core/schema/inflection.h"

#include <QHash>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

/// How well a column's last word names a row; 0: not at all.
int scoreOfWord(const QString &word)
{
    static const QHash<QString, int> scores = {
        {u"name"_s, 90},     {u"title"_s, 88},    {u"label"_s, 80},       {u"username"_s, 78},
        {u"login"_s, 70},    {u"subject"_s, 68},  {u"caption"_s, 66},     {u"headline"_s, 66},
        {u"fullname"_s, 92}, {u"nickname"_s, 60}, {u"email"_s, 56},       {u"slug"_s, 50},
        {u"code"_s, 44},     {u"url"_s, 40},      {u"city"_s, 46},        {u"country"_s, 46},
        {u"district"_s, 44}, {u"address"_s, 42},  {u"description"_s, 38}, {u"term"_s, 36},
        {u"body"_s, 32},     {u"text"_s, 32},     {u"content"_s, 32},     {u"filename"_s, 60},
        {u"key"_s, 20}};
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

int scoreOf(const Table &table, const Column &column, int position)
{
    if (!isReadableText(column.type) && !column.type.isEmpty())
        return 0;
    if (table.isInForeignKey(column.name))
        return 0;
    const QStringList words = wordsOf(column.name);
    int score = words.isEmpty() ? 0 : scoreOfWord(words.last());
    if (score > 0) {
        // "name" and "artist_name" in artist name the row itself; "bill_city" and "contact_name" only a part
        // of it.
        QStringList own = wordsOf(singular(snakeCase(table.name)));
        const bool itself =
            words.size() == 1 || own.contains(words.first()) || words.mid(0, words.size() - 1) == own;
        score = score * 10 - (itself ? 0 : 120);
    } else {
        score = isReadableText(column.type) ? 100 : 0;
    }
    if (score > 0 && table.isInPrimaryKey(column.name))
        score = score / 2 + 1;
    return score > 0 ? qMax(1, score - position) : 0;
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
    // A plain name or title of its own beats the two parts; anything less does not.
    if (!person.isEmpty() && (best < 850 || person.contains(bestName)))
        return person;
    return bestName.isEmpty() ? QStringList{} : QStringList{bestName};
}

} // namespace relata::schema
