#include "namingstyle.h"

#include "core/schema/inflection.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

bool isSmall(QChar letter)
{
    return letter >= u'a' && letter <= u'z';
}

bool isCapital(QChar letter)
{
    return letter >= u'A' && letter <= u'Z';
}

} // namespace

QString styleName(NamingStyle style)
{
    switch (style) {
    case NamingStyle::Snake:
        return u"snake_case"_s;
    case NamingStyle::Mixed:
        return u"mixedCase"_s;
    case NamingStyle::Camel:
        return u"CamelCase"_s;
    case NamingStyle::Upper:
        return u"UPPER_CASE"_s;
    }
    return {};
}

bool isInStyle(NamingStyle style, const QString &name)
{
    const bool hasSmall = std::ranges::any_of(name, isSmall);
    const bool hasCapital = std::ranges::any_of(name, isCapital);
    if (!hasStyle(name))
        return false;
    switch (style) {
    case NamingStyle::Snake:
        return !hasCapital;
    case NamingStyle::Mixed:
        return isSmall(name.front()) && !name.contains(u'_');
    case NamingStyle::Camel:
        return isCapital(name.front()) && !name.contains(u'_');
    case NamingStyle::Upper:
        return !hasSmall;
    }
    return false;
}

bool hasStyle(const QString &name)
{
    const qsizetype first = name.startsWith(u'_') ? 1 : 0;
    const auto isPart = [](QChar letter) {
        return isSmall(letter) || isCapital(letter) || letter == u'_' || (letter >= u'0' && letter <= u'9');
    };
    return name.size() > first && (isSmall(name[first]) || isCapital(name[first])) &&
           std::ranges::all_of(name, isPart);
}

std::optional<NamingStyle> styleOf(const QStringList &names)
{
    constexpr qsizetype kFewest = 5;
    std::optional<NamingStyle> best;
    qsizetype most = 0;
    for (const NamingStyle style :
         {NamingStyle::Snake, NamingStyle::Mixed, NamingStyle::Camel, NamingStyle::Upper}) {
        const qsizetype count =
            std::ranges::count_if(names, [style](const QString &name) { return isInStyle(style, name); });
        if (count > most) {
            most = count;
            best = style;
        }
    }
    const qsizetype all = std::ranges::count_if(names, hasStyle);
    return most >= kFewest && most * 4 >= all * 3 ? best : std::nullopt;
}

QString inStyle(NamingStyle style, const QString &name)
{
    QStringList words = schema::wordsOf(name);
    if (style == NamingStyle::Snake)
        return words.join(u'_');
    if (style == NamingStyle::Upper)
        return words.join(u'_').toUpper();
    for (qsizetype i = style == NamingStyle::Mixed ? 1 : 0; i < words.size(); ++i)
        words[i][0] = words[i][0].toUpper();
    return words.join(QString());
}

} // namespace relata::mapping
