#include "parenttitles.h"

#include "core/async/whendone.h"

#include <QSet>

#include <algorithm>

namespace relata::ui {

using base::NodeSummary;
using base::Result;
using base::Value;
using base::Values;
using schema::ForeignKey;

namespace {

/// Foreign keys with the same target share their parents.
QString targetOf(const ForeignKey &key)
{
    return key.table + u'(' + key.targetColumns.join(u',') + u')';
}

bool leadsNowhere(const Values &values)
{
    return std::any_of(values.cbegin(), values.cend(), [](const Value &value) { return value.isNull(); });
}

} // namespace

ParentTitles::ParentTitles(Ask ask, QObject *parent) : QObject(parent), m_ask(std::move(ask)) {}

const NodeSummary *ParentTitles::known(const ForeignKey &key, const Values &values) const
{
    const auto target = m_titles.constFind(targetOf(key));
    if (target == m_titles.cend())
        return nullptr;
    const auto found = target->constFind(values);
    return found == target->cend() ? nullptr : &found.value();
}

void ParentTitles::ask(const ForeignKey &key, const QList<Values> &values, const base::Cause &cause)
{
    QHash<Values, NodeSummary> &known = m_titles[targetOf(key)];
    QList<Values> unknown;
    for (const Values &each : values) {
        if (leadsNowhere(each) || known.contains(each))
            continue;
        unknown += each;
        known.insert(each, {}); // Asked; not asked again while the answer is on its way.
    }
    if (unknown.isEmpty())
        return;
    async::whenDone(m_ask(key.table, key.targetColumns, unknown, cause), this,
                    [this, unknown, target = targetOf(key)](const Result<QList<NodeSummary>> &titles) {
                        for (qsizetype i = 0; titles && i < unknown.size(); ++i)
                            m_titles[target].insert(unknown[i], titles->at(i));
                        emit arrived();
                    });
}

} // namespace relata::ui
