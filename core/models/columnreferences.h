#pragma once

#include "core/models/modelnames.h"

namespace relata::models {

/// Writes the arguments of relationship() that name tables and columns. What is in the class that is being
/// written is named directly, other classes in texts that SQLAlchemy evaluates when all are there; what such
/// a text cannot name, and every join, is a lambda, which sees the names of the module only. What does not
/// exist is written as it was declared. The declarations and names have to outlive it.
class ColumnReferences
{
public:
    ColumnReferences(const mapping::Declarations &declarations, const ModelNames &names)
        : m_declarations(declarations), m_names(names)
    {
    }

    /// @param body the class in whose body this will stand
    QString secondary(const QString &table, const mapping::ClassDeclaration &body) const;
    QString columns(const QList<mapping::ColumnName> &columns, const mapping::ClassDeclaration &body) const;
    QString order(const QList<mapping::OrderTerm> &terms) const;
    QString condition(const mapping::JoinCondition &condition) const;

private:
    bool isOfClass(const mapping::ColumnName &column) const;
    QString tableExpression(const QString &table) const;
    QString expression(const mapping::ColumnName &column) const;
    QString operand(const mapping::Operand &operand) const;
    QString comparison(const mapping::Comparison &comparison) const;

    const mapping::Declarations &m_declarations;
    const ModelNames &m_names;
};

} // namespace relata::models
