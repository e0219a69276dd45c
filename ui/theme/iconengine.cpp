#include "ui/theme/iconengine.h"

#include "ui/theme/theme.h"
#include "ui/theme/themepalette.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

QPixmap renderSvg(const QByteArray &svg, const QSize &size)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&image);
    const QSize fitted = renderer.defaultSize().scaled(size, Qt::KeepAspectRatio);
    renderer.render(
        &painter,
        QRect(QPoint((size.width() - fitted.width()) / 2, (size.height() - fitted.height()) / 2), fitted));
    painter.end();
    return QPixmap::fromImage(std::move(image));
}

} // namespace

IconEngine::IconEngine(const QString &file, QColor Tokens::*colour, const Theme *theme)
    : m_file(file), m_colour(colour), m_theme(theme)
{
    QFile source(file);
    if (source.open(QIODevice::ReadOnly))
        m_svg = source.readAll();
}

void IconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
    QPixmap rendered = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
    rendered.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), rendered);
}

QPixmap IconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    if (size.isEmpty() || m_svg.isEmpty())
        return {};
    const QByteArray name = colour(mode, state).name().toLatin1();
    const QString cacheKey = u"relata-icon %1 %2 %3 %4"_s.arg(
        m_file, QString::fromLatin1(name), QString::number(size.width()), QString::number(size.height()));
    QPixmap rendered;
    if (!QPixmapCache::find(cacheKey, &rendered)) {
        rendered = renderSvg(QByteArray(m_svg).replace(QByteArrayLiteral("#000000"), name), size);
        QPixmapCache::insert(cacheKey, rendered);
    }
    return rendered;
}

QIconEngine *IconEngine::clone() const
{
    return new IconEngine(*this);
}

QString IconEngine::key() const
{
    return u"relata"_s;
}

QColor IconEngine::colour(QIcon::Mode mode, QIcon::State state) const
{
    const Tokens &tokens = m_theme ? m_theme->tokens() : lightTokens();
    if (mode == QIcon::Disabled)
        return disabledColour(tokens);
    if (state == QIcon::On && m_colour == &Tokens::text)
        return tokens.accent;
    return tokens.*m_colour;
}

} // namespace relata::ui
