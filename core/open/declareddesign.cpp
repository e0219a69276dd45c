#include "declareddesign.h"

#include "core/async/workspace.h"
#include "core/mapping/plan/declaredin.h"
#include "core/project/designdocument.h"

namespace relata::open {

DeclaredDesign::DeclaredDesign(const project::DesignDocument &document, QObject *parent)
    : QObject(parent), m_document(document)
{
    connect(&document, &project::DesignDocument::changed, this,
            [this](const project::DocumentChange &change) {
                if (!project::isOnlyLayout(change))
                    tell();
            });
}

void DeclaredDesign::follow(async::Workspace *workspace)
{
    m_workspace = workspace;
    m_told = {};
    tell();
}

void DeclaredDesign::tell()
{
    if (m_workspace && declared() != m_told)
        tellAgain();
}

void DeclaredDesign::tellAgain()
{
    const mapping::Given now = declared();
    if (!m_workspace || (now.isEmpty() && m_told.isEmpty()))
        return;
    m_told = now;
    m_workspace->declare(m_document.baseline(), now);
}

mapping::Given DeclaredDesign::declared() const
{
    return mapping::declaredIn(m_document.baseline(), m_document.design());
}

} // namespace relata::open
