#pragma once

#include <QString>
#include <QStringList>

namespace relata::schema {

/// The words of a name in lower case: "InvoiceLine", "invoice_line" and "Invoice Line" give invoice, line;
/// "HTTPServer" gives http, server. Characters that cannot stand in an identifier separate words.
QStringList wordsOf(const QString &name);

/// The words joined by underscores, never empty, never starting with a digit: an attribute's name.
QString snakeCase(const QString &name);

/// The name as a class: each part between separators with a capital, the rest as written ("film_actor" ->
/// "FilmActor").
QString camelCase(const QString &name);

/// English plural and singular of the last word of a snake_case name. A plural stays a plural, a singular a
/// singular.
QString plural(const QString &name);
QString singular(const QString &name);

} // namespace relata::schema
