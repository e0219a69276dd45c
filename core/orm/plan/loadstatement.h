#pragma once

#include "core/base/cellview.h"
#include "core/orm/plan/entitycolumns.h"
#include "core/orm/plan/select.h"

#include <span>

namespace relata::orm {

/// A statement that loads objects of a class. It can be sent more than once, with other values.
struct LoadStatement
{
    std::shared_ptr<PlannedEntity> plan;
    EntityColumns columns;
    Select select;
    QString text;         ///< of `select`
    Select base;          ///< without what joined loading added; the subquery strategy repeats it
    QString baseAlias;    ///< of the class in `base`
    QList<int> afterBase; ///< relationships between the class of `base` and the one that is loaded

    /// Replaces the values of its conditions.
    void setValues(const base::Values &where);
    /// Copies the values with which the statement is sent, if a subquery is going to repeat its WHERE.
    /// @param values of all its placeholders
    void keepValuesForSubqueries(std::span<const base::CellView> values);
};

} // namespace relata::orm
