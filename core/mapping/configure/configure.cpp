#include "configure.h"

#include "core/mapping/configure/arguments.h"
#include "core/mapping/configure/definition.h"
#include "core/mapping/configure/initialise.h"
#include "core/mapping/configure/joinfinder.h"
#include "core/mapping/configure/joinmarks.h"
#include "core/mapping/configure/joinpairs.h"
#include "core/mapping/configure/linking.h"
#include "core/mapping/lint/lints.h"
#include "core/mapping/configure/overlapcheck.h"
#include "core/mapping/configure/settings.h"

namespace relata::mapping {

namespace {

/// The relationships that work, numbered anew without those that do not.
class Collector
{
public:
    explicit Collector(const Workbench &work) : m_work(work) {}

    void collect(Configuration &configuration)
    {
        for (const Draft &draft : m_work.drafts) {
            if (draft.stage != Draft::Stage::Configured)
                continue;
            m_numbers.insert(draft.index, int(configuration.relationships.size()));
            configuration.relationships += finished(draft);
        }
        for (ConfiguredRelationship &each : configuration.relationships)
            each.reverse = renumbered(each.reverse);
        for (int i = 0; i < m_work.classes.size(); ++i)
            configuration.classes += finishedClass(i, configuration);
    }

private:
    ConfiguredRelationship finished(const Draft &draft) const
    {
        ConfiguredRelationship facts = draft.facts;
        facts.useGet = usesGet(m_work, draft);
        facts.omitJoin = omitsJoin(m_work, draft);
        facts.syncBackref = !facts.viewonly && draft.arguments.syncBackref.value_or(true);
        return facts;
    }

    QList<int> renumbered(const QList<int> &drafts) const
    {
        QList<int> numbers;
        for (const int draft : drafts) {
            if (m_numbers.contains(draft))
                numbers += m_numbers.value(draft);
        }
        return numbers;
    }

    ConfiguredClass finishedClass(int index, const Configuration &configuration) const
    {
        ConfiguredClass finished;
        finished.name = m_work.classOf(index).name;
        finished.table = m_work.catalog.tableOfClass(index);
        if (finished.table >= 0) {
            finished.primaryKey = m_work.catalog.identity(finished.table);
            finished.versionIdCol =
                m_work.catalog.columnNamed(finished.table, m_work.classOf(index).versionIdCol);
        }
        finished.relationships = renumbered(m_work.classes[index].order);
        for (const int number : std::as_const(finished.relationships))
            finished.relationshipsByName.insert(configuration.relationships[number].name, number);
        return finished;
    }

    const Workbench &m_work;
    QHash<int, int> m_numbers; ///< by draft
};

} // namespace

bool setUpJoin(Workbench &work, Draft &draft)
{
    if (!determineJoins(work, draft) || !markForeign(work, draft))
        return false;
    markRemote(work, draft);
    markLocal(work, draft);
    setUpPairs(work, draft);
    return checkForeignColumns(work, draft) && determineDirection(work, draft) &&
           checkRemoteSide(work, draft);
}

bool initialise(Workbench &work, Draft &draft)
{
    if (draft.stage != Draft::Stage::Declared)
        return draft.stage == Draft::Stage::Configured;
    draft.stage = Draft::Stage::Started;
    bool works = resolveArguments(work, draft) && setUpJoin(work, draft) && checkCascades(work, draft);
    if (works) {
        draft.facts.uselist =
            draft.arguments.uselist.value_or(draft.facts.direction != schema::Direction::ManyToOne);
        works = generateBackref(work, draft);
    }
    if (works) {
        checkOverlaps(work, draft);
        works = checkStrategy(work, draft);
    }
    draft.stage = works ? Draft::Stage::Configured : Draft::Stage::Failed;
    if (!works && draft.arguments.backref && draft.facts.target >= 0)
        work.classes[draft.facts.target].failedBackrefs += draft.arguments.backref->name;
    return works;
}

Configuration configure(const Declarations &declarations)
{
    Workbench work(declarations);
    checkTables(work);
    defineClasses(work);
    for (int i = 0; i < work.classes.size(); ++i) {
        const QList<int> order = work.classes[i].order;
        for (const int draft : order)
            initialise(work, work.drafts[size_t(draft)]);
    }
    Configuration configuration;
    configuration.tables = declarations.tables;
    Collector(work).collect(configuration);
    configuration.diagnostics = work.diagnostics;
    addLints(work, configuration);
    return configuration;
}

} // namespace relata::mapping
