#pragma once

#include "core/base/value.h"

#include <QList>
#include <QString>

namespace relata::app {

/// A read-only connection of its own, by which the tour checks what the window claims. Opened for each
/// question, so that it never holds a lock.
class TourWitness
{
public:
    explicit TourWitness(QString file) : m_file(std::move(file)) {}

    /// All rows of a query; none where it fails.
    QList<base::Values> rows(const QString &sql, const base::Values &values = {}) const;
    /// The first cell of the first row; -1 and "" where there is none.
    qint64 number(const QString &sql, const base::Values &values = {}) const;
    QString text(const QString &sql) const;
    /// True where some table of the file declares a foreign key.
    bool hasLinks() const;

private:
    const QString m_file;
};

QString quotedName(const QString &name);

} // namespace relata::app
