#include "statusfacts.h"

#include "core/mapping/plan/keyless.h"
#include "core/open/opendesign.h"
#include "ui/theme/foreigntext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <initializer_list>

namespace relata::ui {

using namespace Qt::StringLiterals;

StatusFacts::StatusFacts(QWidget *parent)
    : QWidget(parent),
      m_file(new QLabel(this)),
      m_engine(new QLabel(this)),
      m_count(new QLabel(this)),
      m_problems(new QToolButton(this))
{
    setObjectName(u"facts"_s);
    m_problems->setObjectName(u"problemCount"_s);
    m_problems->setAutoRaise(true);
    m_problems->setToolTip(tr("Show the problems (F8)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (QWidget *each : std::initializer_list<QWidget *>{m_file, m_engine, m_count, m_problems}) {
        each->setProperty("dim", true);
        row->addWidget(each);
    }
    connect(m_problems, &QToolButton::clicked, this, &StatusFacts::problemsRequested);
}

void StatusFacts::show(open::OpenDesign &design, const QString &name)
{
    const mapping::MappedSchema &schema = design.document().schema();
    qsizetype tables = 0;
    qsizetype links = mapping::keylessLinks(schema, design.document().design().given).size();
    for (const schema::Table &table : schema.tables) {
        tables += table.kind == schema::TableKind::Shadow ? 0 : 1;
        links += table.foreignKeys.size();
    }
    const async::Workspace *workspace = design.workspace();
    m_file->setText(inOneShortLine(name, 60));
    m_file->setToolTip(workspace ? toolTipOf(workspace->identity().text()) : QString());
    m_engine->setVisible(workspace != nullptr);
    if (workspace) {
        m_engine->setText(workspace->engineVersion() + u" · "_s +
                          (workspace->isReadOnly() ? tr("read-only") : tr("writable")));
        m_engine->setToolTip(toolTipOf(workspace->readOnlyReason()));
    }
    const QString tableWords = tables == 1 ? tr("1 table") : tr("%L1 tables").arg(tables);
    const QString linkWords = links == 1 ? tr("1 link") : tr("%L1 links").arg(links);
    m_count->setText(tableWords + u" · "_s + linkWords);
}

void StatusFacts::setProblems(const QString &words)
{
    m_problems->setText(words);
}

} // namespace relata::ui
