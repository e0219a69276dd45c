#pragma once

#include "core/base/error.h"

#include <QMessageBox>

namespace relata::ui {

/// A message box for texts that are not ours: drawn as they are, short in the box, whole in its details, and
/// copied from there. Of very many lines the details show the first and the last, and a button copies all.
class MessageBox : public QMessageBox
{
    Q_OBJECT

public:
    MessageBox(Icon icon, const QString &title, const QString &text, StandardButtons buttons,
               QWidget *parent = nullptr);
    /// An error with its hint and the database's words.
    MessageBox(const QString &title, const base::Error &error, QWidget *parent = nullptr);

    /// Shows a box and waits for an answer.
    static StandardButton ask(QWidget *parent, Icon icon, const QString &title, const QString &text,
                              StandardButtons buttons, StandardButton preferred);

private:
    void setDetails(const QString &whole);
};

} // namespace relata::ui
