#include "manytables.h"

#include <QStringList>

namespace relata::tests {

using namespace Qt::StringLiterals;

QString manyTables(int count)
{
    QString sql;
    for (int i = 1; i <= count; ++i) {
        QStringList columns = {u"id INTEGER PRIMARY KEY"_s};
        for (int extra = 0; extra < i % 30; ++extra)
            columns += u"column_%1 VARCHAR(%2)"_s.arg(extra).arg(extra * 11);
        if (i > 1)
            columns += u"parent_id INTEGER REFERENCES table_%1(id)"_s.arg((i + 1) / 3 + 1);
        if (i > 7)
            columns += u"other_id INTEGER REFERENCES table_%1(id)"_s.arg(i * 7919 % (i - 1) + 1);
        sql += u"CREATE TABLE table_%1(%2);\n"_s.arg(QString::number(i), columns.join(u", "_s));
    }
    return u"BEGIN;"_s + sql + u"COMMIT;"_s;
}

} // namespace relata::tests
