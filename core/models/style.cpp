#include "style.h"

namespace relata::models {

using namespace Qt::StringLiterals;

QString styleWord(Style style)
{
    return style == Style::Legacy ? u"legacy"_s : u"mapped"_s;
}

std::optional<Style> styleFromWord(const QString &word)
{
    for (const Style style : {Style::Legacy, Style::Mapped}) {
        if (word == styleWord(style))
            return style;
    }
    return {};
}

} // namespace relata::models
