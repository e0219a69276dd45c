#include "raisestrategy.h"

namespace relata::orm {

using namespace Qt::StringLiterals;

base::Result<LazyRead> RaiseStrategy::read(ObjectRef object, const MappedRelationship &relationship,
                                           Reach reach)
{
    using Sql = SelectStrategy::Sql;
    const bool isIgnored = reach & IgnoringRaise;
    if (m_when == When::OnSql)
        return m_select.read(object, relationship, reach, isIgnored ? Sql::Allowed : Sql::Raises);
    // A look into the identity map is allowed where the caller wants no more.
    const bool wouldLoad = relationship.prop->useGet ? reach & MayLoadRelated : reach & MaySelect;
    if (wouldLoad && !isIgnored)
        return base::fail(error(relationship, u"raise"));
    return m_select.read(object, relationship, reach, Sql::Allowed);
}

base::Error RaiseStrategy::error(const MappedRelationship &relationship, QStringView word)
{
    return {base::ErrorCode::InvalidRequest,
            u"'%1' is not loaded, and its lazy='%2' forbids to load it now."_s.arg(relationship.label, word),
            u"Load it with the query, by an option, or choose another lazy."_s,
            {}};
}

} // namespace relata::orm
