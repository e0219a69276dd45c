#include "errorcomments.h"

#include "core/models/pythontext.h"

#include <algorithm>

namespace relata::models {

using namespace Qt::StringLiterals;
using mapping::Diagnostic;
using mapping::Place;
using mapping::RelationshipDeclaration;

ErrorComments::ErrorComments(const QList<Diagnostic> &errors, const mapping::Declarations &declarations)
{
    for (const Diagnostic &each : errors) {
        Place place = each.where;
        const schema::Table *table = declarations.table(place.table);
        if (table && !table->column(place.column))
            place.column.clear(); // What is said of columns that are not there is said of the table.
        m_waiting += Waiting{place, each};
    }
}

QStringList ErrorComments::takeOfRelationship(const QString &className,
                                              const RelationshipDeclaration &declared)
{
    return take([&](const Place &where) {
        const bool isOwn = where.className == className && where.relationship == declared.name;
        const bool isOfBackref = declared.backref && where.className == declared.target &&
                                 where.relationship == declared.backref->name;
        return !where.relationship.isEmpty() && (isOwn || isOfBackref);
    });
}

QStringList ErrorComments::takeOfForeignKey(base::LinkId link)
{
    return take([link](const Place &where) {
        return link.isValid() && where.relationship.isEmpty() && where.foreignKey == link;
    });
}

QStringList ErrorComments::takeOfColumn(const QString &table, const QString &column)
{
    return take([&](const Place &where) {
        return where.relationship.isEmpty() && where.table == table && where.column == column;
    });
}

QStringList ErrorComments::takeOfTable(const QString &table, const QString &className)
{
    return take([&](const Place &where) {
        const bool isOfClass = !className.isEmpty() && where.className == className;
        return where.relationship.isEmpty() && where.column.isEmpty() && !where.foreignKey.isValid() &&
               (where.table == table || isOfClass);
    });
}

QStringList ErrorComments::takeRest()
{
    return take([](const Place &) { return true; });
}

template<typename Matches>
QStringList ErrorComments::take(Matches matches)
{
    QStringList comments;
    m_waiting.removeIf([&](const Waiting &each) {
        if (!matches(each.place))
            return false;
        comments += u"# Error: "_s + commentText(each.error.sentence);
        m_told += each.error;
        return true;
    });
    return comments;
}

} // namespace relata::models
