#include "busyindicator.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace relata::ui {

BusyIndicator::BusyIndicator(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_cancel(new QToolButton(this))
{
    setObjectName(QStringLiteral("busyIndicator"));
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    m_cancel->setIcon(theme.icon(QStringLiteral("stop")));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Cancel what runs (Escape)"));
    m_cancel->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_cancel->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_cancel);
    m_delay.setSingleShot(true);
    m_delay.setInterval(300);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_isShown = true;
        m_text->show();
        m_cancel->show();
    });
    connect(m_cancel, &QToolButton::clicked, this, &BusyIndicator::cancelRequested);
    m_text->hide();
    m_cancel->hide();
}

void BusyIndicator::setBusy(bool busy, const QString &text)
{
    m_text->setText(text.isEmpty() ? tr("Reading…") : text);
    if (busy) {
        if (!m_isShown && !m_delay.isActive())
            m_delay.start();
        return;
    }
    m_delay.stop();
    m_isShown = false;
    m_text->hide();
    m_cancel->hide();
}

} // namespace relata::ui
