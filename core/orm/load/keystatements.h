#pragma once

#include "core/orm/plan/statementmaker.h"

namespace relata::orm {

/// The SELECTs that read an object by its key. Those without options are written once for each class. Belongs
/// to a session.
class KeyStatements
{
public:
    explicit KeyStatements(const StatementMaker &maker) : m_maker(maker) {}

    /// The statement for a key; its values come later.
    LoadStatement statementFor(int mapper, const base::Values &key, const LoadRequest &request);

private:
    const StatementMaker &m_maker;
    QHash<std::pair<int, bool>, LoadStatement> m_plain; ///< by class and whether it is for a refresh
};

} // namespace relata::orm
