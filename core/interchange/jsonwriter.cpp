#include "jsonwriter.h"

namespace relata::interchange {

namespace {

QByteArray jsonString(const QString &text)
{
    QByteArray out = "\"";
    for (const QChar letter : text) {
        const char16_t code = letter.unicode();
        if (code == u'"' || code == u'\\')
            out += '\\', out += char(code);
        else if (code == u'\n')
            out += "\\n";
        else if (code == u'\t')
            out += "\\t";
        else if (code < 0x20 || code == 0x7f || letter.isSurrogate())
            out += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
        else
            out += QString(letter).toUtf8();
    }
    return out + '"';
}

} // namespace

void JsonWriter::name(const char *key)
{
    separate();
    m_text += '"' + QByteArray(key) + "\": ";
    m_afterName = true;
}

void JsonWriter::value(const QString &text)
{
    separate();
    m_text += text.isNull() ? QByteArray("null") : jsonString(text);
}

void JsonWriter::value(bool truth)
{
    separate();
    m_text += truth ? "true" : "false";
}

void JsonWriter::value(qint64 number)
{
    separate();
    m_text += QByteArray::number(number);
}

void JsonWriter::member(const char *key, const QString &text)
{
    name(key);
    value(text);
}

void JsonWriter::member(const char *key, bool truth)
{
    name(key);
    value(truth);
}

void JsonWriter::member(const char *key, qint64 number)
{
    name(key);
    value(number);
}

void JsonWriter::begin(char bracket)
{
    separate();
    m_text += bracket;
    ++m_depth;
    m_first = true;
}

void JsonWriter::end(char bracket)
{
    --m_depth;
    if (!m_first)
        m_text += '\n' + QByteArray(m_depth * 2, ' ');
    m_text += bracket;
    m_first = false;
}

void JsonWriter::separate()
{
    if (m_afterName) {
        m_afterName = false;
        m_first = false;
        return;
    }
    if (m_depth > 0) {
        m_text += m_first ? "\n" : ",\n";
        m_text += QByteArray(m_depth * 2, ' ');
    }
    m_first = false;
}

} // namespace relata::interchange
