#pragma once

#include <QDialog>

namespace relata::ui {

class Settings;

/// Theme, font size, confirmations, statements for the display. Changes take effect at once.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(Settings &settings, QWidget *parent = nullptr);
};

} // namespace relata::ui
