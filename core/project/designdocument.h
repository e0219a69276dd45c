#pragma once

#include "core/project/documentchange.h"

#include <QObject>

namespace relata::project {

/// The design that the window shows: a schema, the layout of its diagram, and the schema as it is in the
/// database (the baseline), against which the SQL of the difference is shown. Lives in the GUI thread. All
/// edits go through change(); views listen to changed() and reset().
class DesignDocument : public QObject
{
    Q_OBJECT

public:
    explicit DesignDocument(QObject *parent = nullptr);

    const schema::Schema &schema() const { return m_schema; }
    const schema::Schema &baseline() const { return m_baseline; }
    const DiagramLayout &layout() const { return m_layout; }
    /// True where the schema differs from the baseline.
    bool isModified() const { return m_schema != m_baseline; }

    /// Replaces everything; undo stacks listen to wasReset() and clear.
    void reset(const schema::Schema &schema, const DiagramLayout &layout);
    /// Applies a change whole or not at all, emits changed(), and returns the change that takes it back.
    base::Result<DocumentChange> change(const DocumentChange &change);

signals:
    void changed(const relata::project::DocumentChange &change);
    void wasReset();

private:
    schema::Schema m_schema;
    schema::Schema m_baseline;
    DiagramLayout m_layout;
};

} // namespace relata::project
