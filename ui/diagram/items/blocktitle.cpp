#include "blocktitle.h"

#include <QFontMetricsF>

#include <utility>

namespace relata::ui {

namespace {

constexpr int kWanted = 11;
constexpr int kLeast = 6;

/// "account_invoice_line" as "account_", "invoice_", "line"; "InvoiceLine" as "Invoice", "Line".
QStringList wordsOf(const QString &name)
{
    QStringList words;
    QString word;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        const bool isHump = c.isUpper() && i > 0 && name.at(i - 1).isLower();
        if (isHump)
            words.append(std::exchange(word, {}));
        word += c;
        if (!c.isLetterOrNumber() && (i + 1 == name.size() || name.at(i + 1).isLetterOrNumber()))
            words.append(std::exchange(word, {}));
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

/// The words in lines of at most that width; empty where a word alone is wider.
QStringList wrapped(const QStringList &words, const QFontMetricsF &metrics, qreal width)
{
    QStringList lines;
    for (const QString &word : words) {
        if (!lines.isEmpty() && metrics.horizontalAdvance(lines.constLast() + word) <= width)
            lines.last() += word;
        else if (metrics.horizontalAdvance(word) <= width)
            lines.append(word);
        else
            return {};
    }
    return lines;
}

} // namespace

BlockTitle blockTitle(const QString &name, const QFont &font, QSizeF room)
{
    BlockTitle title{font, 0, {}};
    if (room.height() < kLeast || room.width() < 2 * kLeast)
        return title;
    // Widths grow with the font's size, so that one measure at the wanted size serves for all.
    title.font.setPixelSize(kWanted);
    const QFontMetricsF metrics(title.font);
    const QStringList words = wordsOf(name);
    for (int size = kWanted; size >= kLeast; --size) {
        const qreal scale = qreal(size) / kWanted;
        const QStringList lines = wrapped(words, metrics, room.width() / scale);
        if (lines.isEmpty() || qreal(lines.size()) * metrics.height() * scale > room.height())
            continue;
        title.font.setPixelSize(size);
        title.lineHeight = metrics.height() * scale;
        title.lines = lines;
        return title;
    }
    return title;
}

} // namespace relata::ui
