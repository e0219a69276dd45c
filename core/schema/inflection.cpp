#include "inflection.h"

#include <QHash>
#include <QSet>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

/// Singular to plural, where no rule gives it.
const QHash<QString, QString> &irregularPlurals()
{
    static const QHash<QString, QString> words = {
        {u"person"_s, u"people"_s},   {u"movie"_s, u"movies"_s},     {u"cookie"_s, u"cookies"_s},
        {u"zombie"_s, u"zombies"_s},  {u"calorie"_s, u"calories"_s}, {u"rookie"_s, u"rookies"_s},
        {u"selfie"_s, u"selfies"_s},  {u"cache"_s, u"caches"_s},     {u"niche"_s, u"niches"_s},
        {u"virus"_s, u"viruses"_s},   {u"bonus"_s, u"bonuses"_s},    {u"campus"_s, u"campuses"_s},
        {u"census"_s, u"censuses"_s}, {u"focus"_s, u"focuses"_s},    {u"alias"_s, u"aliases"_s},
        {u"canvas"_s, u"canvases"_s}, {u"atlas"_s, u"atlases"_s},    {u"bias"_s, u"biases"_s},
        {u"lens"_s, u"lenses"_s},     {u"gas"_s, u"gases"_s},        {u"potato"_s, u"potatoes"_s},
        {u"tomato"_s, u"tomatoes"_s}, {u"knife"_s, u"knives"_s},     {u"wolf"_s, u"wolves"_s},
        {u"thesis"_s, u"theses"_s},   {u"axis"_s, u"axes"_s},        {u"ox"_s, u"oxen"_s},
        {u"child"_s, u"children"_s},  {u"man"_s, u"men"_s},          {u"woman"_s, u"women"_s},
        {u"foot"_s, u"feet"_s},       {u"tooth"_s, u"teeth"_s},      {u"mouse"_s, u"mice"_s},
        {u"goose"_s, u"geese"_s},     {u"leaf"_s, u"leaves"_s},      {u"life"_s, u"lives"_s},
        {u"shelf"_s, u"shelves"_s},   {u"half"_s, u"halves"_s},      {u"wife"_s, u"wives"_s},
        {u"datum"_s, u"data"_s},      {u"medium"_s, u"media"_s},     {u"criterion"_s, u"criteria"_s},
        {u"index"_s, u"indexes"_s},   {u"quiz"_s, u"quizzes"_s},     {u"matrix"_s, u"matrices"_s},
        {u"vertex"_s, u"vertices"_s}, {u"hero"_s, u"heroes"_s},      {u"analysis"_s, u"analyses"_s},
        {u"crisis"_s, u"crises"_s},   {u"basis"_s, u"bases"_s},
    };
    return words;
}

/// Words that are their own plural.
bool isUncountable(const QString &word)
{
    static const QSet<QString> words = {u"staff"_s, u"equipment"_s,   u"series"_s, u"species"_s,
                                        u"sheep"_s, u"fish"_s,        u"news"_s,   u"metadata"_s,
                                        u"stuff"_s, u"money"_s,       u"stock"_s,  u"feedback"_s,
                                        u"info"_s,  u"information"_s, u"data"_s,   u"media"_s};
    return words.contains(word);
}

/// What may stand in a Python identifier; marks belong to the letter before them.
bool isIdentifierCharacter(QChar letter)
{
    return letter.isLetter() || letter.isDigit() || letter.isMark() ||
           letter.category() == QChar::Number_Letter;
}

bool isVowel(QChar letter)
{
    return u"aeiou"_s.contains(letter);
}

QString pluralOfWord(const QString &word)
{
    if (isUncountable(word))
        return word;
    const auto &irregular = irregularPlurals();
    if (const auto found = irregular.constFind(word); found != irregular.cend())
        return *found;
    if (word.endsWith(u'y') && word.size() > 1 && !isVowel(word[word.size() - 2]))
        return word.chopped(1) + u"ies"_s;
    if (word.endsWith(u's') || word.endsWith(u'x') || word.endsWith(u'z') || word.endsWith(u"ch"_s) ||
        word.endsWith(u"sh"_s))
        return word + u"es"_s;
    return word + u's';
}

QString singularOfWord(const QString &word)
{
    if (isUncountable(word))
        return word;
    const auto &irregular = irregularPlurals();
    if (irregular.contains(word))
        return word;
    for (auto it = irregular.cbegin(); it != irregular.cend(); ++it) {
        if (it.value() == word)
            return it.key();
    }
    if (word.size() < 4 || word.endsWith(u"ss"_s) || word.endsWith(u"us"_s) || word.endsWith(u"is"_s))
        return word;
    if (word.endsWith(u"ies"_s) && word.size() > 4)
        return word.chopped(3) + u'y';
    for (const QString &ending : {u"sses"_s, u"xes"_s, u"ches"_s, u"shes"_s, u"zzes"_s, u"uses"_s}) {
        if (word.endsWith(ending) && (ending != u"uses"_s || word == u"statuses"_s || word == u"buses"_s))
            return word.chopped(2);
    }
    return word.endsWith(u's') ? word.chopped(1) : word;
}

QString withLastWord(const QString &name, QString (*inflect)(const QString &))
{
    const qsizetype start = name.lastIndexOf(u'_') + 1;
    return name.left(start) + inflect(name.mid(start));
}

/// A capital starts a word after a small letter or digit, or before a small letter ("HTTPServer").
bool startsWord(const QString &name, qsizetype at)
{
    if (at == 0 || !name[at].isUpper())
        return false;
    if (!name[at - 1].isUpper())
        return true;
    // "IDs" and "CSVs" end in a plural s, not in a word of their own.
    const bool smallNext = at + 1 < name.size() && name[at + 1].isLower();
    const bool pluralOnly = at + 2 == name.size() && name[at + 1] == u's';
    return smallNext && !pluralOnly;
}

} // namespace

QStringList wordsOf(const QString &name)
{
    QStringList words;
    QString word;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar letter = name[i];
        if (!isIdentifierCharacter(letter) || startsWord(name, i)) {
            if (!word.isEmpty())
                words += word;
            word.clear();
        }
        if (isIdentifierCharacter(letter))
            word += letter.toLower();
    }
    if (!word.isEmpty())
        words += word;
    return words;
}

QString snakeCase(const QString &name)
{
    const QString joined = wordsOf(name).join(u'_');
    return joined.isEmpty() || !joined.front().isLetter() ? u'_' + joined : joined;
}

QString camelCase(const QString &name)
{
    QString result;
    bool capital = true;
    for (const QChar letter : name) {
        if (!isIdentifierCharacter(letter)) {
            capital = true;
            continue;
        }
        result += capital ? letter.toUpper() : letter;
        capital = false;
    }
    if (result == "None"_L1 || result == "True"_L1 || result == "False"_L1)
        return result + u'_'; // Python keeps these for itself.
    return result.isEmpty() || !result.front().isLetter() ? u'_' + result : result;
}

QString plural(const QString &name)
{
    return withLastWord(singular(name), pluralOfWord);
}

QString singular(const QString &name)
{
    return withLastWord(name, singularOfWord);
}

} // namespace relata::schema
