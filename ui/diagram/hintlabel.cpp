#include "hintlabel.h"

#include "ui/theme/tokens.h"

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

HintLabel::HintLabel(QWidget *parent) : QLabel(parent)
{
    setObjectName(u"diagramHint"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    hide();
}

void HintLabel::showAt(QPoint point, const QString &text, Tone tone, const Tokens &tokens)
{
    dress(text, tone, tokens);
    showAtNearest(point + QPoint(16, 20));
}

void HintLabel::showBelow(const QRect &place, const QString &text, Tone tone, const Tokens &tokens)
{
    constexpr int kAside = 4;
    dress(text, tone, tokens);
    const int below = place.bottom() + kAside;
    const bool fitsBelow = below + height() <= parentWidget()->height();
    showAtNearest({place.left(), fitsBelow ? below : place.top() - height() - kAside});
}

void HintLabel::dress(const QString &text, Tone tone, const Tokens &tokens)
{
    const bool isRefusal = tone == Tone::Refused;
    const QColor ground = isRefusal ? tokens.deletedRow : tokens.newRow;
    const QColor ink = isRefusal ? tokens.deletedText : tokens.newText;
    setStyleSheet(u"QLabel { background: %1; color: %2; border: 1px solid %2; border-radius: 4px;"
                  " padding: 4px 8px; }"_s.arg(ground.name(), ink.name()));
    setText(text);
    const int width = std::min(320, fontMetrics().horizontalAdvance(text) + 24);
    resize(width, heightForWidth(width));
}

void HintLabel::showAtNearest(QPoint wish)
{
    const QSize room = parentWidget()->size();
    move(std::clamp(wish.x(), 4, std::max(4, room.width() - width() - 4)),
         std::clamp(wish.y(), 4, std::max(4, room.height() - height() - 4)));
    show();
    raise();
}

} // namespace relata::ui
