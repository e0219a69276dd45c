#pragma once

#include "core/orm/plan/loadoptions.h"
#include "core/orm/store/mapper.h"

namespace relata::orm {

struct PlannedEntity;

/// One relationship that is loaded with its owners.
struct PlannedLoad
{
    int relationship = -1;
    mapping::Lazy strategy = mapping::Lazy::Joined;
    bool fromQueryJoin = false; ///< contains_eager
    bool isExplicit = false;    ///< an option names it
    bool isEndless = false;     ///< a recursive option without an end
    bool isReentrant = false;   ///< immediate, in a circle: what is found by its key, from memory only
    QList<int> path;            ///< from the query's class over all statements
    std::shared_ptr<PlannedEntity> target; ///< of a joined one

    /// Whether it would be loaded once more on a way that it has been through: SQLAlchemy goes on for ever
    /// where a subquery makes it forget where it was.
    /// @param way all relationships from the query's class, this one at its end
    bool goesRound(const QList<int> &way, const MappedRelationship &mapped) const;
};

/// A relationship that an option makes lazy in another way than its class has it.
struct OwnStrategy
{
    int relationship = -1;
    mapping::Lazy strategy = mapping::Lazy::Select;
};

/// A class whose rows a statement brings, and what is loaded with them.
struct PlannedEntity
{
    int mapper = -1;
    QList<int> path;      ///< relationships from the query's class to here, over all statements
    QList<int> localPath; ///< the part of it in this statement
    std::vector<PlannedLoad> loads;
    std::vector<OwnStrategy> ownStrategies; ///< every object keeps them for itself
    bool stopsCollection = false; ///< a joined collection is left out because it would go in a circle
    int unloadable = -1;          ///< a query (lazy="dynamic") that is to be loaded eagerly; -1: none
    QList<int> resets; ///< lazy as the class has them: a read that overwrites forgets what they hold

    /// The relationship does not come with the objects: it is loaded so when it is read.
    void makeLazy(const MappedRelationship &relationship, mapping::Lazy strategy);
    /// The first unloadable relationship here or in what is joined; -1: none.
    int firstUnloadable() const;
    bool hasJoins() const;
    /// Also where one would be joined if that did not go in a circle: SQLAlchemy does not look.
    bool hasJoinedCollection(const MapperRegistry &registry) const;
};

/// A line of a plan that people can read.
struct LoadStep
{
    enum class Count {
        None,          ///< joined: in the statement of the parents
        Once,          ///< one for each run that has parents
        OncePerKeys,   ///< one for each 500 parents of a run, or distinct keys of a many-to-one
        OncePerObject, ///< one for each parent, or key of a many-to-one that is not in memory
    };
    QString label; ///< "Author", "Author.books"
    mapping::Lazy strategy = mapping::Lazy::Select;
    Count count = Count::Once;
    int depth = 0;
    int parent = -1;     ///< the step whose objects are the parents
    bool goesOn = false; ///< stands for all rounds to come, too: there is no end but that of the rows
};

/// How a query will load: which statements, decided before any is sent. A value.
class LoadPlan
{
public:
    static constexpr int kKeysPerStatement = 500;

    /// @param rounds how many levels are listed of what goes on without an end
    LoadPlan(const MapperRegistry &registry, int mapper, const LoadOptions &options, int rounds = 3);

    const QList<LoadStep> &steps() const { return m_steps; }
    /// How many distinct keys the parents of a step have, by run: a step runs once for each statement that
    /// brings parents, so an immediate load or a selectin of more than 500 keys makes several runs of what is
    /// behind it. For an immediate step only those count that are not in memory; a joined step never does.
    using KeysOfRuns = QList<qint64>;
    /// The statements that the plan sends (the first step: one, its entry is ignored). A list that is too
    /// short counts as no runs: nothing is loaded behind no parents.
    qint64 statementCount(const QList<KeysOfRuns> &keysOfStep) const;
    /// One line for each step.
    QString text() const;

    /// What happens to loads that would go in circles: a refresh reads collections all the same.
    enum class Circles { StopAll, KeepSelects };
    /// How a class loads a relationship that no option names and that did not come with the object.
    static mapping::Lazy lazyOfClass(mapping::Lazy configured);
    /// What is loaded with one class; the parts of a plan.
    static std::shared_ptr<PlannedEntity> entity(const MapperRegistry &registry, int mapper,
                                                 const LoadOptions *options, const QList<int> &path,
                                                 const QList<int> &localPath = {},
                                                 Circles circles = Circles::StopAll);

private:
    QList<LoadStep> m_steps;
};

} // namespace relata::orm
