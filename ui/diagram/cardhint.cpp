#include "cardhint.h"

#include "ui/diagram/hintlabel.h"

#include <QGraphicsView>

namespace relata::ui {

namespace {

constexpr int kPatience = 8000; ///< milliseconds

} // namespace

CardHint::CardHint(QGraphicsView *view)
    : QObject(view), m_view(view), m_label(new HintLabel(view->viewport()))
{
    m_label->setObjectName(QStringLiteral("cardHint"));
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &CardHint::hide);
}

void CardHint::showAt(const QRectF &place, const QString &words, const Tokens &tokens)
{
    m_label->showBelow(m_view->mapFromScene(place).boundingRect(), words, HintLabel::Tone::Refused, tokens);
    m_patience.start();
}

void CardHint::hide()
{
    m_patience.stop();
    m_label->hide();
}

QString CardHint::words() const
{
    return m_label->isHidden() ? QString() : m_label->text();
}

QRect CardHint::geometry() const
{
    return m_label->geometry();
}

} // namespace relata::ui
