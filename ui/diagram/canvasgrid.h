#pragma once

#include <QRectF>

class QPainter;

namespace relata::ui {

struct Tokens;

/// Fills a part of the canvas and, from 60 % up, puts its grid of dots there.
void paintCanvas(QPainter &painter, const QRectF &exposed, qreal zoom, const Tokens &tokens);

} // namespace relata::ui
