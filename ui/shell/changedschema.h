#pragma once

#include "core/project/diagramlayout.h"
#include "core/schema/schema.h"

#include <functional>

class QTabWidget;

namespace relata::ui {

class BrowserPage;

/// Hands what is typed in open editors to the session, as long as the columns have their numbers.
void handOverEditors(const QTabWidget &tabs);

/// Puts pages of the schema as it is now in the place of those that show what it was: each table's tab keeps
/// its place, filter, order and current cell, in which a person goes on typing. The tab of a table that is
/// gone says so.
/// @param makePage makes a page that is in no tab yet
void renewPages(QTabWidget &tabs, const schema::Schema &schema,
                const std::function<BrowserPage *(const QString &table)> &makePage);

/// The same for the page of one tab.
void renewPage(QTabWidget &tabs, int tab, const schema::Schema &schema,
               const std::function<BrowserPage *(const QString &table)> &makePage);

/// The places of those tables that a schema has.
project::DiagramLayout layoutOf(const schema::Schema &schema, const project::DiagramLayout &before);

} // namespace relata::ui
