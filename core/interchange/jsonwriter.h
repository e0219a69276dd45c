#pragma once

#include <QByteArray>
#include <QString>

namespace relata::interchange {

/// Writes indented JSON whose keys keep the order in which they are given (QJsonObject sorts them). A null
/// string becomes null.
class JsonWriter
{
public:
    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginArray() { begin('['); }
    void endArray() { end(']'); }
    void name(const char *key);
    void value(const QString &text);
    void value(bool truth);
    void value(qint64 number);
    void member(const char *key, const QString &text);
    void member(const char *key, bool truth);
    void member(const char *key, qint64 number);

    /// The text so far, with a line end.
    QByteArray text() const { return m_text + '\n'; }

private:
    void begin(char bracket);
    void end(char bracket);
    void separate();

    QByteArray m_text;
    int m_depth = 0;
    bool m_first = true; ///< nothing yet in the innermost bracket
    bool m_afterName = false;
};

} // namespace relata::interchange
