#pragma once

#include "core/mapping/declare/declarations.h"
#include "core/mapping/diagnostic.h"

#include <QHash>

namespace relata::models {

/// Where in a module the errors of a design are told, as comments above what they are about. Each is told
/// once: whoever asks for a place takes what belongs there.
class ErrorComments
{
public:
    ErrorComments(const QList<mapping::Diagnostic> &errors, const mapping::Declarations &declarations);

    /// Of a relationship, and of that which its backref makes.
    QStringList takeOfRelationship(const QString &className,
                                   const mapping::RelationshipDeclaration &declared);
    QStringList takeOfForeignKey(base::LinkId link);
    QStringList takeOfColumn(const QString &table, const QString &column);
    QStringList takeOfTable(const QString &table, const QString &className);
    /// All that nobody has taken.
    QStringList takeRest();
    /// The errors that were taken.
    const QList<mapping::Diagnostic> &told() const { return m_told; }

private:
    template<typename Matches>
    QStringList take(Matches matches);

    struct Waiting
    {
        mapping::Place place;
        mapping::Diagnostic error;
    };

    QList<Waiting> m_waiting;
    QList<mapping::Diagnostic> m_told;
};

} // namespace relata::models
