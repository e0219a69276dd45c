#include "typefamily.h"

#include <QHash>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

/// The first word of a type in capitals.
QString firstWord(const QString &type)
{
    QString word;
    for (const QChar letter : type.trimmed()) {
        if (!letter.isLetterOrNumber() && letter != u'_')
            break;
        word += letter.toUpper();
    }
    return word;
}

QString familyOf(const QString &type)
{
    static const QHash<QString, QString> families = [] {
        QHash<QString, QString> all;
        const auto add = [&all](const QString &family, const QStringList &words) {
            for (const QString &word : words)
                all.insert(word, family);
        };
        add(u"integer"_s, {u"INT"_s, u"INTEGER"_s, u"BIGINT"_s, u"SMALLINT"_s, u"TINYINT"_s, u"MEDIUMINT"_s,
                           u"INT2"_s, u"INT4"_s, u"INT8"_s, u"SERIAL"_s, u"BIGSERIAL"_s});
        add(u"text"_s, {u"TEXT"_s, u"VARCHAR"_s, u"CHAR"_s, u"CHARACTER"_s, u"NVARCHAR"_s, u"NCHAR"_s,
                        u"CLOB"_s, u"STRING"_s, u"LONGTEXT"_s, u"MEDIUMTEXT"_s});
        add(u"number"_s, {u"NUMERIC"_s, u"DECIMAL"_s, u"REAL"_s, u"FLOAT"_s, u"DOUBLE"_s});
        add(u"bool"_s, {u"BOOL"_s, u"BOOLEAN"_s});
        add(u"moment"_s, {u"DATETIME"_s, u"TIMESTAMP"_s});
        add(u"bytes"_s, {u"BLOB"_s, u"BINARY"_s, u"VARBINARY"_s, u"BYTEA"_s});
        return all;
    }();
    const QString word = firstWord(type);
    return families.value(word, word);
}

} // namespace

bool sameTypeFamily(const QString &a, const QString &b)
{
    return a.isEmpty() || b.isEmpty() || familyOf(a) == familyOf(b);
}

} // namespace relata::mapping
