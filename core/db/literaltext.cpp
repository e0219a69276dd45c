#include "literaltext.h"

#include "core/db/servercells.h"
#include "core/sql/tokenizer.h"

#include <QSqlField>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::CellView;

namespace {

/// Bytes as hexadecimal digits: the driver would make a text of them, and not every byte is one.
QString literalOf(const CellView &cell, const QSqlDriver &driver)
{
    if (cell.type == base::Value::Type::Blob)
        return u"x'"_s + QString::fromLatin1(cell.bytes().toByteArray().toHex()) + u'\'';
    const QVariant value = variantOf(cell);
    QSqlField field(QString(), value.metaType());
    field.setValue(value);
    return driver.formatValue(field);
}

} // namespace

QString literalText(const QString &sql, std::span<const CellView> values, const QSqlDriver &driver)
{
    QString text;
    qsizetype done = 0;
    size_t next = 0;
    const QList<sql::Token> tokens = sql::tokenize(sql);
    for (const sql::Token &token : tokens) {
        if (!token.isSymbol(u'?') || next >= values.size())
            continue;
        text += QStringView(sql).mid(done, token.start - done);
        text += literalOf(values[next++], driver);
        done = token.end;
    }
    text += QStringView(sql).mid(done);
    return text;
}

} // namespace relata::db
