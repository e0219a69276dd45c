#pragma once

#include <QFont>
#include <QSizeF>
#include <QStringList>

namespace relata::ui {

/// A table's name set large enough to be read from far away: broken into lines at its words. No lines where
/// it cannot be read in the room.
struct BlockTitle
{
    QFont font; ///< in pixels of the screen
    qreal lineHeight = 0;
    QStringList lines;
};

/// @param room where the name has to fit, in pixels of the screen
BlockTitle blockTitle(const QString &name, const QFont &font, QSizeF room);

} // namespace relata::ui
