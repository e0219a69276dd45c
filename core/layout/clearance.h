#pragma once

#include <QtGlobal>

namespace relata::layout {

/// Distances in pixels that the router and the layout agree on.

/// No route comes closer than this to a card that it does not join.
inline constexpr qreal kClearance = 8;
/// The straight piece next to a card that the crow's foot is drawn on.
inline constexpr qreal kStub = 20;
/// How far from a card's side a route prefers to run: beyond the stubs of the card's own links.
inline constexpr qreal kSideDistance = 24;
/// How far above or below a card a route prefers to run.
inline constexpr qreal kTopDistance = 16;
/// The distance between two lanes where there is room, and the smallest that still reads as two lines.
inline constexpr qreal kLane = 12;
inline constexpr qreal kTightLane = 6;

/// The smallest distance that arrange() leaves between two cards, one above the other.
inline constexpr qreal kCardGap = 40;
/// What the layout leaves between the cards of a column: more than promised, so that rounding to the grid
/// keeps the promise and two lanes fit.
inline constexpr qreal kRowGap = kCardGap + 8;
/// Card corners lie on multiples of this.
inline constexpr qreal kGrid = 4;

} // namespace relata::layout
