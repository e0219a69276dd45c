#include "foreignkey.h"

#include <array>

namespace relata::schema {

namespace {

struct ActionText
{
    Action action;
    const char *text;
};

constexpr std::array kActions = {
    ActionText{Action::NoAction, "NO ACTION"}, ActionText{Action::Restrict, "RESTRICT"},
    ActionText{Action::SetNull, "SET NULL"},   ActionText{Action::SetDefault, "SET DEFAULT"},
    ActionText{Action::Cascade, "CASCADE"},
};

} // namespace

QString actionWords(Action action)
{
    return QString::fromLatin1(kActions[size_t(action)].text);
}

Action actionFromWords(const QString &words)
{
    for (const ActionText &each : kActions) {
        if (words.compare(QLatin1StringView(each.text), Qt::CaseInsensitive) == 0)
            return each.action;
    }
    return Action::NoAction;
}

} // namespace relata::schema
