#include "operations.h"

namespace relata::scenarios {

const QHash<QString, Operation> &operations()
{
    static const QHash<QString, Operation> table = [] {
        QHash<QString, Operation> all;
        addSchemaOperations(all);
        addSessionOperations(all);
        return all;
    }();
    return table;
}

} // namespace relata::scenarios
