#include "orderedjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace relata::scenarios {

using namespace Qt::StringLiterals;

/// Reads the structure; strings and numbers are left to QJsonDocument.
class OrderedJsonParser
{
public:
    explicit OrderedJsonParser(const QByteArray &text) : m_text(text) {}

    std::optional<OrderedJson> run(QString &error)
    {
        OrderedJson value = readValue();
        skipBlanks();
        if (!m_failed && m_at == m_text.size())
            return value;
        error = u"no JSON at byte %1"_s.arg(m_at);
        return {};
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    char peek()
    {
        skipBlanks();
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }

    bool take(char wanted)
    {
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }

    OrderedJson readValue()
    {
        if (take('['))
            return readArray();
        if (take('{'))
            return readObject();
        OrderedJson value;
        value.m_scalar = readScalar();
        return value;
    }

    OrderedJson readArray()
    {
        OrderedJson value;
        value.m_isArray = true;
        if (take(']'))
            return value;
        do
            value.m_items.append(readValue());
        while (!m_failed && take(','));
        m_failed = m_failed || !take(']');
        return value;
    }

    OrderedJson readObject()
    {
        OrderedJson value;
        value.m_isObject = true;
        if (take('}'))
            return value;
        do {
            value.m_keys += readScalar().toString();
            m_failed = m_failed || !take(':');
            value.m_items.append(readValue());
        } while (!m_failed && take(','));
        m_failed = m_failed || !take('}');
        return value;
    }

    QJsonValue readScalar()
    {
        skipBlanks();
        const qsizetype start = m_at;
        if (peek() == '"') {
            for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at)
                m_at += m_text[m_at] == '\\' ? 1 : 0;
            ++m_at;
        } else {
            while (m_at < m_text.size() && !QByteArrayView(",:]} \t\r\n").contains(m_text[m_at]))
                ++m_at;
        }
        QJsonParseError problem;
        const QByteArray token = m_text.mid(start, m_at - start);
        const QJsonDocument document = QJsonDocument::fromJson('[' + token + ']', &problem);
        m_failed = m_failed || token.isEmpty() || problem.error != QJsonParseError::NoError;
        return document.array().at(0);
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    bool m_failed = false;
};

OrderedJson::Members OrderedJson::members() const
{
    Members all;
    for (qsizetype i = 0; i < m_keys.size(); ++i)
        all += {m_keys[i], m_items[i]};
    return all;
}

const OrderedJson &OrderedJson::operator[](const QString &key) const
{
    return (*this)[m_keys.indexOf(key)];
}

const OrderedJson &OrderedJson::operator[](qsizetype index) const
{
    static const OrderedJson null;
    return index < 0 || index >= m_items.size() ? null : m_items[index];
}

QStringList OrderedJson::toStrings() const
{
    QStringList texts;
    for (const OrderedJson &item : m_items)
        texts += item.toString();
    return texts;
}

QJsonValue OrderedJson::toJson() const
{
    if (m_isObject) {
        QJsonObject object;
        for (qsizetype i = 0; i < m_keys.size(); ++i)
            object.insert(m_keys[i], m_items[i].toJson());
        return object;
    }
    if (!m_isArray)
        return m_scalar;
    QJsonArray array;
    for (const OrderedJson &item : m_items)
        array += item.toJson();
    return array;
}

std::optional<OrderedJson> OrderedJson::parse(const QByteArray &text, QString &error)
{
    return OrderedJsonParser(text).run(error);
}

} // namespace relata::scenarios
