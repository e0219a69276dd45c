#pragma once

#include "core/mapping/mappedschema.h"
#include "core/project/documentchange.h"

#include <QObject>

namespace relata::project {

/// The design that the window shows, the layout of its diagram, and the schema as it is in the database (the
/// baseline), against which the SQL of the difference is shown. Lives in the GUI thread. All edits go through
/// change(); views listen to changed() and reset().
class DesignDocument : public QObject
{
    Q_OBJECT

public:
    explicit DesignDocument(QObject *parent = nullptr);

    const mapping::Design &design() const { return m_design; }
    /// The design's tables with what its declarations mean; renewed when a change concerns more than places.
    const mapping::MappedSchema &schema() const { return m_mapped; }
    const schema::Schema &baseline() const { return m_baseline; }
    const DiagramLayout &layout() const { return m_layout; }
    const DesignSettings &settings() const { return m_settings; }
    /// What is found about the design, worst first.
    const QList<mapping::Diagnostic> &findings() const { return m_findings; }
    /// The keys of what was found already about the baseline, untouched.
    const QSet<QString> &baselineFindings() const { return m_baselineFindings; }
    /// True where the schema differs from the baseline.
    bool isModified() const { return m_design.schema != m_baseline; }

    /// Replaces everything; undo stacks listen to wasReset() and clear.
    void reset(const mapping::Design &design, const schema::Schema &baseline, const DiagramLayout &layout,
               const DesignSettings &settings = {});
    /// The same for tables of a database about which nobody declared anything.
    void reset(const mapping::MappedSchema &schema, const DiagramLayout &layout);
    /// Applies a change whole or not at all, emits changed(), and returns the change that takes it back.
    base::Result<DocumentChange> change(const DocumentChange &change);

signals:
    void changed(const relata::project::DocumentChange &change);
    void wasReset();

private:
    struct Parts;

    mapping::Design m_design;
    mapping::MappedSchema m_mapped;
    schema::Schema m_baseline;
    DiagramLayout m_layout;
    DesignSettings m_settings;
    QList<mapping::Diagnostic> m_findings;
    QSet<QString> m_baselineFindings;
};

} // namespace relata::project
