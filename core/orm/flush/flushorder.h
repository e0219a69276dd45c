#pragma once

#include "core/orm/flush/flushobjects.h"
#include "core/orm/flush/topological.h"

namespace relata::orm {

/// Something that a flush does at one place of its order: for all objects of a class or rule at once, or,
/// where a circle has been broken, for one of them.
struct FlushStep
{
    enum class Kind {
        Save,       ///< INSERT or UPDATE rows of a class
        Delete,     ///< DELETE rows of a class
        Apply,      ///< let a rule carry keys or write link rows
        PostUpdate, ///< UPDATE foreign keys of a class that had to wait
    };
    Kind kind = Kind::Save;
    int subject = -1; ///< a class; of Apply the number of a rule
    Fate fate = Fate::Save;
    ObjectRef object; ///< None: all of them

    bool operator==(const FlushStep &) const = default;
    friend size_t qHash(const FlushStep &step, size_t seed = 0)
    {
        return qHashMulti(seed, int(step.kind), step.subject, int(step.fate), step.object);
    }
};

/// The steps of a flush, and which of them must be done before which. Finds the steps that wait for each
/// other in a circle, and puts the others in order. Belongs to the UnitOfWork; lives in the session's thread.
class FlushOrder
{
public:
    /// In place of a step that the flush does not have; it orders nothing.
    static constexpr int kNoStep = -1;

    // Steps by number: each is added when it is first asked for.
    /// The step that saves or deletes the rows of a class, or the row of one object.
    int rows(int cls, Fate fate, ObjectRef one = {});
    /// The step that applies a rule to the saved or the deleted objects, or to one of them.
    int apply(int rule, Fate fate, ObjectRef one = {});
    /// The step that writes the foreign keys of a class that had to wait.
    int postUpdate(int cls, Fate fate);
    const FlushStep &step(int number) const { return m_steps[size_t(number)]; }

    // Order
    /// The first step is done before the second; where either is kNoStep nothing happens.
    void before(int first, int second);
    const std::vector<Edge> &edges() const { return m_edges; }
    template<typename Predicate>
    void removeEdges(Predicate isNeedless)
    {
        std::erase_if(m_edges, isNeedless);
    }
    /// The order in which the steps can be done. Steps on a circle, and those that wait for one, are missing.
    Levels levels() const;

    // Circles
    /// Finds the steps that wait for each other now. They are left out of the order from here on, for
    /// replaceCircular() to put others in their place.
    void findCircles();
    bool hasCircles() const { return std::ranges::find(m_circular, true) != m_circular.end(); }
    bool isCircular(int step) const { return isMarked(m_circular, step); }
    /// The steps on circles, in the order in which they were added.
    QList<int> circularSteps() const;
    /// Leaves a step out of the order.
    void drop(int step);
    /// What waited for a circular step now waits for all of its parts, and all of its parts wait for what the
    /// step waited for. The edges of a circular step without parts are gone.
    void replaceCircular(const QHash<int, QList<int>> &parts);

private:
    int numberOf(const FlushStep &step);
    static bool isMarked(const std::vector<bool> &marks, int step)
    {
        return size_t(step) < marks.size() && marks[size_t(step)];
    }
    bool isDropped(int step) const { return isMarked(m_dropped, step); }

    std::vector<FlushStep> m_steps;
    QHash<FlushStep, int> m_numbers;
    std::vector<Edge> m_edges;
    std::vector<bool> m_circular; ///< by number; steps that have come since are not
    std::vector<bool> m_dropped;  ///< likewise
};

} // namespace relata::orm
