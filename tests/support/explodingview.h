#pragma once

#include <QString>

namespace relata::tests {

/// The SQL of a view that SQLite takes 2 to the power of `depth` steps to prepare, which no interrupt ends:
/// 16 are some tenths of a second, 24 are minutes.
inline QString explodingView(const QString &name, int depth)
{
    using namespace Qt::StringLiterals;
    QString sql = u"CREATE VIEW %1 AS WITH c0(x) AS (SELECT 1)"_s.arg(name);
    for (int i = 1; i <= depth; ++i) {
        const QString before = QString::number(i - 1);
        sql += u", c%1 AS (SELECT * FROM c%2 UNION ALL SELECT * FROM c%2)"_s.arg(QString::number(i), before);
    }
    return sql + u" SELECT * FROM c%1;"_s.arg(depth);
}

} // namespace relata::tests
