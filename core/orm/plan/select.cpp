#include "select.h"

namespace relata::orm {

using namespace Qt::StringLiterals;

sql::Statement Select::statement(const sql::Dialect &dialect) const
{
    sql::Statement statement;
    statement.text = u"SELECT "_s + columns.join(u", "_s) + u" FROM "_s + from;
    statement.values = fromValues;
    if (!where.isEmpty())
        statement.text += u" WHERE "_s + where.join(u" AND "_s);
    statement.values += whereValues;
    if (!order.isEmpty())
        statement.text += u" ORDER BY "_s + order.join(u", "_s);
    statement.text += dialect.limit(limit, offset);
    return statement;
}

} // namespace relata::orm
