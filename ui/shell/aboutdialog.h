#pragma once

#include <QDialog>

namespace relata::ui {

class Theme;

/// What Relata is, its version, and the licences of what it is made of.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(const Theme &theme, QWidget *parent = nullptr);
};

} // namespace relata::ui
