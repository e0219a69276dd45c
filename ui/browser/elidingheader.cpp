#include "elidingheader.h"

#include <QStyleOptionHeader>

namespace relata::ui {

void ElidingHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    constexpr int kPadding = 16; // What the style keeps at both sides together.
    constexpr int kSortIndicator = 14;
    QHeaderView::initStyleOptionForIndex(option, section);
    QFont bold = font();
    bold.setBold(true);
    const bool isSorted = option->sortIndicator != QStyleOptionHeader::None;
    const int room = sectionSize(section) - kPadding - (isSorted ? kSortIndicator : 0);
    option->text = QFontMetrics(bold).elidedText(option->text, Qt::ElideRight, room);
}

} // namespace relata::ui
