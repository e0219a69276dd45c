#include "sqltext.h"

#include "core/models/pythontext.h"
#include "core/sql/schemadifferencetext.h"

#include <QRegularExpression>

namespace relata::models {

using namespace Qt::StringLiterals;

QString sqlLiteral(const QString &sql)
{
    static const QRegularExpression parameter(u"(?<![:\\w\\\\])(?=:\\w)"_s,
                                              QRegularExpression::UseUnicodePropertiesOption);
    QString text = sql;
    return literal(text.replace(parameter, u"\\"_s));
}

QString sqlText(const QString &sql)
{
    return u"db.text("_s + sqlLiteral(sql) + u')';
}

QString serverDefault(const schema::Column &column)
{
    static const QString word = u" DEFAULT "_s;
    const QString text = sql::defaultText(column);
    if (text.isEmpty() || column.defaultValue->trimmed().compare(u"NULL"_s, Qt::CaseInsensitive) == 0)
        return {};
    return sqlText(text.mid(word.size()));
}

} // namespace relata::models
