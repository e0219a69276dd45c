#include "ui/theme/theme.h"

#include "ui/theme/iconengine.h"
#include "ui/theme/systemscheme.h"
#include "ui/theme/themepalette.h"
#include "ui/theme/themesheet.h"
#include "ui/theme/themestyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetrics>
#include <QIcon>
#include <QToolTip>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBaseSize = 13; ///< pixels of the base font in the sketches; other sizes are ratios of it
constexpr int kLeastRowHeight = 26;

qreal pointSizeOf(const QFont &font)
{
    return font.pointSizeF() > 0 ? font.pointSizeF() : QFontInfo(font).pointSizeF();
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent),
      m_system(new SystemScheme(this)),
      m_systemFont(QApplication::font()),
      m_paletteWasDark(isDark(QApplication::palette()))
{
    m_style = new ThemeStyle(this);
    QApplication::setStyle(m_style);
    connect(m_system, &SystemScheme::changed, this, &Theme::apply);
    apply();
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    apply();
}

void Theme::setFontSize(int points)
{
    m_fontSize = qMax(0, points);
    apply();
}

QIcon Theme::icon(const QString &name, QColor Tokens::*colour) const
{
    auto engine = std::make_unique<IconEngine>(u":/icons/"_s + name + u".svg"_s, colour, this);
    return engine->isNull() ? QIcon() : QIcon(engine.release());
}

QFont Theme::baseFont() const
{
    QFont font = m_systemFont;
    if (m_fontSize > 0)
        font.setPointSize(m_fontSize);
    return font;
}

QFont Theme::titleFont() const
{
    QFont font = scaledFont(baseFont(), 15);
    font.setBold(true);
    return font;
}

QFont Theme::headingFont() const
{
    QFont font = smallFont();
    font.setBold(true);
    font.setCapitalization(QFont::AllUppercase);
    return font;
}

QFont Theme::smallFont() const
{
    return scaledFont(baseFont(), 12);
}

QFont Theme::tinyFont() const
{
    return scaledFont(baseFont(), 11);
}

QFont Theme::monospaceFont() const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(pointSizeOf(smallFont()));
    font.setStyleHint(QFont::Monospace);
    return font;
}

int Theme::rowHeight() const
{
    return qMax(kLeastRowHeight, QFontMetrics(baseFont()).height() + 8);
}

void Theme::apply()
{
    const bool dark = m_choice == Choice::Dark || (m_choice == Choice::System && systemIsDark());
    const Tokens &wanted = dark ? darkTokens() : lightTokens();
    if (m_tokens == &wanted && m_appliedFontSize == m_fontSize)
        return;
    m_tokens = &wanted;
    m_appliedFontSize = m_fontSize;
    const QPalette palette = paletteOf(*m_tokens);
    QApplication::setPalette(palette);
    QApplication::setFont(baseFont());
    QToolTip::setPalette(palette);
    QToolTip::setFont(smallFont());
    qApp->setStyleSheet(styleSheetOf(*this));
    emit changed();
}

bool Theme::systemIsDark() const
{
    if (m_system->scheme() == SystemScheme::Scheme::Unknown)
        return m_paletteWasDark;
    return m_system->scheme() == SystemScheme::Scheme::Dark;
}

QFont Theme::scaledFont(const QFont &font, int size) const
{
    QFont scaled = font;
    scaled.setPointSizeF(pointSizeOf(font) * size / kBaseSize);
    return scaled;
}

} // namespace relata::ui
