#pragma once

#include <QString>

namespace relata::ui {

/// A whole number in the person's notation.
QString localNumber(qint64 number);

/// Milliseconds with one decimal, without the unit; "<0.1" where there were some, but fewer.
QString localMilliseconds(double milliseconds);

/// "9 statements · 215 rows · 4.0 ms".
QString statementSummary(qint64 statements, qint64 rows, double milliseconds);

/// The text with all white space runs as one space.
QString inOneLine(const QString &text);

} // namespace relata::ui
