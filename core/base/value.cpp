#include "value.h"

#include "core/base/cellview.h"

#include <QHash>
#include <QLocale>
#include <QStringDecoder>

#include <bit>
#include <cmath>

namespace relata::base {

using namespace Qt::StringLiterals;

namespace {

/// Fifteen digits where they suffice, else the shortest text that reads back as the same double; always with
/// a point or exponent.
QString realToText(double number)
{
    if (std::isinf(number))
        return number > 0 ? u"Inf"_s : u"-Inf"_s;
    QString text = QString::number(number, 'g', QLocale::FloatingPointShortest);
    if (!text.contains(u'.') && !text.contains(u'e') && !text.contains(u'n'))
        text += u".0"_s;
    return text;
}

/// Keeps a byte order mark, which QString::fromUtf8() takes away: it is a character of the text.
QString decoded(const QByteArray &utf8)
{
    if (!utf8.startsWith("\xef\xbb\xbf"))
        return QString::fromUtf8(utf8);
    using Flag = QStringDecoder::Flag;
    return QStringDecoder(QStringDecoder::Utf8, Flag::ConvertInitialBom | Flag::Stateless)(utf8);
}

/// How much of a cut value is put into words, in bytes.
constexpr qsizetype kWords = 200;

} // namespace

Value Value::integer(qint64 number)
{
    Value value;
    value.m_type = Type::Integer;
    value.m_integer = number;
    return value;
}

Value Value::real(double number)
{
    Value value;
    if (std::isnan(number))
        return value; // SQLite stores NaN as NULL; so do we.
    value.m_type = Type::Real;
    value.m_real = number;
    return value;
}

Value Value::text(const QString &text)
{
    return utf8(text.toUtf8());
}

Value Value::utf8(QByteArray bytes)
{
    Value value;
    value.m_type = Type::Text;
    value.m_bytes = std::move(bytes);
    return value;
}

Value Value::blob(QByteArray bytes)
{
    Value value;
    value.m_type = Type::Blob;
    value.m_bytes = std::move(bytes);
    return value;
}

Value Value::cut(Type type, QByteArray beginning, qint64 wholeSize)
{
    Q_ASSERT((type == Type::Text || type == Type::Blob) && wholeSize > beginning.size());
    Value value;
    value.m_type = type;
    value.m_integer = wholeSize;
    value.m_bytes = std::move(beginning);
    return value;
}

Value Value::shortened() const
{
    const CellView view = CellView::of(*this);
    return view.isLarge() ? view.cutTo(CellView::kBeginning).value() : *this;
}

double Value::toReal() const
{
    if (m_type == Type::Integer)
        return static_cast<double>(m_integer);
    return m_type == Type::Real ? m_real : 0.0;
}

QString Value::toText() const
{
    switch (m_type) {
    case Type::Integer:
        return QString::number(m_integer);
    case Type::Real:
        return realToText(m_real);
    case Type::Text:
        return isCut() ? decoded(m_bytes) + u'…' : decoded(m_bytes);
    case Type::Null:
    case Type::Blob:
        break;
    }
    return {};
}

QString Value::toDisplay() const
{
    if (m_type == Type::Null)
        return u"NULL"_s;
    if (isCut()) {
        const QString beginning =
            m_type == Type::Text ? toText() : u"x'%1'…"_s.arg(QString::fromLatin1(m_bytes.left(8).toHex()));
        return u"%1 (%2)"_s.arg(beginning, sizeWords(m_integer));
    }
    if (m_type == Type::Blob)
        return m_bytes.size() == 1 ? u"1 byte"_s : u"%L1 bytes"_s.arg(m_bytes.size());
    return toText();
}

QString Value::toSql() const
{
    if (isCut()) {
        const QByteArrayView known(m_bytes);
        const CellView words = CellView::ofBytes(m_type, known).cutTo(kWords);
        const Value shown =
            m_type == Type::Text ? utf8(words.bytes().toByteArray()) : blob(words.bytes().toByteArray());
        return u"%1… (%2)"_s.arg(shown.toSql(), sizeWords(m_integer));
    }
    switch (m_type) {
    case Type::Null:
        return u"NULL"_s;
    case Type::Blob:
        return u"x'"_s + QString::fromLatin1(m_bytes.toHex()) + u'\'';
    case Type::Text:
        // No literal can hold these.
        if (m_bytes.contains('\0') || !m_bytes.isValidUtf8())
            return u"CAST(x'"_s + QString::fromLatin1(m_bytes.toHex()) + u"' AS TEXT)"_s;
        return u'\'' + toText().replace(u'\'', u"''"_s) + u'\'';
    case Type::Real:
        if (std::isinf(m_real))
            return m_real > 0 ? u"9e999"_s : u"-9e999"_s;
        [[fallthrough]];
    case Type::Integer:
        break;
    }
    return toText();
}

bool Value::operator==(const Value &other) const
{
    if (m_type != other.m_type)
        return false;
    switch (m_type) {
    case Type::Null:
        return true;
    case Type::Integer:
        return m_integer == other.m_integer;
    case Type::Real:
        return std::bit_cast<quint64>(m_real) == std::bit_cast<quint64>(other.m_real);
    case Type::Text:
    case Type::Blob:
        break;
    }
    // Copies share their bytes, which may be many.
    const bool isShared = m_bytes.constData() == other.m_bytes.constData();
    return m_integer == other.m_integer && m_bytes.size() == other.m_bytes.size() &&
           (isShared || m_bytes == other.m_bytes);
}

bool Value::agreesWith(const Value &other) const
{
    return CellView::of(*this).agreesWith(CellView::of(other));
}

size_t qHash(const Value &value, size_t seed)
{
    switch (value.m_type) {
    case Value::Type::Null:
        return seed;
    case Value::Type::Integer:
        return ::qHash(value.m_integer, seed);
    case Value::Type::Real:
        return ::qHash(value.m_real, seed);
    case Value::Type::Text:
    case Value::Type::Blob:
        break;
    }
    return value.isCut() ? qHashMulti(seed, value.m_integer, value.m_bytes) : ::qHash(value.m_bytes, seed);
}

QString sizeWords(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace relata::base
