#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace relata::scenarios {

/// A JSON value whose objects keep the order of their members, which counts in scenarios: QJsonObject sorts
/// them.
class OrderedJson
{
public:
    using Members = QList<std::pair<QString, OrderedJson>>;

    OrderedJson() = default; ///< null

    bool isNull() const { return m_scalar.isNull() && !m_isArray && !m_isObject; }
    bool isString() const { return m_scalar.isString(); }
    bool isBool() const { return m_scalar.isBool(); }
    bool isArray() const { return m_isArray; }
    bool isObject() const { return m_isObject; }

    QString toString() const { return m_scalar.toString(); }
    bool toBool(bool otherwise = false) const { return m_scalar.toBool(otherwise); }
    int toInt(int otherwise = 0) const { return m_scalar.toInt(otherwise); }
    /// A string, number or bool; null for anything else.
    const QJsonValue &scalar() const { return m_scalar; }
    /// The elements of an array, else none.
    const QList<OrderedJson> &items() const { return m_items; }
    /// The members of an object in the order of the text, else none.
    Members members() const;
    bool contains(const QString &key) const { return m_keys.contains(key); }
    /// The member of an object; null where there is none.
    const OrderedJson &operator[](const QString &key) const;
    /// The element of an array; null where there is none.
    const OrderedJson &operator[](qsizetype index) const;
    /// The texts of an array of strings.
    QStringList toStrings() const;
    /// The same value for writing.
    QJsonValue toJson() const;

    /// Nothing where the text is no JSON; then `error` says where.
    static std::optional<OrderedJson> parse(const QByteArray &text, QString &error);

private:
    friend class OrderedJsonParser;

    QJsonValue m_scalar = QJsonValue::Null;
    bool m_isArray = false;
    bool m_isObject = false;
    QStringList m_keys;         ///< of an object
    QList<OrderedJson> m_items; ///< of an array, or the values of an object
};

} // namespace relata::scenarios
