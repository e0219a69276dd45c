#pragma once

#include "core/mapping/configuration.h"
#include "core/mapping/mappedschema.h"

namespace relata::records {

/// How the browser maps a schema: a class for every table whose rows have an address, made of what the
/// database has and not of what SQLAlchemy would map, so that every database can be opened.
///
/// - Class i stands for table i. A row's identity is its address; where that is the rowid, the table has it
///   as one more column after its own (the order of sql::recordColumns()).
/// - The schema's relationships are view-only: they load. Those that come with their owners do so as
/// declared;
///   whether all others may be loaded, and when, is the RecordSession's business.
/// - Every foreign key is one more many-to-one, which orders what is written and gives new parents' keys to
///   their children. It changes nothing by itself: what becomes of children is the database's own rule.
mapping::Configuration browserMapping(const mapping::MappedSchema &schema);

/// The name of the many-to-one that stands for a table's foreign key of that index.
QString foreignKeyName(qsizetype index);

} // namespace relata::records
