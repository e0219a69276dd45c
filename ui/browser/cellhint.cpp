#include "cellhint.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

CellHint::CellHint(const Theme &theme, QWidget *viewport)
    : QFrame(viewport), m_theme(theme), m_words(new QLabel(this)), m_action(new QPushButton(this))
{
    setObjectName(u"cellHint"_s);
    m_words->setObjectName(u"cellHintWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_action->setObjectName(u"cellHintAction"_s);
    m_action->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_action);
    m_patience.setSingleShot(true);
    m_patience.setInterval(8000);
    connect(&m_patience, &QTimer::timeout, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto act = std::exchange(m_act, {}))
            act();
    });
    hide();
}

void CellHint::showAt(const QRect &cell, const QString &words)
{
    offerAt(cell, words, {}, {});
}

void CellHint::offerAt(const QRect &cell, const QString &words, const QString &action,
                       std::function<void()> act)
{
    m_words->setText(words);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_act = std::move(act);
    place(cell);
    show();
    raise();
    m_patience.start();
}

QString CellHint::words() const
{
    return isHidden() ? QString() : m_words->text();
}

void CellHint::place(const QRect &cell)
{
    const Tokens &tokens = m_theme.tokens();
    setStyleSheet(u"QFrame#cellHint { background: %1; border: 1px solid %2; border-radius: 4px; }"
                  " QLabel#cellHintWords { color: %2; background: transparent; }"_s.arg(
                      tokens.deletedRow.name(), tokens.deletedText.name()));
    constexpr int kWidest = 420;
    constexpr int kAside = 4;
    const int around = 18 + (m_action->isHidden() ? 0 : m_action->sizeHint().width() + 8);
    const int room = parentWidget()->width() - 2 * kAside;
    const QFontMetrics metrics(m_words->font());
    const int words = std::min({metrics.horizontalAdvance(m_words->text()) + 4, kWidest, room - around});
    m_words->setFixedWidth(std::max(words, 80));
    const int width = sizeHint().width();
    resize(width, layout()->totalHeightForWidth(width));
    const int below = cell.bottom() + kAside;
    const bool fitsBelow = below + height() <= parentWidget()->height();
    const int y = fitsBelow ? below : std::max(kAside, cell.top() - height() - kAside);
    const int most = std::max(kAside, parentWidget()->width() - width - kAside);
    move(std::clamp(cell.left(), kAside, most), y);
}

} // namespace relata::ui
