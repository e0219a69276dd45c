#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>
#include <QPointer>

class QIcon;

namespace relata::ui {

class SystemScheme;
class ThemeStyle;

/// The theme of the running program: follows the system or the person's switch, sets palette and style sheet
/// of the application, and makes icons in the text colour. Created once by the composition root; widgets get
/// a pointer. GUI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    explicit Theme(QObject *parent = nullptr);

    const Tokens &tokens() const { return *m_tokens; }
    Choice choice() const { return m_choice; }
    void setChoice(Choice choice);
    /// Base font size in points of the interface; sizes of other texts follow. 0: the system's.
    void setFontSize(int points);

    /// The icon of resources/icons/<name>.svg in a colour of the theme (fainter when disabled, accent when
    /// checked), crisp at every scale. It follows later changes of the theme by itself. A null icon where
    /// there is no such file.
    QIcon icon(const QString &name, QColor Tokens::*colour = &Tokens::text) const;
    QFont baseFont() const;
    QFont titleFont() const;   ///< 15, bold: the title of the selected thing
    QFont headingFont() const; ///< 12, bold capitals: titles of docks and of sections
    QFont smallFont() const;   ///< 12: cards, secondary texts
    QFont tinyFont() const;    ///< 11: types, axes
    QFont monospaceFont() const;
    /// Pixels of a row in tables and trees: 26, more where the font needs it.
    int rowHeight() const;

signals:
    /// Palette, style sheet and fonts of the application have been set anew.
    void changed();

private:
    void apply();
    bool systemIsDark() const;
    QFont scaledFont(const QFont &font, int size) const;

    SystemScheme *m_system = nullptr;
    QPointer<ThemeStyle> m_style; ///< owned by the application
    QFont m_systemFont;
    bool m_paletteWasDark = false;
    Choice m_choice = Choice::System;
    const Tokens *m_tokens = nullptr;
    int m_fontSize = 0;
    int m_appliedFontSize = -1;
};

} // namespace relata::ui
