#pragma once

#include "core/base/value.h"
#include "core/sql/statement.h"

#include <QStringList>

namespace relata::sql {

/// Tuples of values that a statement joins with tables: WITH _wanted(n, v0, v1) AS (VALUES (0, ?, ?), ...).
class WantedRows
{
public:
    /// @param names a text with all names that the statement uses: its own must not hide one of them
    WantedRows(const QList<base::Values> &tuples, const QString &names);

    /// The beginning of the statement, with the values of the tuples.
    const Statement &statement() const { return m_statement; }
    const QString &name() const { return m_name; }
    /// The tuple's number: "_wanted.n".
    QString number() const { return m_name + QStringLiteral(".n"); }
    /// The tuple's values: "_wanted.v0", "_wanted.v1".
    const QStringList &values() const { return m_values; }

private:
    QString m_name;
    QStringList m_values;
    Statement m_statement;
};

/// One name as it is, several as a row value.
QString rowValue(const QStringList &parts);
/// "a = b AND c = d"
QString allEqual(const QStringList &left, const QStringList &right);
/// As many "?" as asked for.
QStringList placeholders(qsizetype count);

} // namespace relata::sql
