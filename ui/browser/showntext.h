#pragma once

#include <QByteArray>
#include <QString>

namespace relata::ui {

/// A text as an editor of Qt shows it, each character with the bytes that it stands for: QTextDocument takes
/// CR, CRLF and U+2029 for the same end of a line, and no editor shows bytes that are no UTF-8. Lines of more
/// than kLongestLine characters are broken, since the editor stalls on them; such a break stands for no byte.
/// A value.
class ShownText
{
public:
    static constexpr qsizetype kLongestLine = 1000;

    ShownText() = default;
    /// The text of these bytes; what is no UTF-8 shows as U+FFFD, byte by byte.
    static ShownText of(const QByteArray &utf8);
    /// What has been typed in the editor; its line ends become these bytes.
    static ShownText typed(QStringView shown, const QByteArray &lineEnd);

    /// As QTextDocument::toRawText(): U+2029 between lines.
    const QString &shown() const { return m_shown; }
    const QByteArray &bytes() const { return m_bytes; }
    qsizetype size() const { return m_shown.size(); }
    /// True for a break of a long line that is not in the text.
    bool isSoftBreak(qsizetype position) const;
    ShownText mid(qsizetype position, qsizetype length) const;
    void replace(qsizetype position, qsizetype length, const ShownText &by);

private:
    qsizetype byteAt(qsizetype position) const;
    void append(char32_t code, int bytes);

    QString m_shown;
    QByteArray m_lengths; ///< how many bytes each character of m_shown stands for; a low surrogate for none
    QByteArray m_bytes;
};

} // namespace relata::ui
