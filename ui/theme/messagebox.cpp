#include "messagebox.h"

#include "ui/theme/foreigntext.h"

namespace relata::ui {

MessageBox::MessageBox(Icon icon, const QString &title, const QString &text, StandardButtons buttons,
                       QWidget *parent)
    : QMessageBox(icon, title, {}, buttons, parent)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setText(shortened(text));
    if (isLong(text))
        setDetailedText(inLinesThatCanBeShown(text));
}

MessageBox::MessageBox(const QString &title, const base::Error &error, QWidget *parent)
    : MessageBox(Warning, title, shortened(error.sentence), Ok, parent)
{
    setInformativeText(shortened(error.hint));
    QStringList whole;
    if (isLong(error.sentence))
        whole += error.sentence;
    if (isLong(error.hint))
        whole += error.hint;
    if (!error.detail.isEmpty())
        whole += error.detail;
    if (!whole.isEmpty())
        setDetailedText(inLinesThatCanBeShown(whole.join(QStringLiteral("\n\n"))));
}

QMessageBox::StandardButton MessageBox::ask(QWidget *parent, Icon icon, const QString &title,
                                            const QString &text, StandardButtons buttons,
                                            StandardButton preferred)
{
    MessageBox box(icon, title, text, buttons, parent);
    box.setDefaultButton(preferred);
    return StandardButton(box.exec());
}

} // namespace relata::ui
