#pragma once

#include <QDialog>
#include <QDialogButtonBox>

class QPushButton;

namespace relata::ui {

/// A sentence with a text below it that may be long, and can be scrolled, selected and copied. Neither is
/// ever taken for markup.
class TextDialog : public QDialog
{
    Q_OBJECT

public:
    TextDialog(const QString &title, const QString &sentence, const QString &text, QWidget *parent);

    /// Adds a button in front of those that are there; it closes the dialog.
    QPushButton *addButton(const QString &text, QDialogButtonBox::ButtonRole role);
    /// A button that only closes the dialog.
    QPushButton *addCloseButton(const QString &text);

private:
    QDialogButtonBox *m_buttons;
};

} // namespace relata::ui
