#include "ui/models/statementtext.h"

#include <QCoreApplication>
#include <QLocale>

namespace relata::ui {

using namespace Qt::StringLiterals;

QString localNumber(qint64 number)
{
    return QLocale().toString(number);
}

QString localMilliseconds(double milliseconds)
{
    if (milliseconds > 0 && milliseconds < 0.05)
        return u'<' + QLocale().toString(0.1, 'f', 1);
    return QLocale().toString(milliseconds, 'f', 1);
}

QString statementSummary(qint64 statements, qint64 rows, double milliseconds)
{
    const char *context = "relata::ui::StatementText";
    const QString statementPart =
        statements == 1 ? QCoreApplication::translate(context, "1 statement")
                        : QCoreApplication::translate(context, "%1 statements").arg(localNumber(statements));
    const QString rowPart = rows == 1
                                ? QCoreApplication::translate(context, "1 row")
                                : QCoreApplication::translate(context, "%1 rows").arg(localNumber(rows));
    const QString timePart =
        QCoreApplication::translate(context, "%1 ms").arg(localMilliseconds(milliseconds));
    return statementPart + u" · "_s + rowPart + u" · "_s + timePart;
}

QString inOneLine(const QString &text)
{
    return text.simplified();
}

} // namespace relata::ui
