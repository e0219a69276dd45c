#include "modeltext.h"

namespace relata::models {

using namespace Qt::StringLiterals;

namespace {

enum class Indent { Keep, Remove };

template<typename Matches>
QString joined(const QList<ModelLine> &lines, Indent indent, Matches matches)
{
    QString all;
    for (const ModelLine &line : lines) {
        if (!matches(line.about))
            continue;
        const bool isIndented = indent == Indent::Remove && line.text.startsWith(u"    "_s);
        all += (isIndented ? line.text.mid(4) : line.text) + u'\n';
    }
    return all;
}

} // namespace

QString ModelText::text() const
{
    return joined(lines, Indent::Keep, [](const About &) { return true; });
}

QString ModelText::ofTable(base::TableId table) const
{
    return joined(lines, Indent::Keep,
                  [table](const About &about) { return table.isValid() && about.table == table; });
}

QString ModelText::ofRelationship(base::TableId table, const QString &relationship) const
{
    return joined(lines, Indent::Remove, [&](const About &about) {
        return about.table == table && !relationship.isEmpty() && about.relationship == relationship;
    });
}

QString ModelText::ofLink(base::LinkId link) const
{
    return joined(lines, Indent::Remove,
                  [link](const About &about) { return link.isValid() && about.link == link; });
}

} // namespace relata::models
