#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Adds what SQLAlchemy is silent about, though it bites later, to the diagnostics of a configuration.
void addLints(const Workbench &work, Configuration &configuration);

/// Where lints are collected.
class LintList
{
public:
    LintList(const Workbench &work, Configuration &configuration)
        : m_work(work), m_configuration(configuration)
    {
    }

    const Workbench &work() const { return m_work; }
    const Configuration &configuration() const { return m_configuration; }
    void add(const QString &code, const Place &where, const QString &sentence, const QString &hint,
             const QList<Fix> &fixes);
    /// A lint about a relationship.
    void add(const QString &code, const Draft &draft, const QString &sentence, const QString &hint,
             const QList<Fix> &fixes);

private:
    const Workbench &m_work;
    Configuration &m_configuration;
};

} // namespace relata::mapping
