#pragma once

#include "ui/editors/table/cellmodel.h"

#include <QLineEdit>

namespace relata::ui {

class Theme;

/// A line in a cell with what could be typed below it, as soon as something is typed, or with Down. Enter and
/// Tab take what is chosen there and end the line, Escape closes the list first. GUI thread.
class CompletingEdit : public QLineEdit
{
    Q_OBJECT

public:
    CompletingEdit(const QList<Completion> &completions, const Theme &theme, QWidget *parent);

    /// The texts that are offered now, best first; empty while none are shown.
    QStringList offered() const;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace relata::ui
