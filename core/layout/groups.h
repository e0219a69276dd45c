#pragma once

#include <QtGlobal>

#include <cstddef>
#include <numeric>
#include <vector>

namespace relata::layout {

/// Things by index that belong together, directly or through others (disjoint sets).
class Groups
{
public:
    explicit Groups(int count) : m_parents(std::size_t(count))
    {
        std::iota(m_parents.begin(), m_parents.end(), 0);
    }

    void join(int one, int other) { m_parents[std::size_t(root(other))] = root(one); }
    /// The same for all members of a group.
    int root(int member)
    {
        while (m_parents[std::size_t(member)] != member) {
            int &parent = m_parents[std::size_t(member)];
            parent = m_parents[std::size_t(parent)];
            member = parent;
        }
        return member;
    }
    /// The members of each group in ascending order, at the index of the group's root; empty elsewhere.
    std::vector<std::vector<int>> all()
    {
        std::vector<std::vector<int>> members(m_parents.size());
        for (int i = 0; i < int(m_parents.size()); ++i)
            members[std::size_t(root(i))].push_back(i);
        return members;
    }

private:
    std::vector<int> m_parents;
};

} // namespace relata::layout
