#pragma once

#include "core/project/diagramlayout.h"
#include "core/schema/schema.h"

#include <functional>

class QTabWidget;

namespace relata::ui {

class BrowserPage;

/// Puts pages of the schema as it is now in the place of those that show what it was: each table's tab keeps
/// its place, filter, order and current cell. The tab of a table that is gone says so.
/// @param makePage makes a page that is in no tab yet
void renewPages(QTabWidget &tabs, const schema::Schema &schema,
                const std::function<BrowserPage *(const QString &table)> &makePage);

/// The places of those tables that a schema has.
project::DiagramLayout layoutOf(const schema::Schema &schema, const project::DiagramLayout &before);

} // namespace relata::ui
