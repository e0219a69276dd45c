#include "typewords.h"

#include "core/schema/suggestion.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

/// The words of SQLite's manual, PostgreSQL, MySQL and MariaDB, and those of Oracle and SQL Server that live
/// on in files that were made from them.
const QStringList &sqlWords()
{
    static const QStringList words =
        u"INTEGER INT TINYINT SMALLINT MEDIUMINT BIGINT UNSIGNED SIGNED INT2 INT4 INT8 INT16 INT32 INT64 "
        "SERIAL BIGSERIAL SMALLSERIAL SERIAL2 SERIAL4 SERIAL8 VARCHAR VARCHAR2 NVARCHAR NVARCHAR2 "
        "LONGVARCHAR "
        "LONGNVARCHAR CHAR NCHAR BPCHAR CHARACTER NATIVE NATIONAL VARYING TEXT TINYTEXT MEDIUMTEXT LONGTEXT "
        "NTEXT CITEXT CLOB NCLOB LONG NAME NUMERIC DECIMAL DEC NUMBER FIXED REAL FLOAT FLOAT4 FLOAT8 DOUBLE "
        "MONEY SMALLMONEY CURRENCY BOOL BOOLEAN BIT VARBIT DATE TIME TIMETZ DATETIME DATETIME2 SMALLDATETIME "
        "DATETIMEOFFSET TIMESTAMP TIMESTAMPTZ INTERVAL YEAR BLOB TINYBLOB MEDIUMBLOB LONGBLOB BINARY "
        "VARBINARY "
        "LONGVARBINARY BYTEA IMAGE RAW GUID UUID UNIQUEIDENTIFIER ROWID OID REGCLASS JSON JSONB XML HSTORE "
        "TSVECTOR TSQUERY ENUM SET INET INET4 INET6 CIDR MACADDR MACADDR8 POINT LINE LSEG BOX PATH POLYGON "
        "CIRCLE GEOMETRY GEOGRAPHY LINESTRING MULTIPOINT MULTILINESTRING MULTIPOLYGON GEOMETRYCOLLECTION "
        "VECTOR ARRAY ANY NULL VARIANT SQL_VARIANT INT4RANGE INT8RANGE NUMRANGE TSRANGE TSTZRANGE DATERANGE"_s
            .split(u' ');
    return words;
}

bool isSqlWord(const QString &word)
{
    static const QSet<QString> words(sqlWords().cbegin(), sqlWords().cend());
    return words.contains(word);
}

/// What Python and SQLAlchemy call a type, in capitals, and SQL's word for it.
const QHash<QString, QString> &pythonWords()
{
    static const QHash<QString, QString> words = {{u"STRING"_s, u"VARCHAR"_s},
                                                  {u"STR"_s, u"VARCHAR"_s},
                                                  {u"UNICODE"_s, u"VARCHAR"_s},
                                                  {u"UNICODETEXT"_s, u"TEXT"_s},
                                                  {u"BIGINTEGER"_s, u"BIGINT"_s},
                                                  {u"SMALLINTEGER"_s, u"SMALLINT"_s},
                                                  {u"LARGEBINARY"_s, u"BLOB"_s},
                                                  {u"BYTES"_s, u"BLOB"_s},
                                                  {u"PICKLETYPE"_s, u"BLOB"_s},
                                                  {u"DICT"_s, u"JSON"_s},
                                                  {u"LIST"_s, u"JSON"_s},
                                                  {u"STRINGFIELD"_s, u"VARCHAR"_s},
                                                  {u"CHARFIELD"_s, u"VARCHAR"_s},
                                                  {u"TEXTFIELD"_s, u"TEXT"_s},
                                                  {u"INTEGERFIELD"_s, u"INTEGER"_s},
                                                  {u"DATETIMEFIELD"_s, u"DATETIME"_s},
                                                  {u"TIMEDELTA"_s, u"INTERVAL"_s},
                                                  {u"AUTOINCREMENT"_s, u"INTEGER"_s}};
    return words;
}

/// A type as it was written: its first word in capitals, without the name of a Python module before it, and
/// what follows.
struct WrittenType
{
    QString word;
    QString rest;
};

WrittenType writtenType(const QString &type)
{
    static const QRegularExpression form(u"^\\s*(?:(?:db|sa|sqlalchemy|types)\\.)?(\\w+)(.*)$"_s,
                                         QRegularExpression::DotMatchesEverythingOption |
                                             QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = form.match(type);
    return {match.captured(1).toUpper(), match.captured(2)};
}

/// "(80)" of "(80)" and of "(length=80)", where the SQL type has a length.
QString lengthFor(const QString &sqlWord, const QString &rest)
{
    static const QSet<QString> withLength = {u"VARCHAR"_s, u"CHAR"_s,    u"NVARCHAR"_s, u"NCHAR"_s,
                                             u"NUMERIC"_s, u"DECIMAL"_s, u"FLOAT"_s};
    static const QRegularExpression numbers(
        u"^\\s*\\(\\s*(?:length\\s*=\\s*)?(\\d+(?:\\s*,\\s*\\d+)?)\\s*\\)"_s);
    const QRegularExpressionMatch match = numbers.match(rest);
    return withLength.contains(sqlWord) && match.hasMatch() ? u'(' + match.captured(1) + u')' : QString();
}

} // namespace

bool isKnownType(const QString &type)
{
    const WrittenType wrote = writtenType(type);
    return type.trimmed().isEmpty() || (isSqlWord(wrote.word) && !type.contains(u'.'));
}

bool isPythonType(const QString &type)
{
    const WrittenType wrote = writtenType(type);
    return pythonWords().contains(wrote.word) || (isSqlWord(wrote.word) && type.contains(u'.'));
}

QString likelyType(const QString &type)
{
    const WrittenType wrote = writtenType(type);
    if (wrote.word.isEmpty())
        return {};
    QString word = wrote.word;
    if (!pythonWords().contains(word) && !isSqlWord(word)) {
        QStringList all = {u"STRING"_s, u"UNICODE"_s};
        all = sqlWords() + all;
        word = schema::nearestName(word, all);
    }
    word = pythonWords().value(word, word);
    return word.isEmpty() ? QString() : word + lengthFor(word, wrote.rest);
}

QString sqlTypeOf(const QString &typed)
{
    const QString meant = isPythonType(typed) ? likelyType(typed) : QString();
    return meant.isEmpty() ? typed : meant;
}

} // namespace relata::mapping
