#include "pythontext.h"

#include <QLocale>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace relata::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kColumns = 88;

/// Whether the letter can stand in a text as it is and be seen.
bool isVisible(QChar letter)
{
    return letter == u' ' || (letter.isPrint() && !letter.isSpace()) || letter.isSurrogate();
}

/// The first or second half of a character that needs two and has only one.
bool isTorn(const QString &text, qsizetype at)
{
    if (text[at].isHighSurrogate())
        return at + 1 >= text.size() || !text[at + 1].isLowSurrogate();
    return text[at].isLowSurrogate() && (at == 0 || !text[at - 1].isHighSurrogate());
}

QString escaped(QChar letter)
{
    switch (letter.unicode()) {
    case u'\n':
        return u"\\n"_s;
    case u'\r':
        return u"\\r"_s;
    case u'\t':
        return u"\\t"_s;
    default:
        break;
    }
    const int code = letter.unicode();
    return code < 0x100 ? u"\\x%1"_s.arg(code, 2, 16, QChar(u'0')) : u"\\u%1"_s.arg(code, 4, 16, QChar(u'0'));
}

QString bytesLiteral(const QByteArray &bytes)
{
    QString text = u"b'"_s;
    for (const char byte : bytes) {
        const int code = uchar(byte);
        const bool isPlain = code >= 0x20 && code < 0x7f && byte != '\'' && byte != '\\';
        text += isPlain ? QString(QLatin1Char(byte)) : u"\\x%1"_s.arg(code, 2, 16, QChar(u'0'));
    }
    return text + u'\'';
}

QString realLiteral(double number)
{
    if (!std::isfinite(number))
        return u"float('%1')"_s.arg(std::isnan(number) ? u"nan"_s : number < 0 ? u"-inf"_s : u"inf"_s);
    const QString text = QString::number(number, 'g', QLocale::FloatingPointShortest);
    return text.contains(u'.') || text.contains(u'e') ? text : text + u".0"_s;
}

bool canStart(QChar letter)
{
    return letter == u'_' || letter.isLetter() || letter.category() == QChar::Number_Letter;
}

bool canFollow(QChar letter)
{
    const QChar::Category category = letter.category();
    return canStart(letter) || category == QChar::Mark_NonSpacing ||
           category == QChar::Mark_SpacingCombining || category == QChar::Number_DecimalDigit;
}

/// The end of a text in quotes that begins at a position: that of its last quote.
qsizetype endOfText(const QString &code, qsizetype start)
{
    for (qsizetype i = start + 1; i < code.size(); ++i) {
        if (code[i] == u'\\')
            ++i;
        else if (code[i] == code[start])
            return i;
    }
    return code.size();
}

/// What stands from `start` on to the comma at `end`; goes on after it.
QString take(const QString &arguments, qsizetype &start, qsizetype end)
{
    const QString argument = arguments.mid(start, end - start).trimmed();
    start = end + 1;
    return argument;
}

/// The arguments between two brackets, as they stand there.
QStringList split(const QString &arguments)
{
    QStringList all;
    int depth = 0;
    qsizetype start = 0;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QChar letter = arguments[i];
        if (letter == u'\'' || letter == u'"')
            i = endOfText(arguments, i);
        else if (letter == u'(' || letter == u'[')
            ++depth;
        else if (letter == u')' || letter == u']')
            --depth;
        else if (letter == u',' && depth == 0)
            all += take(arguments, start, i);
    }
    return all << arguments.mid(start).trimmed();
}

/// An argument and its comma; a call that is too wide takes lines as callLines() gives it.
QStringList argumentLines(const QString &argument, int indent)
{
    static const QRegularExpression call(u"^([\\w=:. ]*\\()(.+)\\)$"_s);
    const QRegularExpressionMatch match = call.match(argument);
    if (indent + argument.size() + 1 <= kColumns || !match.hasMatch())
        return {QString(indent, u' ') + argument + u','};
    return callLines(match.captured(1), split(match.captured(2)), indent, u","_s);
}

} // namespace

QString literal(const QString &text)
{
    const QChar quote = text.contains(u'\'') && !text.contains(u'"') ? u'"' : u'\'';
    QString all = quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar letter = text[i];
        if (letter == quote || letter == u'\\')
            all += u'\\';
        all += isVisible(letter) && !isTorn(text, i) ? QString(letter) : escaped(letter);
    }
    return all + quote;
}

QString literal(const base::Value &value)
{
    switch (value.type()) {
    case base::Value::Type::Integer:
        return QString::number(value.toInteger());
    case base::Value::Type::Real:
        return realLiteral(value.toReal());
    case base::Value::Type::Text:
        return literal(value.toText());
    case base::Value::Type::Blob:
        return bytesLiteral(value.beginning());
    case base::Value::Type::Null:
        break;
    }
    return u"None"_s;
}

QStringList literals(const QStringList &texts)
{
    QStringList all;
    for (const QString &text : texts)
        all += literal(text);
    return all;
}

QString commentText(const QString &text)
{
    QString line;
    for (qsizetype i = 0; i < text.size(); ++i)
        line += isVisible(text[i]) && !isTorn(text, i) ? text[i] : QChar(u' ');
    return line;
}

bool isIdentifier(const QString &text)
{
    return !text.isEmpty() && canStart(text[0]) && std::ranges::all_of(text, canFollow) &&
           text.normalized(QString::NormalizationForm_KC) == text;
}

bool isKeyword(const QString &text)
{
    static const QSet<QString> words = {
        u"False"_s,  u"None"_s,   u"True"_s,    u"and"_s,      u"as"_s,       u"assert"_s, u"async"_s,
        u"await"_s,  u"break"_s,  u"class"_s,   u"continue"_s, u"def"_s,      u"del"_s,    u"elif"_s,
        u"else"_s,   u"except"_s, u"finally"_s, u"for"_s,      u"from"_s,     u"global"_s, u"if"_s,
        u"import"_s, u"in"_s,     u"is"_s,      u"lambda"_s,   u"nonlocal"_s, u"not"_s,    u"or"_s,
        u"pass"_s,   u"raise"_s,  u"return"_s,  u"try"_s,      u"while"_s,    u"with"_s,   u"yield"_s};
    return words.contains(text);
}

QString identifierFrom(const QString &text)
{
    QString name;
    for (const QChar letter : text.normalized(QString::NormalizationForm_KC))
        name += canFollow(letter) ? letter : QChar(u'_');
    while (name.startsWith(u"__"_s)) // Python puts the class before such names.
        name.remove(0, 1);
    if (name.isEmpty() || !canStart(name[0]))
        name.prepend(u'_');
    return isKeyword(name) ? name + u'_' : name;
}

QStringList callLines(const QString &start, const QStringList &arguments, int indent, const QString &end)
{
    const QString margin(indent, u' ');
    const QString inner(indent + kIndent, u' ');
    const QString all = arguments.join(u", "_s);
    const QString line = margin + start + all + u')' + end;
    if (line.size() <= kColumns || arguments.isEmpty())
        return {line};
    QStringList lines = {margin + start};
    if (inner.size() + all.size() <= kColumns) {
        lines += inner + all;
    } else {
        for (const QString &argument : arguments)
            lines += argumentLines(argument, int(inner.size()));
    }
    return lines << margin + u')' + end;
}

} // namespace relata::models
