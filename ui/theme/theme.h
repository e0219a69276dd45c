#pragma once

#include "ui/theme/tokens.h"

#include <QObject>

class QIcon;
class QFont;

namespace relata::ui {

/// The theme of the running program: follows the system or the person's switch, sets palette and style sheet of the application, and makes
/// icons in the text colour. Created once by the composition root; widgets get a pointer. GUI thread.
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

    /// The icon of resources/icons/<name>.svg in the theme's text colour (dim when disabled), crisp at every scale.
    QIcon icon(const QString &name) const;
    QFont baseFont() const;
    QFont smallFont() const;      ///< 12: cards, secondary texts
    QFont tinyFont() const;       ///< 11: types, axes
    QFont monospaceFont() const;

signals:
    /// Palette, style sheet and fonts of the application have been set anew.
    void changed();

private:
    void apply();
    bool systemIsDark() const;

    Choice m_choice = Choice::System;
    const Tokens *m_tokens = nullptr;
    int m_fontSize = 0;
};

} // namespace relata::ui
