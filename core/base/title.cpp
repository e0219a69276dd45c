#include "title.h"

namespace relata::base {

using namespace Qt::StringLiterals;

namespace {

/// The beginning of a cell, white space folded. A long text is not decoded whole.
QString shortText(const Value &value)
{
    if (value.isNull() || value.type() == Value::Type::Blob)
        return {};
    if (value.type() == Value::Type::Text)
        return QString::fromUtf8(value.beginning().left(2000)).left(400).simplified();
    return value.toText();
}

QString shortened(const QString &title)
{
    constexpr qsizetype kLongest = 120;
    if (title.size() <= kLongest)
        return title;
    const bool splitsPair = title.at(kLongest - 2).isHighSurrogate();
    return title.left(kLongest - (splitsPair ? 2 : 1)) + u'…';
}

} // namespace

QString titleText(const Values &titleValues, const RecordKey &key)
{
    QStringList parts;
    for (const Value &value : titleValues) {
        const QString text = shortText(value);
        if (!text.isEmpty())
            parts += text;
    }
    const QString title = parts.join(u' ');
    return title.isEmpty() ? QString(u'#' + key.toDisplay()) : shortened(title);
}

QString titleOfValues(const Values &row)
{
    const Value *first = nullptr;
    for (const Value &value : row) {
        const QString text = value.type() == Value::Type::Text ? shortText(value) : QString();
        if (!text.isEmpty())
            return shortened(text);
        if (!first && !value.isNull() && value.type() != Value::Type::Text)
            first = &value;
    }
    return first ? shortened(first->toDisplay()) : u"NULL"_s;
}

QString joinedTitle(const QStringList &titles, const RecordKey &key)
{
    return titles.isEmpty() ? titleText({}, key) : shortened(titles.join(u" · "_s));
}

} // namespace relata::base
