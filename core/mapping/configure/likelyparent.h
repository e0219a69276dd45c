#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// What a column's name says that it refers to: "blog_post" of "blog_post_id" and of "BlogPostId"; null where
/// it does not end like a key.
QString thingOf(const QString &columnName);

/// The table that a column is named after and whose primary key is a single column, by its index in the
/// catalog; below 0 where there is none, or where the column is a key of its own table.
int likelyParent(const Workbench &work, const schema::Table &table, const QString &columnName);

} // namespace relata::mapping
