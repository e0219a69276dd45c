#include "givenlinks.h"

#include "core/schema/inflection.h"

#include <algorithm>

namespace relata::mapping {

using schema::ForeignKey;
using schema::Table;

namespace {

/// Whether foreign_keys of a relationship, where they are given, are the columns of this key.
bool agrees(const RelationshipDeclaration &each, const Table &child, const ForeignKey &key)
{
    return std::ranges::all_of(each.foreignKeys, [&](const ColumnName &name) {
        return schema::sameName(name.table, child.name) && schema::indexOfName(key.columns, name.column) >= 0;
    });
}

} // namespace

GivenLinks::GivenLinks(const Design &design) : m_design(design)
{
    for (const ClassDeclaration &owner : design.given.classes) {
        for (const RelationshipDeclaration &each : owner.relationships) {
            if (isKey(each.link))
                (each.secondary.isEmpty() ? m_links : m_foldLinks) += each.link;
        }
    }
    QSet<QPair<QString, QString>> claimed; ///< class and relationship
    for (const ClassDeclaration &owner : design.given.classes) {
        for (const RelationshipDeclaration &each : owner.relationships) {
            const bool isOtherSide =
                !each.backPopulates.isEmpty() && claimed.contains({each.target, each.backPopulates});
            if (!isKey(each.link) && !isOtherSide)
                claim(owner, each);
            claimed += {owner.name, each.name};
        }
    }
}

/// One that a table has: a relationship may have been made without any, or lost the one it was made for.
bool GivenLinks::isKey(base::LinkId link) const
{
    return link.isValid() && m_design.schema.tableOfLink(link);
}

void GivenLinks::claim(const ClassDeclaration &owner, const RelationshipDeclaration &each)
{
    if (!each.secondary.isEmpty()) {
        const Table *junction = m_design.schema.table(each.secondary);
        for (const ForeignKey &key : junction ? junction->foreignKeys : QList<ForeignKey>())
            m_foldLinks += key.id;
        return;
    }
    const Table *mine = m_design.schema.table(owner.table);
    const Table *theirs = tableOfClass(each.target);
    if (!mine || !theirs)
        return;
    for (const auto &[child, parent] : {std::pair(mine, theirs), std::pair(theirs, mine)}) {
        for (const ForeignKey &key : child->foreignKeys) {
            if (schema::sameName(key.table, parent->name) && agrees(each, *child, key) && !standOn(key.id)) {
                m_links += key.id;
                return;
            }
        }
    }
}

const Table *GivenLinks::tableOfClass(const QString &name) const
{
    for (const ClassDeclaration &each : m_design.given.classes) {
        if (each.name == name)
            return m_design.schema.table(each.table);
    }
    const auto found = std::ranges::find_if(m_design.schema.tables, [&name](const Table &table) {
        return schema::camelCase(table.name) == name;
    });
    return found == m_design.schema.tables.cend() ? nullptr : &*found;
}

} // namespace relata::mapping
