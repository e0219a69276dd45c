#include "differencepill.h"

#include "core/project/designdocument.h"
#include "core/schema/partids.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kAboveTheEdge = 16;

/// How many tables are new, gone or otherwise different.
qsizetype differingTables(const schema::Schema &before, const schema::Schema &now)
{
    qsizetype count = 0;
    for (const schema::Table &table : now.tables) {
        const schema::Table *known = before.table(table.id);
        count += known && schema::sameForDatabase(*known, table) ? 0 : 1;
    }
    for (const schema::Table &table : before.tables)
        count += now.table(table.id) ? 0 : 1;
    return count;
}

} // namespace

DifferencePill::DifferencePill(const project::DesignDocument &document, const Theme &theme, QWidget *over)
    : QFrame(over), m_document(document), m_words(new QLabel(this)), m_review(new QToolButton(this))
{
    setObjectName(u"differencePill"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(12);
    m_words->setFont(theme.smallFont());
    row->addWidget(m_words);
    m_review->setObjectName(u"reviewDifference"_s);
    m_review->setText(tr("Show SQL"));
    m_review->setAutoRaise(true);
    row->addWidget(m_review);
    connect(m_review, &QToolButton::clicked, this, &DifferencePill::reviewRequested);
    connect(&document, &project::DesignDocument::changed, this, &DifferencePill::showDifference);
    connect(&document, &project::DesignDocument::wasReset, this, &DifferencePill::showDifference);
    over->installEventFilter(this);
    hide();
}

void DifferencePill::setHasDatabase(bool hasDatabase)
{
    m_hasDatabase = hasDatabase;
    showDifference();
}

void DifferencePill::setCovered(bool covered)
{
    m_isCovered = covered;
    showDifference();
}

void DifferencePill::showDifference()
{
    const qsizetype count = m_hasDatabase && m_document.isModified()
                                ? differingTables(m_document.baseline(), m_document.design().schema)
                                : 0;
    m_words->setText(count == 1 ? tr("Not applied: 1 table differs from the database")
                                : tr("Not applied: %L1 tables differ from the database").arg(count));
    setVisible(count > 0 && !m_isCovered);
    place();
}

void DifferencePill::place()
{
    adjustSize();
    const QSize room = parentWidget()->size();
    move((room.width() - width()) / 2, room.height() - height() - kAboveTheEdge);
    raise();
}

bool DifferencePill::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace relata::ui
