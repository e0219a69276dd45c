#include "parenttitles.h"

#include "core/async/whendone.h"

#include <algorithm>

namespace relata::ui {

using base::NodeSummary;
using base::Result;
using base::Value;
using base::Values;
using schema::ForeignKey;

namespace {

/// With the beginning of a value no parent is looked for.
bool leadsNowhere(const Values &values)
{
    return std::any_of(values.cbegin(), values.cend(),
                       [](const Value &value) { return value.isNull() || value.isCut(); });
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
    QSet<Values> &asked = m_asked[targetOf(key)];
    QList<Values> unknown;
    for (const Values &each : values) {
        if (leadsNowhere(each) || asked.contains(each))
            continue;
        unknown += each;
        asked += each;
    }
    if (unknown.isEmpty())
        return;
    async::whenDone(m_ask(key.table, key.targetColumns, unknown, cause), this,
                    [this, unknown, target = targetOf(key)](const Result<QList<NodeSummary>> &titles) {
                        take(target, unknown, titles ? *titles : QList<NodeSummary>(unknown.size()));
                    });
}

/// An answer without a title knows nothing: it may be asked for again, as when the display's statements are
/// allowed.
void ParentTitles::take(const Target &target, const QList<Values> &values, const QList<NodeSummary> &titles)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!titles[i].title.isEmpty() || titles[i].missing)
            m_titles[target].insert(values[i], titles[i]);
        else
            m_asked[target].remove(values[i]);
    }
    emit arrived();
}

void ParentTitles::expire(const QSet<QString> &tables)
{
    m_asked.removeIf(
        [&tables](const auto &asked) { return tables.isEmpty() || tables.contains(asked.key().first); });
}

void ParentTitles::forgetAll()
{
    m_titles.clear();
    m_asked.clear();
}

} // namespace relata::ui
