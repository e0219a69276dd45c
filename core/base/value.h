#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

namespace relata::base {

/// One cell of a row as the database stores it: NULL, a 64-bit integer, a double, a text or bytes.
/// A NULL is not an empty text. Texts keep every character, NUL included. Copying is cheap (implicitly
/// shared). A large text, or large bytes, may be cut: then their beginning and size are known, and no more. A
/// cut value can be shown and compared as far as it goes; it is nothing that could be written.
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
    /// The beginning of a Text or Blob that has more bytes than these.
    /// @param wholeSize of all of it, in bytes
    static Value cut(Type type, QByteArray beginning, qint64 wholeSize);

    Type type() const { return m_type; }
    bool isNull() const { return m_type == Type::Null; }
    bool isNumber() const { return m_type == Type::Integer || m_type == Type::Real; }
    bool hasBytes() const { return m_type == Type::Text || m_type == Type::Blob; }
    /// Only the beginning of the value is here.
    bool isCut() const { return hasBytes() && m_integer > 0; }

    /// The integer; 0 unless type() is Integer.
    qint64 toInteger() const { return m_type == Type::Integer ? m_integer : 0; }
    /// The number of an Integer or a Real, else 0.
    double toReal() const;
    /// The bytes of a Blob or the UTF-8 of a Text, which must not be cut.
    const QByteArray &bytes() const
    {
        Q_ASSERT(!isCut());
        return m_bytes;
    }
    /// As bytes(), but of a cut value what is known of them.
    const QByteArray &beginning() const { return m_bytes; }
    /// How many bytes the whole Text or Blob has, also where it is cut.
    qint64 wholeSize() const { return isCut() ? m_integer : m_bytes.size(); }
    /// The value, cut where it is large: to be shown, or kept for a comparison.
    Value shortened() const;
    /// A Text as is, a number in the database's notation, "" for NULL and a Blob. A cut Text ends with "…".
    QString toText() const;
    /// For people: like toText(), but a Blob reads "3 bytes", NULL reads "NULL", and a cut value ends with
    /// its size: "Lorem ipsum… (10.0 MB)".
    QString toDisplay() const;
    /// An SQL literal of the value ("NULL", "'O''Hara'", "x'00ff'"). Of a cut value it is none, so that
    /// nobody writes it: "'Lorem ipsum'… (10.0 MB)".
    QString toSql() const;

    /// The same type and content; 1 and 1.0 differ. A cut value equals no whole one.
    bool operator==(const Value &other) const;
    /// True where nothing that is known of the two differs: type, size, and the bytes as far as both have
    /// them. Of whole values it is ==.
    bool agreesWith(const Value &other) const;
    friend size_t qHash(const Value &value, size_t seed);

private:
    Type m_type = Type::Null;
    union {
        qint64 m_integer = 0; ///< of a cut value: its whole size
        double m_real;
    };
    QByteArray m_bytes;
};

size_t qHash(const Value &value, size_t seed = 0);

using Values = QList<Value>;

/// A number of bytes for people: "10.0 MB".
QString sizeWords(qint64 bytes);

} // namespace relata::base

Q_DECLARE_METATYPE(relata::base::Value)
