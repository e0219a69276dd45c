#include "literaltext.h"

#include "core/db/servercells.h"
#include "core/sql/tokenizer.h"

#include <QSqlField>

namespace relata::db {

QString literalText(const QString &sql, std::span<const base::CellView> values, const QSqlDriver &driver)
{
    QString text;
    qsizetype done = 0;
    size_t next = 0;
    const QList<sql::Token> tokens = sql::tokenize(sql);
    for (const sql::Token &token : tokens) {
        if (!token.isSymbol(u'?') || next >= values.size())
            continue;
        const QVariant value = variantOf(values[next++]);
        QSqlField field(QString(), value.metaType());
        field.setValue(value);
        text += QStringView(sql).mid(done, token.start - done);
        text += driver.formatValue(field);
        done = token.end;
    }
    text += QStringView(sql).mid(done);
    return text;
}

} // namespace relata::db
