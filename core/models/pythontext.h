#pragma once

#include "core/base/value.h"

#include <QStringList>

namespace relata::models {

/// Blanks of one level.
inline constexpr int kIndent = 4;

/// A text as Python writes it: in single quotes unless these would need a backslash and double ones not.
QString literal(const QString &text);
/// A value of a cell as Python writes it: 5, 0.5, 'a', b'\x00', None.
QString literal(const base::Value &value);
/// Texts as literals.
QStringList literals(const QStringList &texts);

/// A text on one line of a comment, without its '#': what cannot be seen is a space.
QString commentText(const QString &text);

/// True where the text is a name to Python and stays the same to the letter (Python takes "ﬁ" for "fi").
bool isIdentifier(const QString &text);
/// One of the words that Python keeps for itself ("class").
bool isKeyword(const QString &text);
/// A name for something that is called otherwise: "unit price" becomes unit_price, "2fa" _2fa, "class"
/// class_.
QString identifierFrom(const QString &text);

/// A call over as many lines as it needs at 88 columns: one; or its arguments on the second; or a line each,
/// of which those that are calls themselves may take more.
/// @param start with the opening bracket, without indent: "id = db.Column("
/// @param end what follows the closing bracket
QStringList callLines(const QString &start, const QStringList &arguments, int indent,
                      const QString &end = {});

} // namespace relata::models
