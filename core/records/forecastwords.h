#pragma once

#include "core/base/saveforecast.h"

#include <QCoreApplication>

namespace relata::records {

/// A forecast in sentences: "Deletes 1 customer, and with it 7 invoices (ON DELETE CASCADE)." The tables have
/// to outlive it.
class ForecastWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::records::ForecastWords)

public:
    explicit ForecastWords(const QList<base::TableForecast> &tables) : m_tables(tables) {}

    /// Everything, a sentence for each kind of change; "" where nothing is written.
    QString all() const;
    /// What the database does besides: "Also deletes 7 invoices (ON DELETE CASCADE)."; "" where that is
    /// nothing.
    QString besides() const;
    /// The same when it has been done: "The database also deleted 7 invoices (ON DELETE CASCADE)."
    QString done() const;

    /// "7 invoice lines": how people count the rows of a table.
    static QString counted(const QString &table, qint64 count);

private:
    using CountOf = qint64 base::TableForecast::*;
    enum class By { Save, Database };

    qint64 total(CountOf count, By by) const;
    /// "2 albums and 5 tracks (ON DELETE CASCADE)"; the reason stands once for neighbours that share it.
    QString list(CountOf count, By by) const;
    QString changesBesides() const;

    const QList<base::TableForecast> &m_tables;
};

} // namespace relata::records
