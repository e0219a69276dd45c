#pragma once

#include <QStringList>

#include <optional>

namespace relata::mapping {

/// How the words of a name are joined.
enum class NamingStyle { Snake, Mixed, Camel, Upper };

/// The style as people call it, written in itself: "snake_case", "mixedCase".
QString styleName(NamingStyle style);

/// Whether a name is written in a style. A name of one small word is both snake_case and mixedCase.
bool isInStyle(NamingStyle style, const QString &name);
/// Whether a name can be written in any style: letters and digits of ASCII, without blanks and hyphens.
bool hasStyle(const QString &name);

/// The style of most names, where at least five names and three quarters of those that have one agree.
std::optional<NamingStyle> styleOf(const QStringList &names);

/// The name in another style: "user_group" for the UserGroup of snake_case.
QString inStyle(NamingStyle style, const QString &name);

} // namespace relata::mapping
