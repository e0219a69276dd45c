#pragma once

#include "ui/theme/tokens.h"

#include <QIconEngine>
#include <QPointer>

namespace relata::ui {

class Theme;

/// Renders an SVG that is drawn in black in a colour of the theme: fainter when disabled, accent when
/// checked. Renders at the device's pixels and keeps the pixmaps in QPixmapCache. Asks the theme each time,
/// so that an icon made once follows a change of the theme.
class IconEngine : public QIconEngine
{
public:
    /// `file` is a path or resource path. The theme may die before the icon does; the icon then keeps to the
    /// light tokens.
    IconEngine(const QString &file, QColor Tokens::*colour, const Theme *theme);

    bool isNull() override { return m_svg.isEmpty(); }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;
    QString key() const override;

private:
    QColor colour(QIcon::Mode mode, QIcon::State state) const;

    QString m_file;
    QByteArray m_svg;
    QColor Tokens::*m_colour;
    QPointer<const Theme> m_theme;
};

} // namespace relata::ui
