#include "wantedrows.h"

#include "core/sql/keymatch.h"

namespace relata::sql {

using namespace Qt::StringLiterals;
using base::Values;

WantedRows::WantedRows(const QList<Values> &tuples, const QString &names)
    : m_name(freeName(u"_wanted"_s, names))
{
    QStringList rows;
    for (qsizetype n = 0; n < tuples.size(); ++n) {
        QStringList cells = {QString::number(n)};
        cells += placeholders(tuples[n].size());
        m_statement.values += tuples[n];
        rows += u'(' + cells.join(u", "_s) + u')';
    }
    QStringList columns = {u"n"_s};
    for (qsizetype i = 0; i < tuples.first().size(); ++i) {
        columns += u"v%1"_s.arg(i);
        m_values += m_name + u'.' + columns.last();
    }
    m_statement.text = u"WITH "_s + m_name + u'(' + columns.join(u", "_s) + u") AS (VALUES "_s +
                       rows.join(u", "_s) + u") "_s;
}

QString rowValue(const QStringList &parts)
{
    return parts.size() == 1 ? parts.first() : u'(' + parts.join(u", "_s) + u')';
}

QString allEqual(const QStringList &left, const QStringList &right)
{
    QStringList parts;
    for (qsizetype i = 0; i < left.size(); ++i)
        parts += left[i] + u" = "_s + right[i];
    return parts.join(u" AND "_s);
}

QStringList placeholders(qsizetype count)
{
    return QStringList(count, u"?"_s);
}

} // namespace relata::sql
