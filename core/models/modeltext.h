#pragma once

#include "core/mapping/diagnostic.h"

namespace relata::models {

/// What a line of model code is about. What does not apply is empty.
struct About
{
    base::TableId table;
    QString column;       ///< of the table, by its own name
    QString relationship; ///< of the table's class, by its own name
    base::LinkId link;    ///< the foreign key that the column has or the relationship stands on

    bool operator==(const About &) const = default;
};

struct ModelLine
{
    QString text; ///< without its line end
    About about;

    bool operator==(const ModelLine &) const = default;
};

/// Model code, line by line, so that a view can jump from a line to what it is about and back. A value.
struct ModelText
{
    QList<ModelLine> lines;
    /// The errors that comments in the text tell, then what it says otherwise than the design does.
    QList<mapping::Diagnostic> findings;

    /// All lines, each with its end.
    QString text() const;
    /// The class of a table, or its db.Table(). "" where the text has none.
    QString ofTable(base::TableId table) const;
    /// The statement that declares a relationship, without its indent. "" where the class declares none of
    /// that name; one that a backref makes is declared on the other class.
    QString ofRelationship(base::TableId table, const QString &relationship) const;
    /// The statements that stand on a foreign key, without their indents: of its columns and both sides.
    QString ofLink(base::LinkId link) const;

    bool operator==(const ModelText &) const = default;
};

} // namespace relata::models
