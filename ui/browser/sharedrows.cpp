#include "sharedrows.h"

#include <QLocale>

#include <algorithm>

namespace relata::ui {

QString SharedRows::questionBeforeDeleting(const mapping::MappedSchema &schema, const base::RowScope &scope,
                                           int rows)
{
    const mapping::Side *list =
        scope.isRelationship() ? schema.relationship(scope.owner.table, scope.relationship) : nullptr;
    if (!list || list->direction != schema::Direction::ManyToMany)
        return {};
    const schema::Table *junction = schema.table(list->secondary);
    const bool goesAlong =
        junction &&
        std::any_of(junction->foreignKeys.cbegin(), junction->foreignKeys.cend(), [&](const auto &key) {
            return schema::sameName(key.table, scope.table) && key.onDelete == schema::Action::Cascade;
        });
    const QString what =
        rows == 1
            ? tr("This deletes the row of '%1' itself, not only its place in this list.").arg(scope.table)
            : tr("This deletes %1 rows of '%2' themselves, not only their places in this list.")
                  .arg(QLocale().toString(rows), scope.table);
    const QString links =
        goesAlong ? tr("Their links in '%1' to every row of '%2' go along (ON DELETE CASCADE).")
                  : tr("Their links in '%1' to every row of '%2' have to go first, or the database refuses.");
    return what + u' ' + links.arg(list->secondary, scope.owner.table);
}

} // namespace relata::ui
