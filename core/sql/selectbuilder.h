#pragma once

#include "core/base/record.h"
#include "core/schema/schema.h"
#include "core/sql/keymatch.h"
#include "core/sql/rowfilter.h"
#include "core/sql/statement.h"
#include "core/sql/wantedrows.h"

namespace relata::sql {

/// The columns that every SELECT of whole rows returns, in this order: the table's columns, and the rowid
/// last where rows are addressed by it.
QStringList recordColumns(const schema::Table &table);

/// A page of rows of a table, in the order asked for and by key after that, one row more than the limit
/// (which tells whether more follow). With a relationship only the rows it leads to, each once; `ownerValues`
/// are the values of its local columns. Keyset paging: no OFFSET, a page costs the same at any depth; views
/// without any address fall back to OFFSET by `offsetHint`. A filter looks through the titles of these
/// parents.
Statement selectPage(const schema::Table &table, const base::PageRequest &request,
                     const RelationshipTables *relationship, const base::Values &ownerValues,
                     const QList<RowFilter::Parent> &parents = {});

/// The rows of a table whose `columns` equal one of the tuples; not more than the limit where one is given.
Statement selectByValues(const schema::Table &table, const QStringList &wanted, const QStringList &columns,
                         const QList<base::Values> &tuples, qint64 limit = -1);

/// As selectByValues(), with the number of the tuple in front of each row: the database says what matches, by
/// the affinity and the collation of the columns.
Statement selectMatches(const schema::Table &table, const QStringList &wanted, const QStringList &columns,
                        const QList<base::Values> &tuples);

/// As selectMatches(), with expressions in place of columns and the joins that they need.
Statement selectMatching(const schema::Table &table, const QStringList &expressions, const QString &joins,
                         const QStringList &columns, const QList<base::Values> &tuples);

/// The same for the children of parents: the tuples are values of the parent's columns, and which child
/// belongs to which parent the database's own look-up says.
Statement selectChildren(const KeyMatch &match, const QStringList &expressions, const QString &joins,
                         const QStringList &parentColumns, const QList<base::Values> &tuples);

/// "a" = ? AND "b" = ?, or with IS in place of =, which NULL meets too.
QString conditions(const QStringList &columns, QStringView comparison = u"=");

/// A LIKE pattern (with ESCAPE '\') for texts that contain this one.
QString containsPattern(QString text);

} // namespace relata::sql
