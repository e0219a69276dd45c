#pragma once

#include "core/orm/flush/flushrule.h"

namespace relata::orm {

/// The rules of the relationships of all classes that take part in a flush, and which objects each of them
/// has seen. Belongs to the UnitOfWork; lives in the session's thread.
class FlushRules
{
public:
    explicit FlushRules(FlushContext &flush) : m_flush(flush) {}

    /// Shows each object to the rules of its class, which may register more, until no object is new. Adds the
    /// steps of every rule that has something to do. Fails with the first rule that fails.
    base::Done gather(FlushOrder &order);

    FlushRule &rule(int number) const { return *m_entries[size_t(number)].rule; }
    /// The rules that have steps, of the relationships that a class owns.
    QList<int> withSteps(int owner) const { return m_withSteps.value(owner); }

private:
    struct Entry
    {
        std::unique_ptr<FlushRule> rule;
        std::vector<bool> seen; ///< objects of the class that it watches
        bool hasSteps = false;
    };

    void takeNewClasses(FlushOrder &order);
    void takeClass(int cls);
    template<typename Rule>
    void take(const MappedRelationship &relationship);
    bool needsKeySwitches(const MappedRelationship &relationship) const;
    base::Result<bool> showNewcomers(Entry &entry, FlushOrder &order);
    base::Result<bool> isConcerned(const FlushRule &rule, const FlushObjects::Newcomers &newcomers) const;

    FlushContext &m_flush;
    std::vector<Entry> m_entries; ///< by number
    QHash<int, QList<int>> m_withSteps;
    size_t m_classesTaken = 0; ///< of FlushObjects::classes()
};

} // namespace relata::orm
