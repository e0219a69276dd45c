#include "schemasqlpanel.h"

#include "core/project/designdocument.h"
#include "core/sql/ddlbuilder.h"
#include "core/sql/schemadifference.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

SchemaSqlPanel::SchemaSqlPanel(const project::DesignDocument &document, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_document(document),
      m_words(new QLabel(this)),
      m_copy(new QPushButton(tr("Copy"), this)),
      m_apply(new QPushButton(tr("Apply…"), this)),
      m_text(new QPlainTextEdit(this))
{
    m_words->setProperty("dim", true);
    m_copy->setObjectName(u"copySchemaSql"_s);
    m_apply->setObjectName(u"applySchemaSql"_s);
    m_apply->setToolTip(tr("Turn the database into the design, all at once or not at all"));
    m_apply->hide();
    m_text->setObjectName(u"schemaSql"_s);
    m_text->setAccessibleName(tr("SQL of the difference"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(theme.monospaceFont());
    m_text->setPlaceholderText(tr("The drawing and the database are the same: there is nothing to do."));
    auto *header = new QHBoxLayout;
    header->setContentsMargins(8, 4, 8, 4);
    header->setSpacing(8);
    header->addWidget(m_words, 1);
    header->addWidget(m_copy);
    header->addWidget(m_apply);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_text, 1);
    setFocusProxy(m_text);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_apply, &QPushButton::clicked, this, &SchemaSqlPanel::applyRequested);
    connect(&theme, &Theme::changed, this, [this, &theme] { m_text->setFont(theme.monospaceFont()); });
    connect(&document, &project::DesignDocument::changed, this, &SchemaSqlPanel::refresh);
    connect(&document, &project::DesignDocument::wasReset, this, &SchemaSqlPanel::refresh);
}

void SchemaSqlPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        refresh();
}

void SchemaSqlPanel::refresh()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    const QStringList statements = sql::differenceSql(m_document.baseline(), m_document.schema());
    const QString warning =
        tr("-- Where one of these fails, those after it must not run: Apply sees to that, and so does "
           "sqlite3 -bail.\n\n");
    m_text->setPlainText(statements.isEmpty()
                             ? QString()
                             : (statements.contains(u"BEGIN IMMEDIATE"_s) ? warning : QString()) +
                                   statements.join(u";\n\n"_s) + u";\n"_s);
    const qsizetype count = sql::withoutFrame(statements).size();
    m_words->setText(count == 0   ? QString()
                     : count == 1 ? tr("1 statement turns the database into the design")
                                  : tr("%L1 statements turn the database into the design").arg(count));
    m_copy->setEnabled(!statements.isEmpty());
    m_apply->setEnabled(m_mayApply && !statements.isEmpty());
}

void SchemaSqlPanel::setDatabase(bool isThere, bool mayApply)
{
    m_mayApply = mayApply;
    m_apply->setVisible(isThere);
    m_apply->setEnabled(mayApply && !m_text->document()->isEmpty());
}

} // namespace relata::ui
