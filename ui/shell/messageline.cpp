#include "messageline.h"

#include "ui/theme/foreigntext.h"
#include "ui/theme/messagebox.h"

#include <QStatusBar>

namespace relata::ui {

namespace {

constexpr int kShown = 8000;      ///< milliseconds
constexpr int kShownLong = 30000; ///< the same for a message with a button

} // namespace

MessageLine::MessageLine(QStatusBar &bar) : QToolButton(&bar), m_bar(bar)
{
    setObjectName(QStringLiteral("wholeMessage"));
    setText(tr("Whole message"));
    setAutoRaise(true);
    hide();
    connect(this, &QToolButton::clicked, this, &MessageLine::showWhole);
    connect(&bar, &QStatusBar::messageChanged, this, [this](const QString &shown) {
        if (shown.isEmpty())
            hide();
    });
}

void MessageLine::say(const QString &text)
{
    const QString line = inOneShortLine(text);
    const bool isCut = line.endsWith(QChar(u'…')) && line != text.simplified();
    m_text = isCut ? text : QString();
    m_bar.showMessage(line, isCut ? kShownLong : kShown);
    setVisible(isCut);
}

void MessageLine::showWhole()
{
    auto *box = new MessageBox(QMessageBox::Information, tr("Message"), m_text, QMessageBox::Close, window());
    box->setObjectName(QStringLiteral("wholeMessageBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace relata::ui
