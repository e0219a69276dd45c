#include "pendingbar.h"

#include "ui/theme/foreigntext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kShown = 160; ///< characters of a message; its tool tip and the review have more of it

} // namespace

PendingBar::PendingBar(QWidget *parent)
    : QFrame(parent),
      m_count(new QLabel(this)),
      m_parts(new QLabel(this)),
      m_review(new QPushButton(tr("Review"), this)),
      m_discard(new QPushButton(tr("Discard"), this)),
      m_save(new QPushButton(tr("Save  Ctrl+S"), this))
{
    setObjectName(u"pendingBar"_s);
    m_count->setObjectName(u"pendingCount"_s);
    m_parts->setObjectName(u"pendingParts"_s);
    m_review->setObjectName(u"pendingReview"_s);
    m_discard->setObjectName(u"pendingDiscard"_s);
    m_save->setObjectName(u"pendingSave"_s);
    QFont bold = m_count->font();
    bold.setBold(true);
    m_count->setFont(bold);
    m_parts->setProperty("dim", true);
    m_parts->setWordWrap(true);
    m_review->setFlat(true);
    m_discard->setFlat(true);
    m_save->setProperty("primary", true);
    // A click leaves the focus in the grid: when the bar goes with it, keys would meet whatever comes next.
    for (QPushButton *button : {m_review, m_discard, m_save})
        button->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(m_count);
    layout->addWidget(m_parts, 1);
    layout->addWidget(m_review);
    layout->addWidget(m_discard);
    layout->addWidget(m_save);
    connect(m_review, &QPushButton::clicked, this, &PendingBar::reviewRequested);
    connect(m_discard, &QPushButton::clicked, this, &PendingBar::discardRequested);
    connect(m_save, &QPushButton::clicked, this, &PendingBar::saveRequested);
    hide();
}

void PendingBar::show(const base::PendingEdits &edits)
{
    setVisible(!edits.isEmpty());
    m_count->setText(edits.count() == 1 ? tr("1 pending change")
                                        : tr("%L1 pending changes").arg(edits.count()));
    QStringList parts;
    if (!edits.added.isEmpty())
        parts += tr("%L1 new").arg(edits.added.size());
    if (!edits.changed.isEmpty())
        parts += tr("%L1 changed").arg(edits.changed.size());
    if (!edits.deleted.isEmpty())
        parts += tr("%L1 deleted").arg(edits.deleted.size());
    m_waiting = parts.join(u" · "_s);
    m_parts->setText(m_waiting);
    m_parts->setToolTip({});
    m_isRefused = !edits.refusal.isEmpty() && edits.refusedRow.isValid();
    if (m_isRefused)
        showRefusal(edits.refusal);
}

void PendingBar::showRefusal(const QString &words)
{
    setVisible(true);
    m_parts->setText(tr("Not saved: %1").arg(inOneShortLine(words, kShown)));
    m_parts->setToolTip(toolTipOf(words));
}

void PendingBar::showForecast(const base::SaveForecast &forecast)
{
    if (m_isRefused)
        return; // What has happened goes before what would.
    const bool isRefused = !forecast.refusal.isEmpty();
    const QString refused = tr("Save would be refused. ");
    const QString words = isRefused ? refused + forecast.refusalInShort : forecast.besides;
    if (!words.isEmpty())
        m_parts->setText(m_waiting + u" · "_s + inOneShortLine(words, kShown));
    m_parts->setToolTip(toolTipOf(isRefused ? refused + forecast.refusal : words));
}

void PendingBar::setSaving(bool saving)
{
    m_save->setEnabled(!saving);
    m_save->setText(saving ? tr("Saving…") : tr("Save  Ctrl+S"));
}

} // namespace relata::ui
