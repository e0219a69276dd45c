#pragma once

#include "core/orm/load/loadowners.h"
#include "core/orm/load/loadtask.h"

namespace relata::orm {

/// The loads that are to follow the statements that have been sent. What the last statement brought comes
/// before what has waited longer. Belongs to Loading.
class LoadStack
{
public:
    using Tasks = std::vector<std::unique_ptr<LoadTask>>;

    /// As long as one lives, statements are being sent between the rows of another one.
    class BetweenRows
    {
    public:
        explicit BetweenRows(LoadStack &stack) : m_stack(stack) { ++m_stack.m_betweenRows; }
        ~BetweenRows() { --m_stack.m_betweenRows; }
        Q_DISABLE_COPY_MOVE(BetweenRows)

    private:
        LoadStack &m_stack;
    };

    size_t size() const { return m_tasks.size(); }
    /// Puts tasks on top; the first one is the next.
    void push(Tasks tasks);
    /// Works until no more than `size` tasks wait. On an error the others are dropped.
    base::Done workDownTo(size_t size);
    /// Leaves out the owners for which an endless load of the relationship is underway, and notes it for the
    /// others: rows that refer to each other in a circle lead back to them.
    void claim(LoadOwners &owners, const MappedRelationship &relationship);

private:
    Tasks m_tasks; ///< the last one is the next
    QSet<std::pair<ObjectRef, int>> m_underway;
    int m_betweenRows = 0;
};

} // namespace relata::orm
