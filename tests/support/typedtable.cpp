#include "typedtable.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>

namespace relata::tests {

using namespace Qt::StringLiterals;

QList<TypedRow> typedTable()
{
    QFile readme(QStringLiteral(RELATA_SOURCE_DIR "/core/base/README.md"));
    if (!readme.open(QIODevice::ReadOnly))
        qFatal("core/base/README.md cannot be read");
    static const QRegularExpression row(u"^\\| (\\w+) \\| (\\w+) \\| `(.*)` \\| `?(.*?)`? \\|$"_s);
    QList<TypedRow> rows;
    for (const QString &line : QString::fromUtf8(readme.readAll()).split(u'\n')) {
        if (const QRegularExpressionMatch match = row.match(line); match.hasMatch())
            rows += {match.captured(1), match.captured(2), match.captured(3), match.captured(4)};
    }
    if (rows.size() <= 80)
        qFatal("the table is not where it was");
    return rows;
}

QStringList typesOf(const QString &affinity)
{
    static const QHash<QString, QStringList> types = {
        {u"TEXT"_s, {u"TEXT"_s, u"VARCHAR(20)"_s, u"CLOB"_s}},
        {u"INTEGER"_s, {u"INTEGER"_s, u"int"_s, u"BIGINT"_s}},
        {u"REAL"_s, {u"REAL"_s, u"double precision"_s, u"FLOAT"_s}},
        {u"NUMERIC"_s, {u"NUMERIC"_s, u"DECIMAL(10,2)"_s, u"DATE"_s}},
        {u"BOOLEAN"_s, {u"BOOLEAN"_s, u"bool"_s}},
        {u"none"_s, {u"BLOB"_s, u""_s}},
    };
    return types.value(affinity);
}

QStringList literalsOf(const QString &held)
{
    static const QHash<QString, QStringList> literals = {
        {u"NULL"_s, {u"NULL"_s}},
        {u"integer"_s, {u"1"_s}},
        {u"real"_s, {u"1.5"_s}},
        {u"text"_s, {u"'word'"_s}},
        {u"number"_s, {u"1"_s, u"1.5"_s}},
        {u"blob"_s, {u"x'00ff'"_s}},
        {u"any"_s, {u"NULL"_s, u"1"_s, u"1.5"_s, u"'word'"_s}},
    };
    return literals.value(held);
}

} // namespace relata::tests
