#include "foreigntext.h"

#include <QCoreApplication>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kToolTipLines = 20;
constexpr int kToolTipWidth = 100; ///< characters
constexpr int kMenuWidth = 60;     ///< characters
constexpr int kLongestLine = 1000; ///< characters that a text view lays out at once without a stall
constexpr int kMostLines = 500;    ///< that it does so, and more than anybody reads
constexpr int kLastLines = 100;    ///< of them, where some are left out

/// Where a text has to be cut; its size where it fits.
qsizetype endOf(const QString &text, int lines, int characters)
{
    const qsizetype most = qMin<qsizetype>(text.size(), characters);
    int line = 1;
    for (qsizetype i = 0; i < most; ++i) {
        if (text[i] == u'\n' && ++line > lines)
            return i;
    }
    return most;
}

/// The text with lines of at most `width` characters, cut after `lines` of them.
QString broken(const QString &text, int width, qsizetype lines)
{
    QString result;
    result.reserve(qMin<qsizetype>(text.size(), width * lines) + 16);
    qsizetype start = 0;
    for (qsizetype line = 0; start < text.size(); ++line) {
        if (line >= lines)
            return result + u'…';
        const qsizetype end = text.indexOf(u'\n', start);
        qsizetype stop = end < 0 ? text.size() : end;
        const bool isBroken = stop - start > width;
        if (isBroken) {
            const qsizetype space = text.lastIndexOf(u' ', start + width - 1);
            stop = space > start + width / 2 ? space + 1 : start + width;
            if (text[stop - 1].isHighSurrogate())
                --stop;
        }
        result += QStringView(text).mid(start, stop - start);
        start = isBroken ? stop : stop + 1;
        if (start < text.size())
            result += u'\n';
    }
    return result;
}

/// Where the first so many lines end.
qsizetype endOfLine(const QString &text, int lines)
{
    qsizetype end = -1;
    for (int line = 0; line < lines; ++line)
        end = text.indexOf(u'\n', end + 1);
    return end;
}

/// Where the last so many lines begin.
qsizetype startOfLast(const QString &text, int lines)
{
    qsizetype start = text.size();
    for (int line = 0; line < lines; ++line)
        start = text.lastIndexOf(u'\n', start - 1);
    return start + 1;
}

} // namespace

bool isLong(const QString &text, int lines, int characters)
{
    return endOf(text, lines, characters) < text.size();
}

QString shortened(const QString &text, int lines, int characters)
{
    const qsizetype end = endOf(text, lines, characters);
    return end < text.size() ? text.left(end) + u'…' : text;
}

QString inOneShortLine(const QString &text, int characters)
{
    // Twice as much, for the spaces that go.
    const QString line = text.left(2 * characters).simplified();
    const bool isCut = line.size() > characters || text.size() > 2 * characters;
    return isCut ? line.left(characters) + u'…' : line;
}

QString toolTipOf(const QString &text)
{
    return broken(text, kToolTipWidth, kToolTipLines);
}

QString menuWords(const QString &text)
{
    return inOneShortLine(text, kMenuWidth).replace(u'&', u"&&"_s);
}

QString windowTitleWords(const QString &text)
{
    return inOneShortLine(text).replace(u"[*]"_s, u"[*][*]"_s);
}

ShownLines linesThatCanBeShown(const QString &text)
{
    QString whole = broken(text, kLongestLine, text.size() + 1);
    const qsizetype lines = whole.count(u'\n') + 1;
    if (lines <= kMostLines)
        return {std::move(whole), true};
    const qsizetype end = endOfLine(whole, kMostLines - kLastLines);
    const qsizetype start = startOfLast(whole, kLastLines);
    const QString between =
        QCoreApplication::translate("relata::ui::ForeignText", "… %L1 lines are left out here …")
            .arg(lines - kMostLines);
    return {whole.left(end) + u"\n\n"_s + between + u"\n\n"_s + whole.mid(start), false};
}

QString inLinesThatCanBeShown(const QString &text)
{
    return linesThatCanBeShown(text).text;
}

} // namespace relata::ui
