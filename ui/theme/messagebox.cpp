#include "messagebox.h"

#include "ui/theme/foreigntext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>

namespace relata::ui {

MessageBox::MessageBox(Icon icon, const QString &title, const QString &text, StandardButtons buttons,
                       QWidget *parent)
    : QMessageBox(icon, title, {}, buttons, parent)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setText(shortened(text));
    if (isLong(text))
        setDetails(text);
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
        setDetails(whole.join(QStringLiteral("\n\n")));
}

void MessageBox::setDetails(const QString &whole)
{
    const ShownLines shown = linesThatCanBeShown(whole);
    setDetailedText(shown.text);
    const QString name = QStringLiteral("copyAll");
    delete findChild<QPushButton *>(name);
    if (shown.isWhole)
        return;
    QPushButton *copy = addButton(tr("Copy all"), ActionRole);
    copy->setObjectName(name);
    copy->disconnect(); // Else it would close the box.
    connect(copy, &QPushButton::clicked, this, [whole] { QGuiApplication::clipboard()->setText(whole); });
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
