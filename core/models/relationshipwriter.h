#pragma once

#include "core/mapping/configuration.h"
#include "core/models/columnreferences.h"

namespace relata::models {

/// A statement that declares a relationship.
struct RelationshipText
{
    QString start; ///< up to the opening bracket, without indent
    QStringList arguments;
    /// The strategy write_only, which SQLAlchemy 1.4 does not know, is written as dynamic.
    bool isDynamicInstead = false;
    QSet<QString> words; ///< of its annotation: "List", "Optional", "WriteOnlyMapped"
};

/// Writes relationships as they were declared, without what is SQLAlchemy's default. The configuration tells
/// the annotations whether one record or many are at the other end. Everything has to outlive it.
class RelationshipWriter
{
public:
    RelationshipWriter(const mapping::Declarations &declarations, const mapping::Configuration &configuration,
                       const ModelNames &names, Style style)
        : m_declarations(declarations),
          m_configuration(configuration),
          m_names(names),
          m_style(style),
          m_references(declarations, names)
    {
    }

    RelationshipText write(const mapping::ClassDeclaration &owner,
                           const mapping::RelationshipDeclaration &declared) const;

private:
    struct Ends
    {
        bool toMany = false;
        bool mayBeNone = false;
    };
    Ends endsOf(const mapping::ClassDeclaration &owner,
                const mapping::RelationshipDeclaration &declared) const;
    Ends guessedEnds(const mapping::ClassDeclaration &owner,
                     const mapping::RelationshipDeclaration &declared) const;
    void annotate(const mapping::ClassDeclaration &owner, const mapping::RelationshipDeclaration &declared,
                  RelationshipText &text) const;
    QStringList joins(const mapping::RelationshipOptions &options,
                      const mapping::ClassDeclaration &body) const;
    QString lazy(const mapping::RelationshipOptions &options, RelationshipText &text) const;
    /// @param asking of a backref the side that asks for it, from which it has some arguments unless it says
    /// otherwise; else null
    static QStringList behaviour(const mapping::RelationshipOptions &options,
                                 const mapping::RelationshipOptions *asking);
    bool saysUselist(const mapping::ClassDeclaration &owner,
                     const mapping::RelationshipDeclaration &declared) const;
    QString backref(const mapping::ClassDeclaration &owner, const mapping::RelationshipDeclaration &declared,
                    RelationshipText &text) const;

    const mapping::Declarations &m_declarations;
    const mapping::Configuration &m_configuration;
    const ModelNames &m_names;
    Style m_style;
    ColumnReferences m_references;
};

} // namespace relata::models
