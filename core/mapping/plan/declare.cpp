#include "declare.h"

#include "core/mapping/declare/declarationchange.h"
#include "core/mapping/derive/derive.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// One end of a foreign key, or a relationship that stands on none.
bool isSameEnd(const RelationshipDeclaration &a, const RelationshipDeclaration &b)
{
    return a.link.isValid() ? a.link == b.link && a.end == b.end && a.secondary == b.secondary
                            : !b.link.isValid() && a.name == b.name;
}

class Declaring
{
public:
    Declaring(const Design &design, const DeclarationChange &change)
        : m_design(design), m_change(change), m_declarations(derive(design)), m_given(design.given)
    {
    }

    Result<Given> run()
    {
        const ClassDeclaration *now = m_declarations.classNamed(m_change.before.name);
        if (!now || *now != m_change.before) {
            return fail(
                ErrorCode::InvalidChange,
                u"The class '%1' is not as it was when this change was proposed."_s.arg(m_change.before.name),
                u"Look at the finding again."_s);
        }
        for (const RelationshipDeclaration &each : m_change.after.relationships) {
            if (!m_change.before.relationships.contains(each))
                give(m_change.after, each);
        }
        for (const RelationshipDeclaration &each : m_change.before.relationships) {
            if (std::ranges::none_of(m_change.after.relationships,
                                     [&each](const auto &other) { return isSameEnd(each, other); }))
                remove(each);
        }
        if (m_change.after.name != m_change.before.name ||
            m_change.after.versionIdCol != m_change.before.versionIdCol ||
            m_change.after.attributes != m_change.before.attributes) {
            ClassDeclaration &given = givenClass(m_change.before);
            given.name = m_change.after.name;
            given.versionIdCol = m_change.after.versionIdCol;
            given.attributes = m_change.after.attributes;
            renameTargets();
        }
        return m_given;
    }

private:
    ClassDeclaration &givenClass(const ClassDeclaration &of)
    {
        if (ClassDeclaration *known = m_given.classOf(of.table))
            return *known;
        ClassDeclaration made = of;
        made.relationships.clear();
        m_given.classes += made;
        return m_given.classes.last();
    }

    void put(const ClassDeclaration &owner, const RelationshipDeclaration &each)
    {
        QList<RelationshipDeclaration> &all = givenClass(owner).relationships;
        const auto known =
            std::ranges::find_if(all, [&each](const auto &other) { return isSameEnd(each, other); });
        if (known == all.end())
            all += each;
        else
            *known = each;
    }

    void give(const ClassDeclaration &owner, const RelationshipDeclaration &each)
    {
        keepOtherSide(each);
        put(owner, each);
        nameBack(owner, each);
    }

    /// A side that names the other is named by it, so that both know of each other.
    void nameBack(const ClassDeclaration &owner, const RelationshipDeclaration &each)
    {
        for (ClassDeclaration &given : m_given.classes) {
            if (given.name != each.target)
                continue;
            RelationshipDeclaration *other = given.relationship(each.backPopulates);
            if (other && other->target == owner.name && other->backPopulates.isEmpty() && !other->backref)
                other->backPopulates = each.name;
        }
    }

    /// The foreign keys of a junction belong to one many-to-many.
    QSet<base::LinkId> linksOf(const RelationshipDeclaration &each) const
    {
        QSet<base::LinkId> links = {each.link};
        const schema::Table *junction =
            each.secondary.isEmpty() ? nullptr : m_design.schema.table(each.secondary);
        for (const schema::ForeignKey &key : junction ? junction->foreignKeys : QList<schema::ForeignKey>())
            links += key.id;
        return links;
    }

    void keepOtherSide(const RelationshipDeclaration &each)
    {
        if (!each.link.isValid())
            return;
        const QSet<base::LinkId> links = linksOf(each);
        for (const ClassDeclaration &owner : std::as_const(m_declarations.classes)) {
            for (const RelationshipDeclaration &other : owner.relationships) {
                if (links.contains(other.link) && !isSameEnd(each, other))
                    put(owner, other);
            }
        }
    }

    void remove(const RelationshipDeclaration &each)
    {
        keepOtherSide(each);
        for (ClassDeclaration &given : m_given.classes) {
            if (schema::sameName(given.table, m_change.before.table))
                given.relationships.removeIf([&each](const auto &other) { return isSameEnd(each, other); });
        }
        if (!each.link.isValid())
            return;
        const QSet<base::LinkId> links = linksOf(each);
        const bool isLast = std::ranges::none_of(m_given.classes, [&links](const ClassDeclaration &given) {
            return std::ranges::any_of(given.relationships,
                                       [&links](const auto &other) { return links.contains(other.link); });
        });
        if (isLast)
            m_given.plain += links;
    }

    void renameTargets()
    {
        for (ClassDeclaration &given : m_given.classes) {
            for (RelationshipDeclaration &each : given.relationships) {
                if (each.target == m_change.before.name)
                    each.target = m_change.after.name;
            }
        }
    }

    const Design &m_design;
    const DeclarationChange &m_change;
    const Declarations m_declarations;
    Given m_given;
};

} // namespace

Result<Given> declared(const Design &design, const DeclarationChange &change)
{
    return Declaring(design, change).run();
}

} // namespace relata::mapping
