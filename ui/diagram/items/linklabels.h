#pragma once

#include "core/schema/movedend.h"

#include <QList>
#include <QRectF>
#include <QString>

namespace relata::ui {

/// A text at a link that is selected or hovered.
struct LinkLabel
{
    enum class Kind { Side, Strategy };
    Kind kind = Kind::Side;
    QString text;
    QRectF rect;                                     ///< in scene coordinates
    schema::LinkSide side = schema::LinkSide::Child; ///< whose name it is, where it is one

    bool operator==(const LinkLabel &) const = default;
};

/// What is to be written at a link and how large it is; an empty text is left out.
struct LinkWords
{
    QString childSide;
    QString parentSide;
    QString strategy;
    QSizeF childSize;
    QSizeF parentSize;
    QSizeF strategySize;
};

/// Finds places for the words: each side's name beside its end, the strategy on the longest stretch, clear of
/// what is taken (cards, other links' ends) and of each other where there is room. A name for which there is
/// none is put where it covers least.
QList<LinkLabel> placeLabels(const QList<QPointF> &route, const LinkWords &words, const QList<QRectF> &taken);

} // namespace relata::ui
