#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

namespace relata::base {

/// One cell of a row as the database stores it: NULL, a 64-bit integer, a double, a text or bytes.
/// A NULL is not an empty text. Texts keep every character, NUL included. Copying is cheap (implicitly
/// shared).
class Value
{
public:
    enum class Type : quint8 { Null, Integer, Real, Text, Blob };

    Value() = default;
    static Value integer(qint64 number);
    static Value real(double number);
    static Value text(const QString &text);
    static Value utf8(QByteArray bytes);
    static Value blob(QByteArray bytes);

    Type type() const { return m_type; }
    bool isNull() const { return m_type == Type::Null; }
    bool isNumber() const { return m_type == Type::Integer || m_type == Type::Real; }

    /// The integer; 0 unless type() is Integer.
    qint64 toInteger() const { return m_type == Type::Integer ? m_integer : 0; }
    /// The number of an Integer or a Real, else 0.
    double toReal() const;
    /// The bytes of a Blob or the UTF-8 of a Text.
    const QByteArray &bytes() const { return m_bytes; }
    /// A Text as is, a number in the database's notation, "" for NULL and a Blob.
    QString toText() const;
    /// For people: like toText(), but a Blob reads "3 bytes" and NULL reads "NULL".
    QString toDisplay() const;
    /// An SQL literal of the value ("NULL", "'O''Hara'", "x'00ff'").
    QString toSql() const;

    /// The same type and content; 1 and 1.0 differ.
    bool operator==(const Value &other) const;
    friend size_t qHash(const Value &value, size_t seed);

private:
    Type m_type = Type::Null;
    union {
        qint64 m_integer = 0;
        double m_real;
    };
    QByteArray m_bytes;
};

size_t qHash(const Value &value, size_t seed = 0);

using Values = QList<Value>;

} // namespace relata::base

Q_DECLARE_METATYPE(relata::base::Value)
