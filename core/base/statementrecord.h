#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace relata::base {

/// Why statements run: one click (or key, or timer) of a person, with the words that name it in the statement
/// log.
struct Cause
{
    enum class Kind {
        Click,   ///< what the person asked for
        Display, ///< what only the display adds: titles of parents, counts
        Opening, ///< reading the schema; in the log, but no measure of a click
    };

    quint64 click = 0; ///< the same number for all statements of one click; 0: none was given
    QString text;
    Kind kind = Kind::Click;

    bool operator==(const Cause &) const = default;
};

/// One statement that ran, as the statement log keeps it.
struct StatementRecord
{
    quint64 number = 0; ///< ascending within a workspace, in the order of completion
    Cause cause;
    QString sql;
    QStringList boundValues; ///< as SQL literals, long ones shortened
    qint64 rows = 0;         ///< returned by a SELECT, else changed
    double milliseconds = 0; ///< from the call to the last row fetched
    QDateTime started;
    QString error; ///< the database's words, empty where the statement succeeded

    bool operator==(const StatementRecord &) const = default;
};

} // namespace relata::base

Q_DECLARE_METATYPE(relata::base::StatementRecord)
