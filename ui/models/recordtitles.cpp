#include "recordtitles.h"

#include "core/base/title.h"

#include <algorithm>
#include <utility>

namespace relata::ui {

using base::Cause;
using base::NodeSummary;
using base::Record;
using base::Value;
using base::Values;

RecordTitles::RecordTitles(async::Records &records, const schema::Schema &schema,
                           std::function<Cause()> makeCause, QObject *parent)
    : QObject(parent),
      m_records(records),
      m_schema(schema),
      m_makeCause(std::move(makeCause)),
      m_parents([this](const QString &table, const QStringList &columns, const QList<Values> &values,
                       const Cause &cause) {
          return m_records.titlesOf(table, columns, values, m_displaySql, cause);
      })
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &RecordTitles::ask);
    connect(&m_parents, &ParentTitles::arrived, this, &RecordTitles::arrived);
}

QString RecordTitles::of(const Record &record) const
{
    const Source &source = sourceOf(record.key.table);
    const QString title = source.own.parents.isEmpty()
                              ? base::titleText(valuesOf(record, source, source.own.columns), record.key)
                              : joined(record, source);
    const bool hasKey = record.key.isNew() || !record.key.values.isEmpty();
    return hasKey || title != base::titleText({}, record.key) ? title : base::titleOfValues(record.values);
}

void RecordTitles::want(const Record &record)
{
    if (sourceOf(record.key.table).own.parents.isEmpty())
        return;
    m_wanted[record.key.table] += record;
    m_timer.start();
}

const RecordTitles::Source &RecordTitles::sourceOf(const QString &name) const
{
    const auto found = m_sources.constFind(name);
    if (found != m_sources.cend())
        return *found;
    Source source;
    source.table = m_schema.table(name);
    source.own = schema::titleSource(m_schema, *source.table);
    for (const schema::ForeignKey &key : std::as_const(source.own.parents))
        source.parentsHaveNames +=
            !schema::titleSource(m_schema, *m_schema.table(key.table)).columns.isEmpty();
    return *m_sources.insert(name, source);
}

/// With what waits for Save.
Values RecordTitles::valuesOf(const Record &record, const Source &source, const QStringList &columns) const
{
    Values values;
    for (const QString &column : columns) {
        const int index = source.table->columnIndex(column);
        values += m_records.pending().cell(record.key, index, record.values.value(index));
    }
    return values;
}

/// Where no parent's name is known the record's own key says more than theirs.
QString RecordTitles::joined(const Record &record, const Source &source) const
{
    QStringList titles;
    bool someKnown = false;
    for (qsizetype i = 0; i < source.own.parents.size(); ++i) {
        const schema::ForeignKey &key = source.own.parents[i];
        const Values values = valuesOf(record, source, key.columns);
        if (std::any_of(values.cbegin(), values.cend(), [](const Value &value) { return value.isNull(); }))
            continue;
        const NodeSummary *parent = source.parentsHaveNames[i] ? m_parents.known(key, values) : nullptr;
        const bool isKnown = parent && !parent->title.isEmpty();
        titles += isKnown ? parent->title : base::titleText({}, {key.table, values, 0});
        someKnown = someKnown || isKnown;
    }
    return base::joinedTitle(someKnown ? titles : QStringList(), record.key);
}

void RecordTitles::ask()
{
    const auto wanted = std::exchange(m_wanted, {});
    const Cause cause = m_makeCause();
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        const Source &source = sourceOf(it.key());
        for (qsizetype i = 0; i < source.own.parents.size(); ++i) {
            QList<Values> values;
            for (const Record &record : it.value())
                values += valuesOf(record, source, source.own.parents[i].columns);
            if (source.parentsHaveNames[i])
                m_parents.ask(source.own.parents[i], values, cause);
        }
    }
}

} // namespace relata::ui
