#include "deferredcolumns.h"

namespace relata::orm {

base::Done DeferredColumns::load(ObjectRef object, int column, Reach reach)
{
    LoadRequest request;
    request.extent = LoadRequest::Extent::Named;
    request.onlyColumns = {column};
    return m_refresh.read(object, std::move(request), reach);
}

} // namespace relata::orm
