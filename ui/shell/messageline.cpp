#include "messageline.h"

#include "ui/theme/foreigntext.h"
#include "ui/theme/messagebox.h"

#include <QHBoxLayout>
#include <QStatusBar>
#include <QStatusTipEvent>
#include <QToolButton>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kShown = 8000;      ///< milliseconds
constexpr int kShownLong = 30000; ///< the same for a message that is longer than its line
constexpr int kUntilTheNext = 0;  ///< the same: no end of its own

} // namespace

MessageLine::MessageLine(QStatusBar &bar, QWidget *facts)
    : QWidget(&bar), m_bar(bar), m_whole(new QToolButton(this)), m_action(new QToolButton(this))
{
    m_whole->setObjectName(u"wholeMessage"_s);
    m_whole->setText(tr("Whole message"));
    m_action->setObjectName(u"messageAction"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QToolButton *button : {m_action, m_whole}) {
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &MessageLine::clear);
    connect(m_whole, &QToolButton::clicked, this, &MessageLine::showWhole);
    connect(m_action, &QToolButton::clicked, this, &MessageLine::act);
    // The bar hides them, too, but shows them under a message when it has to lay itself out again.
    connect(&bar, &QStatusBar::messageChanged, facts,
            [facts](const QString &shown) { facts->setVisible(shown.isEmpty()); });
    connect(&bar, &QStatusBar::messageChanged, this, [this](const QString &shown) {
        if (shown.isEmpty())
            clear();
    });
    bar.window()->installEventFilter(this); // The window would have the bar forget the message.
    showNow();
}

void MessageLine::say(const QString &text)
{
    m_act = {};
    setMessage(text, kShown, kShownLong);
}

void MessageLine::unsay(const QString &text)
{
    if (!text.isEmpty() && m_line == inOneShortLine(text))
        clear();
}

void MessageLine::offer(const QString &text, const QString &action, std::function<void()> act)
{
    m_action->setText(action);
    m_act = std::move(act);
    setMessage(text, kUntilTheNext, kUntilTheNext);
}

bool MessageLine::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::StatusTip)
        return QWidget::eventFilter(watched, event);
    showTip(static_cast<QStatusTipEvent *>(event)->tip());
    return true;
}

void MessageLine::setMessage(const QString &text, int shortly, int longer)
{
    m_line = inOneShortLine(text);
    const bool isCut = m_line.endsWith(QChar(u'…')) && m_line != text.simplified();
    m_text = isCut ? text : QString();
    m_tip.clear(); // What is said is news, what is pointed at is not.
    m_end.stop();
    if (const int time = isCut ? longer : shortly; time != kUntilTheNext)
        m_end.start(time);
    showNow();
}

void MessageLine::showTip(const QString &tip)
{
    m_tip = tip;
    showNow();
}

/// The buttons belong to the message, and go with it behind a tip.
void MessageLine::showNow()
{
    m_whole->setVisible(m_tip.isEmpty() && !m_text.isEmpty());
    m_action->setVisible(m_tip.isEmpty() && m_act);
    m_bar.showMessage(m_tip.isEmpty() ? m_line : m_tip);
}

void MessageLine::showWhole()
{
    auto *box = new MessageBox(QMessageBox::Information, tr("Message"), m_text, QMessageBox::Close, window());
    box->setObjectName(u"wholeMessageBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MessageLine::act()
{
    const auto act = m_act;
    clear();
    if (act)
        act();
}

void MessageLine::clear()
{
    m_act = {};
    m_line.clear();
    m_text.clear();
    m_end.stop();
    showNow();
}

} // namespace relata::ui
