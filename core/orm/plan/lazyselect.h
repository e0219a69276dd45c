#pragma once

#include "core/orm/plan/loadrequest.h"
#include "core/orm/plan/loadstatement.h"

namespace relata::orm {

/// A SELECT of a relationship's targets for one owner, sent again and again with other values.
struct LazySelect
{
    /// What a placeholder is bound to.
    struct Source
    {
        int column = -1; ///< of the owner; -1: the literal
        base::Value literal;
    };

    LoadRequest request;
    LoadStatement statement;
    QList<Source> sources;  ///< of the placeholders in WHERE, in their order
    bool isProduct = false; ///< see LazySelectWriter::isProduct()
};

} // namespace relata::orm
