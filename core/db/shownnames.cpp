#include "shownnames.h"

#include "core/schema/table.h"

#include <QStringDecoder>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Value;
using base::Values;

namespace {

struct Decoded
{
    QString text;
    bool isValid = true;
};

/// QString::fromUtf8() would drop a byte order mark, which is a part of the name.
Decoded decoded(const Value &name)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::ConvertInitialBom | QStringDecoder::Flag::Stateless);
    const QString text = decoder(name.bytes());
    return {text.isNull() ? u""_s : text, !decoder.hasError()}; // A name of no letters is one.
}

} // namespace

ShownNames::ShownNames(const Values &names)
{
    for (const Value &name : names) {
        if (const Decoded read = decoded(name); read.isValid)
            m_taken += schema::nameKey(read.text);
    }
    for (const Value &name : names) {
        const Decoded read = decoded(name);
        if (read.isValid || m_shown.contains(name.bytes()))
            continue;
        const QString free = distinct(read.text);
        m_shown.insert(name.bytes(), free);
        m_taken += schema::nameKey(free);
    }
}

QString ShownNames::shown(const Value &name) const
{
    const Decoded read = decoded(name);
    if (read.isValid)
        return read.text;
    const auto found = m_shown.constFind(name.bytes());
    return found == m_shown.cend() ? distinct(read.text) : *found;
}

QString ShownNames::text(const Value &name)
{
    return decoded(name).text;
}

bool ShownNames::canBeWritten(const Value &name)
{
    return decoded(name).isValid;
}

QString ShownNames::distinct(const QString &wish) const
{
    QString name = wish;
    for (int number = 2; m_taken.contains(schema::nameKey(name)); ++number)
        name = u"%1 (%2)"_s.arg(wish, QString::number(number));
    return name;
}

} // namespace relata::db
