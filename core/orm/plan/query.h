#pragma once

#include "core/orm/plan/loadplan.h"
#include "core/orm/plan/selectwriter.h"

namespace relata::orm {

/// What a Session selects: SQLAlchemy's select() of one class. A value.
struct Query
{
    /// A column of a class, the query's own or one that is joined.
    struct Attribute
    {
        int mapper = -1;
        int column = -1;
    };
    struct Condition
    {
        Attribute attribute;
        QString op = QStringLiteral("="); ///< "=", ">", ... or "in", which takes several values
        base::Values values;
    };
    struct Order
    {
        Attribute attribute;
        bool descending = false;
    };

    /// The row after which a page begins, in the order of these columns; none of its values is NULL.
    struct After
    {
        QList<Attribute> attributes;
        base::Values values;
    };

    int mapper = -1;
    QList<Condition> where; ///< all must hold
    After after;            ///< no attributes: from the start
    QList<int> joins;       ///< relationships, by index: INNER JOIN, adds no columns
    QList<Order> orderBy;
    qint64 limit = -1;
    qint64 offset = -1;
    LoadOptions options;
    bool populateExisting = false; ///< overwrite what loaded objects hold
    bool unique = true;            ///< each object once, in the order of first occurrence
};

} // namespace relata::orm
