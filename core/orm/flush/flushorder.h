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

/// The steps of a flush and which of them must come before which. Finds steps that wait for each other in a
/// circle, and puts the others in order. Steps are numbers. Belongs to the flush.
class FlushOrder
{
public:
    /// In place of a step that the flush does not have; it orders nothing.
    static constexpr int kNoStep = -1;

    // Steps: each is added when it is first asked for.
    /// Writes or deletes the rows of a class, or of one object of it.
    int write(int cls, Fate fate, ObjectRef one = {});
    int apply(int rule, Fate fate, ObjectRef one = {});
    int postUpdate(int cls, Fate fate);
    const FlushStep &step(int number) const { return m_steps[size_t(number)]; }

    // Order
    void before(int first, int second);
    const std::vector<Edge> &edges() const { return m_edges; }
    template<typename Predicate>
    void removeEdges(Predicate isNeedless)
    {
        std::erase_if(m_edges, isNeedless);
    }
    /// The order in which the steps can be taken; steps on a circle, and those that wait for them, are
    /// missing.
    Levels levels() const;

    // Circles
    /// Looks for the steps that wait for each other as the order is now; they are taken out of it for good.
    void findCircles();
    bool hasCircles() const { return !m_circular.isEmpty(); }
    bool isCircular(int step) const { return m_circular.contains(step); }
    /// The steps on circles in the order of their coming.
    QList<int> circularSteps() const;
    /// Takes a step out of the order.
    void drop(int step) { m_dropped.insert(step); }
    /// What waited for a circular step waits for all of its parts, and the parts wait for what it waited for.
    /// A circular step without parts is gone.
    void replaceCircular(const QHash<int, QList<int>> &parts);

private:
    int numberOf(const FlushStep &step);

    std::vector<FlushStep> m_steps;
    QHash<FlushStep, int> m_numbers;
    std::vector<Edge> m_edges;
    QSet<int> m_circular;
    QSet<int> m_dropped;
};

} // namespace relata::orm
