#include "titleselect.h"

#include "core/base/title.h"
#include "core/schema/titlecolumns.h"
#include "core/sql/dialect.h"
#include "core/sql/keymatch.h"

#include <algorithm>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::RecordKey;
using base::Value;
using base::Values;

TitleSelect::TitleSelect(const schema::Schema &schema, const schema::Table &table)
{
    const schema::TitleSource source = schema::titleSource(schema, table);
    m_ownColumns = source.columns;
    for (const QString &column : source.columns)
        m_wanted += sql::quoted(table.name) + u'.' + sql::quoted(column);
    m_searched = m_wanted;
    for (const schema::ForeignKey &key : source.parents) {
        const schema::Table &target = *schema.table(key.table);
        m_parents += {key, schema::titleSource(schema, target).columns};
        join(table, target, m_parents.last());
    }
}

void TitleSelect::join(const schema::Table &table, const schema::Table &target, const Parent &parent)
{
    const QString alias = sql::freeName(u"_parent%1"_s.arg(m_parents.size()), table.name);
    QList<schema::ColumnPair> pairs;
    for (qsizetype i = 0; i < parent.key.columns.size(); ++i) {
        m_wanted += sql::quoted(table.name) + u'.' + sql::quoted(parent.key.columns[i]);
        pairs += schema::ColumnPair{parent.key.targetColumns[i], parent.key.columns[i]};
    }
    if (parent.columns.isEmpty())
        return;
    m_joins += u" LEFT JOIN "_s + sql::quoted(target.name) + u" AS "_s + alias + u" ON "_s +
               sql::KeyMatch(target, table, pairs).joined(alias);
    for (const QString &column : parent.columns) {
        m_wanted += alias + u'.' + sql::quoted(column);
        m_searched += m_wanted.last();
    }
}

QString TitleSelect::title(const Values &cells, const RecordKey &key) const
{
    if (m_parents.isEmpty())
        return base::titleText(cells, key);
    QStringList titles;
    qsizetype at = 0;
    for (const Parent &parent : m_parents) {
        const qsizetype keys = parent.key.columns.size();
        const QString title =
            parentTitle(parent, cells.mid(at, keys), cells.mid(at + keys, parent.columns.size()));
        if (!title.isEmpty())
            titles += title;
        at += keys + parent.columns.size();
    }
    return base::joinedTitle(titles, key);
}

QString TitleSelect::parentTitle(const Parent &parent, const Values &keyValues, const Values &titleValues)
{
    const bool leadsNowhere =
        std::any_of(keyValues.cbegin(), keyValues.cend(), [](const Value &value) { return value.isNull(); });
    return leadsNowhere ? QString() : base::titleText(titleValues, {parent.key.table, keyValues, 0});
}

} // namespace relata::records
