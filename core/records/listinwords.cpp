#include "listinwords.h"

#include <QCoreApplication>

namespace relata::records {

using namespace Qt::StringLiterals;

QString listInWords(const QStringList &parts)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return QCoreApplication::translate("relata::records::listInWords", "%1 and %2")
        .arg(parts.mid(0, parts.size() - 1).join(u", "_s), parts.last());
}

} // namespace relata::records
