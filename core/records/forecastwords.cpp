#include "forecastwords.h"

#include "core/records/listinwords.h"
#include "core/schema/inflection.h"

#include <QLocale>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::TableForecast;

QString ForecastWords::counted(const QString &table, qint64 count)
{
    const QString name = schema::wordsOf(table).join(u'_');
    const QString inflected = count == 1 ? schema::singular(name) : schema::plural(name);
    return QLocale().toString(count) + u' ' + QString(inflected).replace(u'_', u' ');
}

QString ForecastWords::all() const
{
    QStringList sentences;
    if (total(&TableForecast::added, By::Save) > 0)
        sentences += tr("Adds %1.").arg(list(&TableForecast::added, By::Save));
    if (total(&TableForecast::changed, By::Save) > 0)
        sentences += tr("Changes %1.").arg(list(&TableForecast::changed, By::Save));
    const qint64 deleted = total(&TableForecast::deleted, By::Save);
    const QString with = list(&TableForecast::deleted, By::Database);
    if (deleted > 0 && with.isEmpty())
        sentences += tr("Deletes %1.").arg(list(&TableForecast::deleted, By::Save));
    else if (deleted > 0)
        sentences += (deleted == 1 ? tr("Deletes %1, and with it %2.") : tr("Deletes %1, and with them %2."))
                         .arg(list(&TableForecast::deleted, By::Save), with);
    else if (!with.isEmpty())
        sentences += tr("The database also deletes %1.").arg(with);
    sentences += changesBesides();
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString ForecastWords::besides() const
{
    QStringList sentences;
    const QString with = list(&TableForecast::deleted, By::Database);
    if (!with.isEmpty())
        sentences += tr("Also deletes %1.").arg(with);
    sentences += changesBesides();
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString ForecastWords::done() const
{
    QStringList sentences;
    if (total(&TableForecast::deleted, By::Database) > 0)
        sentences += tr("The database also deleted %1.").arg(list(&TableForecast::deleted, By::Database));
    if (total(&TableForecast::changed, By::Database) > 0)
        sentences += tr("The database also changed %1.").arg(list(&TableForecast::changed, By::Database));
    if (total(&TableForecast::added, By::Database) > 0)
        sentences += tr("The database also added %1.").arg(list(&TableForecast::added, By::Database));
    return sentences.join(u' ');
}

QString ForecastWords::changesBesides() const
{
    QStringList sentences;
    if (total(&TableForecast::changed, By::Database) > 0)
        sentences += tr("Also changes %1.").arg(list(&TableForecast::changed, By::Database));
    if (total(&TableForecast::added, By::Database) > 0)
        sentences += tr("Also adds %1.").arg(list(&TableForecast::added, By::Database));
    return sentences.join(u' ');
}

qint64 ForecastWords::total(CountOf count, By by) const
{
    qint64 sum = 0;
    for (const TableForecast &each : m_tables) {
        if (each.why.isEmpty() == (by == By::Save))
            sum += each.*count;
    }
    return sum;
}

QString ForecastWords::list(CountOf count, By by) const
{
    QStringList parts;
    QStringList group;
    QString why;
    const auto close = [&] {
        if (!group.isEmpty())
            parts += why.isEmpty() ? listInWords(group) : u"%1 (%2)"_s.arg(listInWords(group), why);
        group.clear();
    };
    for (const TableForecast &each : m_tables) {
        if (each.why.isEmpty() != (by == By::Save) || each.*count == 0)
            continue;
        if (each.why != why)
            close();
        why = each.why;
        group += counted(each.table, each.*count);
    }
    close();
    return listInWords(parts);
}

} // namespace relata::records
