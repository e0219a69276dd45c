#pragma once

#include "core/base/value.h"

#include <QCoreApplication>
#include <QVariant>

namespace relata::schema {
struct Table;
}

namespace relata::ui {

/// What a value shows in a cell of the grid: one line for Qt::DisplayRole (of a large one its beginning and
/// size), the text to edit for Qt::EditRole (none of a cut one: it has to be fetched first).
QVariant cellText(const base::Value &value, int role);

/// The words about a column of a table: its type, whether it may be NULL, what it is part of.
class ColumnWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::ColumnWords)

public:
    static QString of(const schema::Table &table, int column);
};

} // namespace relata::ui
