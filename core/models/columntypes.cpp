#include "columntypes.h"

#include "core/models/pythontext.h"

#include <QHash>
#include <QRegularExpression>

namespace relata::models {

using namespace Qt::StringLiterals;

namespace {

/// What a declared type says: "DECIMAL (10,2)" is DECIMAL with 10 and 2.
struct Declared
{
    QString words; ///< in capitals, without what stands in brackets and without signs
    QStringList numbers;
    bool isPlain = true; ///< nothing but numbers stands in brackets
};

Declared read(const QString &type)
{
    static const QRegularExpression brackets(u"\\(([^()]*)\\)"_s);
    static const QRegularExpression number(u"^[0-9]+$"_s);
    Declared declared;
    const QRegularExpressionMatch match = brackets.match(type);
    for (const QString &part : match.captured(1).split(u',', Qt::SkipEmptyParts)) {
        declared.isPlain = declared.isPlain && number.match(part.trimmed()).hasMatch();
        declared.numbers += part.trimmed();
    }
    QString rest = type;
    if (match.hasMatch())
        rest.replace(match.capturedStart(), match.capturedLength(), u" "_s);
    QStringList words = rest.toUpper().simplified().split(u' ');
    words.removeIf([](const QString &word) {
        return word == "UNSIGNED"_L1 || word == "SIGNED"_L1 || word == "ZEROFILL"_L1;
    });
    declared.words = words.join(u' ');
    return declared;
}

enum class Takes { Nothing, Length, Digits };

struct Known
{
    QString name; ///< "String"
    QString annotation;
    Takes takes = Takes::Nothing;
    bool isDefault = false; ///< SQLAlchemy's own choice for the annotation
    bool isText = false;    ///< can have a collation
};

QHash<QString, Known> makeKnown()
{
    QHash<QString, Known> all;
    const auto add = [&all](const QStringList &words, const Known &known) {
        for (const QString &each : words)
            all.insert(each, known);
    };
    add({u"INTEGER"_s, u"INT"_s, u"MEDIUMINT"_s, u"INT4"_s, u"SERIAL"_s},
        {u"Integer"_s, u"int"_s, Takes::Nothing, true});
    add({u"SMALLINT"_s, u"INT2"_s, u"TINYINT"_s, u"SMALLSERIAL"_s}, {u"SmallInteger"_s, u"int"_s});
    add({u"BIGINT"_s, u"INT8"_s, u"BIG INT"_s, u"BIGSERIAL"_s}, {u"BigInteger"_s, u"int"_s});
    add({u"BOOLEAN"_s, u"BOOL"_s}, {u"Boolean"_s, u"bool"_s, Takes::Nothing, true});
    add({u"VARCHAR"_s, u"CHARACTER VARYING"_s, u"VARYING CHARACTER"_s, u"NVARCHAR"_s, u"VARCHAR2"_s,
         u"NATIONAL CHARACTER VARYING"_s},
        {u"String"_s, u"str"_s, Takes::Length, true, true});
    add({u"CHAR"_s, u"CHARACTER"_s, u"NCHAR"_s, u"NATIVE CHARACTER"_s, u"NATIONAL CHARACTER"_s},
        {u"CHAR"_s, u"str"_s, Takes::Length, false, true});
    add({u"TEXT"_s, u"CLOB"_s, u"LONGTEXT"_s, u"MEDIUMTEXT"_s, u"TINYTEXT"_s, u"NTEXT"_s, u"LONGVARCHAR"_s,
         u"LONG VARCHAR"_s, u"CITEXT"_s},
        {u"Text"_s, u"str"_s, Takes::Length, false, true});
    add({u"NUMERIC"_s, u"DECIMAL"_s, u"DEC"_s, u"NUMBER"_s},
        {u"Numeric"_s, u"decimal.Decimal"_s, Takes::Digits, true});
    add({u"FLOAT"_s, u"DOUBLE"_s, u"DOUBLE PRECISION"_s, u"FLOAT8"_s},
        {u"Float"_s, u"float"_s, Takes::Nothing, true});
    add({u"REAL"_s, u"FLOAT4"_s}, {u"REAL"_s, u"float"_s});
    add({u"DATE"_s}, {u"Date"_s, u"datetime.date"_s, Takes::Nothing, true});
    add({u"DATETIME"_s, u"DATETIME2"_s, u"SMALLDATETIME"_s},
        {u"DateTime"_s, u"datetime.datetime"_s, Takes::Nothing, true});
    add({u"TIMESTAMP"_s, u"TIMESTAMP WITHOUT TIME ZONE"_s}, {u"TIMESTAMP"_s, u"datetime.datetime"_s});
    add({u"TIME"_s, u"TIME WITHOUT TIME ZONE"_s}, {u"Time"_s, u"datetime.time"_s, Takes::Nothing, true});
    add({u"BLOB"_s, u"BYTEA"_s, u"BINARY"_s, u"VARBINARY"_s, u"LONGBLOB"_s, u"MEDIUMBLOB"_s, u"TINYBLOB"_s},
        {u"LargeBinary"_s, u"bytes"_s, Takes::Nothing, true});
    add({u"JSON"_s, u"JSONB"_s}, {u"JSON"_s, u"Any"_s});
    return all;
}

QStringList numbersOf(const Known &known, const Declared &declared)
{
    if (known.takes == Takes::Nothing || !declared.isPlain)
        return {};
    return declared.numbers.mid(0, known.takes == Takes::Length ? 1 : 2);
}

ColumnType withTimeZone()
{
    return {u"db.DateTime(timezone=True)"_s, u"datetime.datetime"_s, false};
}

ColumnType asDeclared(const QString &type)
{
    const QString argument = type.isEmpty() ? QString() : literal(type);
    return {kDeclaredType + u'(' + argument + u')', u"Any"_s, false};
}

} // namespace

ColumnType columnType(const schema::Column &column, const QString &engine)
{
    static const QHash<QString, Known> all = makeKnown();
    const Declared declared = read(column.type);
    if (declared.words == "TIMESTAMP WITH TIME ZONE"_L1 || declared.words == "TIMESTAMPTZ"_L1)
        return withTimeZone();
    const auto found = all.constFind(declared.words);
    if (found == all.cend())
        return asDeclared(column.type);
    ColumnType type{u"db."_s + found->name, found->annotation, found->isDefault};
    QStringList arguments = numbersOf(*found, declared);
    type.isImplied = type.isImplied && arguments.isEmpty();
    if (found->isText && !column.collation.isEmpty()) {
        arguments += u"collation="_s + literal(column.collation);
        type.isImplied = false;
    }
    if (found->takes == Takes::Digits && (engine.isEmpty() || engine == "sqlite"_L1)) {
        arguments += u"asdecimal=False"_s;
        type.annotation = u"float"_s;
        type.isImplied = false;
    }
    if (!arguments.isEmpty())
        type.expression += u'(' + arguments.join(u", "_s) + u')';
    return type;
}

} // namespace relata::models
