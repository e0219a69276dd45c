#pragma once

#include "core/base/value.h"
#include "core/sql/dialect.h"
#include "core/sql/statement.h"

#include <QStringList>

namespace relata::orm {

/// A SELECT in parts, so that its shape is known without reading its text.
struct Select
{
    QStringList columns;
    QString from;
    base::Values fromValues;
    QStringList where;
    base::Values whereValues;
    QStringList order;
    qint64 limit = -1;
    qint64 offset = -1;
    QStringList tables; ///< every table it reads; a name may come twice
    int outerJoins = 0;
    bool hasSubquery = false;
    bool innerLimit = false; ///< a subquery has a LIMIT

    sql::Statement statement(const sql::Dialect &dialect) const;
};

} // namespace relata::orm
