#include "showntext.h"

#include <algorithm>
#include <numeric>

namespace relata::ui {

namespace {

constexpr char32_t kLineEnd = QChar::ParagraphSeparator;

int sequenceLength(uchar first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef)
        return 3;
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

struct Character
{
    char32_t code = QChar::ReplacementCharacter;
    int bytes = 1;
};

/// The character that begins here; a byte that begins none is one of its own.
Character characterAt(QByteArrayView text)
{
    const auto byte = [text](int i) { return uchar(text[i]); };
    const int length = sequenceLength(byte(0));
    if (length == 0 || length > text.size())
        return {};
    if (length == 1)
        return {byte(0), 1};
    char32_t code = byte(0) & (0x7f >> length);
    for (int i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        code = code << 6 | (byte(i) & 0x3f);
    }
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kLeast[length] || code > QChar::LastValidCodePoint || QChar::isSurrogate(code))
        return {};
    return {code, length};
}

/// What QTextDocument makes the end of a line of.
bool endsLine(char32_t code)
{
    return code == U'\n' || code == U'\r' || code == kLineEnd || code == 0xfdd0 || code == 0xfdd1;
}

} // namespace

ShownText ShownText::of(const QByteArray &utf8)
{
    ShownText text;
    text.m_shown.reserve(utf8.size() + utf8.size() / kLongestLine);
    text.m_lengths.reserve(utf8.size() + utf8.size() / kLongestLine);
    text.m_bytes = utf8;
    qsizetype lineStart = 0;
    for (qsizetype at = 0; at < utf8.size();) {
        Character next = characterAt(QByteArrayView(utf8).sliced(at));
        if (endsLine(next.code)) {
            if (next.code == U'\r' && at + 1 < utf8.size() && utf8[at + 1] == '\n')
                next.bytes = 2;
            next.code = kLineEnd;
        } else if (text.size() - lineStart >= kLongestLine) {
            text.append(kLineEnd, 0);
            lineStart = text.size();
        }
        text.append(next.code, next.bytes);
        if (next.code == kLineEnd)
            lineStart = text.size();
        at += next.bytes;
    }
    return text;
}

ShownText ShownText::typed(QStringView shown, const QByteArray &lineEnd)
{
    ShownText text;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        char32_t code = shown[i].unicode();
        QByteArray bytes = lineEnd;
        if (code != kLineEnd) {
            const bool isPair =
                shown[i].isHighSurrogate() && i + 1 < shown.size() && shown[i + 1].isLowSurrogate();
            bytes = shown.sliced(i, isPair ? 2 : 1).toUtf8();
            if (isPair)
                code = QChar::surrogateToUcs4(shown[i], shown[i + 1]);
            i += isPair ? 1 : 0;
        }
        text.append(code, int(bytes.size()));
        text.m_bytes += bytes;
    }
    return text;
}

void ShownText::append(char32_t code, int bytes)
{
    m_lengths += char(bytes);
    if (QChar::requiresSurrogates(code)) {
        m_shown += QChar(QChar::highSurrogate(code));
        m_shown += QChar(QChar::lowSurrogate(code));
        m_lengths += '\0';
    } else {
        m_shown += QChar(char16_t(code));
    }
}

bool ShownText::isSoftBreak(qsizetype position) const
{
    return position < size() && m_shown[position].unicode() == kLineEnd && m_lengths[position] == 0;
}

qsizetype ShownText::byteAt(qsizetype position) const
{
    return std::accumulate(m_lengths.cbegin(), m_lengths.cbegin() + position, qsizetype(0));
}

ShownText ShownText::mid(qsizetype position, qsizetype length) const
{
    ShownText part;
    part.m_shown = m_shown.mid(position, length);
    part.m_lengths = m_lengths.mid(position, length);
    const qsizetype from = byteAt(position);
    part.m_bytes = m_bytes.mid(from, byteAt(position + length) - from);
    return part;
}

void ShownText::replace(qsizetype position, qsizetype length, const ShownText &by)
{
    const qsizetype from = byteAt(position);
    m_bytes.replace(from, byteAt(position + length) - from, by.m_bytes);
    m_shown.replace(position, length, by.m_shown);
    m_lengths.replace(position, length, by.m_lengths);
}

} // namespace relata::ui
