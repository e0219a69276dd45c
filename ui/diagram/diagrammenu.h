#pragma once

class QPoint;

namespace relata::ui {

class DiagramView;
class Theme;
struct DiagramHit;

/// Opens a context menu with what can be done to the thing under the pointer, or to the canvas.
/// @param at on the screen
void popUpDiagramMenu(DiagramView &view, const Theme &theme, const DiagramHit &hit, QPoint at);

} // namespace relata::ui
