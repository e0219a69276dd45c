#pragma once

#include "core/mapping/declare/design.h"

namespace relata::mapping {

/// Which foreign keys the relationships stand on that were given, so that none is derived for them besides.
/// A relationship that does not know its foreign key stands on the first between its two tables that is left.
class GivenLinks
{
public:
    explicit GivenLinks(const Design &design);

    /// A side of a pair on the foreign key itself.
    bool standOn(base::LinkId link) const { return m_links.contains(link); }
    /// A many-to-many through the table that has the foreign key.
    bool foldStandsOn(base::LinkId link) const { return m_foldLinks.contains(link); }

private:
    bool isKey(base::LinkId link) const;
    void claim(const ClassDeclaration &owner, const RelationshipDeclaration &each);
    const schema::Table *tableOfClass(const QString &name) const;

    const Design &m_design;
    QSet<base::LinkId> m_links;
    QSet<base::LinkId> m_foldLinks;
};

} // namespace relata::mapping
