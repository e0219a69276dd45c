#include "schemasqlpanel.h"

#include "core/project/designdocument.h"
#include "core/sql/ddlbuilder.h"
#include "ui/theme/theme.h"

namespace relata::ui {

SchemaSqlPanel::SchemaSqlPanel(const project::DesignDocument &document, const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent), m_document(document)
{
    setObjectName(QStringLiteral("schemaSql"));
    setAccessibleName(tr("SQL of the difference"));
    setReadOnly(true);
    setFrameShape(NoFrame);
    setLineWrapMode(NoWrap);
    setFont(theme.monospaceFont());
    setPlaceholderText(tr("The drawing and the database are the same: there is nothing to do."));
    connect(&theme, &Theme::changed, this, [this, &theme] { setFont(theme.monospaceFont()); });
    connect(&document, &project::DesignDocument::changed, this, &SchemaSqlPanel::refresh);
    connect(&document, &project::DesignDocument::wasReset, this, &SchemaSqlPanel::refresh);
}

void SchemaSqlPanel::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    if (m_isStale)
        refresh();
}

void SchemaSqlPanel::refresh()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    const QStringList statements = sql::differenceSql(m_document.baseline(), m_document.schema());
    setPlainText(statements.isEmpty() ? QString()
                                      : statements.join(QStringLiteral(";\n\n")) + QStringLiteral(";\n"));
}

} // namespace relata::ui
