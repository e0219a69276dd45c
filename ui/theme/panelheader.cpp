#include "ui/theme/panelheader.h"

#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace relata::ui {

namespace {

constexpr int kHeaderHeight = 32;
constexpr int kHeaderMargin = 12;

} // namespace

PanelHeader::PanelHeader(const QString &title, const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_layout(new QHBoxLayout(this)),
      m_title(new QLabel(title, this)),
      m_note(new QLabel(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    for (QLabel *label : {m_title, m_note}) {
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setTextFormat(Qt::PlainText);
    }
    // In a narrow dock the note gives way, not the title.
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_note->setTextInteractionFlags(Qt::NoTextInteraction);
    m_layout->setContentsMargins(kHeaderMargin, 0, kHeaderMargin - 8, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_title);
    m_layout->addSpacing(8);
    m_layout->addWidget(m_note, 1);
    m_layout->addSpacing(8);
    connect(theme, &Theme::changed, this, &PanelHeader::adoptTheme);
    adoptTheme();
}

QString PanelHeader::note() const
{
    return m_noteText;
}

void PanelHeader::setNote(const QString &note)
{
    m_noteText = inOneShortLine(note);
    m_note->setToolTip(toolTipOf(note));
    elideNote();
}

void PanelHeader::addButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setIconSize(QSize(16, 16));
    button->setObjectName(action->objectName());
    button->setFocusPolicy(Qt::TabFocus);
    m_layout->addWidget(button);
}

void PanelHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_layout->activate(); // The note has its width now.
    elideNote();
}

void PanelHeader::elideNote()
{
    m_note->setText(m_note->fontMetrics().elidedText(m_noteText, Qt::ElideMiddle, m_note->width()));
}

QSize PanelHeader::sizeHint() const
{
    const QSize hint = QWidget::sizeHint();
    return {hint.width(), qMax(hint.height(), kHeaderHeight)};
}

QSize PanelHeader::minimumSizeHint() const
{
    return {QWidget::minimumSizeHint().width(), sizeHint().height()};
}

void PanelHeader::adoptTheme()
{
    m_title->setFont(m_theme->headingFont());
    QFont noteFont = m_theme->smallFont();
    noteFont.setBold(true);
    m_note->setFont(noteFont);
}

} // namespace relata::ui
