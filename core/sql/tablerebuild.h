#pragma once

#include "core/schema/table.h"

#include <QStringList>

namespace relata::sql {

/// The statements that give a table a new shape where ALTER TABLE cannot: put it aside under another name,
/// create it anew, copy the rows and drop the old one (https://sqlite.org/lang_altertable.html, section 7, in
/// another order). Where a constraint of the new table refuses a row all is rolled back, and nothing has the
/// name any more that DROP says: whoever runs the statements of one table by hand and goes on after that
/// error loses no row. Other errors (a text that is no number for an INTEGER key, a table that cannot be
/// created) roll nothing back: nobody should go on after one. Columns are
/// matched by name, so that renamed ones have to bear their new names in `before` already. Foreign keys must
/// not be enforced and legacy_alter_table must be on meanwhile. What the schema does not know and cannot
/// bring back (triggers, indexes with expressions, generated columns) is named in a comment.
QStringList rebuildTable(const schema::Table &before, const schema::Table &after);

} // namespace relata::sql
