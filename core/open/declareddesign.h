#pragma once

#include "core/mapping/declare/design.h"

#include <QObject>
#include <QPointer>

namespace relata::async {
class Workspace;
}
namespace relata::project {
class DesignDocument;
}

namespace relata::open {

/// Tells the open database what its design declares: names of relationships, and when they load. GUI thread.
class DeclaredDesign : public QObject
{
    Q_OBJECT

public:
    /// The document outlives it.
    explicit DeclaredDesign(const project::DesignDocument &document, QObject *parent = nullptr);

    /// From now on this database is told; null: none is.
    void follow(async::Workspace *workspace);
    /// Tells what is declared by now, where that is another thing than was told last.
    void tell();
    /// Tells it in any case: the database's tables are others.
    void tellAgain();

private:
    mapping::Given declared() const;

    const project::DesignDocument &m_document;
    QPointer<async::Workspace> m_workspace;
    mapping::Given m_told;
};

} // namespace relata::open
