#pragma once

#include <QPointF>

class QPainter;

namespace relata::ui {

struct Tokens;

/// The marks of what was found, the same on cards and links.

/// An error: a disc with an exclamation mark.
void paintErrorMark(QPainter &painter, QPointF center, const Tokens &tokens);
/// A warning: a triangle with an exclamation mark.
void paintWarningMark(QPainter &painter, QPointF center, const Tokens &tokens);
/// How far a mark reaches from its center.
constexpr qreal kMarkReach = 7;

} // namespace relata::ui
