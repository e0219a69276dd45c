#pragma once

class QMenu;

namespace relata::ui {

class DiagramView;
class Theme;
struct DiagramHit;

/// Fills a context menu with what can be done to the thing under the pointer, or to the canvas.
void fillDiagramMenu(QMenu &menu, DiagramView &view, const Theme &theme, const DiagramHit &hit);

} // namespace relata::ui
