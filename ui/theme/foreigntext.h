#pragma once

#include <QString>

namespace relata::ui {

/// Texts that are not ours (names, values, what a database says) in the shape that a place has room for. They
/// are cut and broken, nothing else: that they are drawn as they are, and never as markup, is ThemeStyle's
/// care. Cheap also for texts of megabytes.

/// Whether shortened() would cut the text.
bool isLong(const QString &text, int lines = 12, int characters = 600);
/// The beginning of a text, an ellipsis after it where it was cut.
QString shortened(const QString &text, int lines = 12, int characters = 600);
/// The same with all white space runs as one space.
QString inOneShortLine(const QString &text, int characters = 300);
/// What a tool tip shows of a text: lines that fit a screen, and no more of them than can be read.
QString toolTipOf(const QString &text);
/// A name in a menu, on a button or a tab: in one short line, each & as itself.
QString menuWords(const QString &text);
/// A name in a window's title, where [*] has a meaning.
QString windowTitleWords(const QString &text);
/// A text for a widget that stalls on long lines and on many: no line longer than a thousand characters, and
/// of more than five hundred lines the first and the last, with the number of those between.
struct ShownLines
{
    QString text;
    bool isWhole = true; ///< no line is left out
};
ShownLines linesThatCanBeShown(const QString &text);
/// The text of linesThatCanBeShown().
QString inLinesThatCanBeShown(const QString &text);

} // namespace relata::ui
