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
    const bool isRefusal = tone == Tone::Refused;
    const QColor ground = isRefusal ? tokens.deletedRow : tokens.newRow;
    const QColor ink = isRefusal ? tokens.deletedText : tokens.newText;
    setStyleSheet(u"QLabel#diagramHint { background: %1; color: %2; border: 1px solid %2; border-radius: 4px;"
                  " padding: 4px 8px; }"_s.arg(ground.name(), ink.name()));
    setText(text);
    const int width = std::min(320, fontMetrics().horizontalAdvance(text) + 24);
    resize(width, heightForWidth(width));
    const QSize room = parentWidget()->size();
    const QPoint wish = point + QPoint(16, 20);
    move(std::clamp(wish.x(), 4, std::max(4, room.width() - this->width() - 4)),
         std::clamp(wish.y(), 4, std::max(4, room.height() - height() - 4)));
    show();
    raise();
}

} // namespace relata::ui
