#include "runningsave.h"

#include "ui/theme/foreigntext.h"
#include "ui/theme/messagebox.h"

#include <QPushButton>

#include <utility>

namespace relata::ui {

namespace {

constexpr int kLookAgain = 200; ///< milliseconds until the statement that is shown is another one

} // namespace

RunningSave::RunningSave(QWidget *window) : QObject(window), m_window(window)
{
    m_look.setInterval(kLookAgain);
    connect(&m_look, &QTimer::timeout, this, &RunningSave::changed);
}

void RunningSave::follow(async::Records *records)
{
    delete m_question;
    m_next = Next::Nothing;
    m_look.stop();
    m_records = records;
    if (records)
        connect(records, &async::Records::savingChanged, this, &RunningSave::onSavingChanged);
}

QString RunningSave::words() const
{
    const QString statement = m_records ? inOneShortLine(m_records->savingStatement(), 70) : QString();
    return statement.isEmpty() ? tr("Saving…") : tr("Saving… %1").arg(statement);
}

void RunningSave::askToStop()
{
    ask(tr("Stop saving? What has been written so far is taken back, and all changes stay pending."),
        {{tr("Stop saving"), Next::Nothing}});
}

void RunningSave::askToDiscard()
{
    ask(tr("These changes are being saved. Discarding them stops the save and takes back what it has "
           "written so far."),
        {{tr("Stop and discard"), Next::Discard}});
}

void RunningSave::askToClose()
{
    ask(tr("Changes are still being saved. Wait for that, or stop it? Nothing is written then, and all "
           "changes stay pending."),
        {{tr("Wait, then close"), Next::CloseIfSaved}, {tr("Stop saving"), Next::Close}});
}

void RunningSave::ask(const QString &question, const QList<std::pair<QString, Next>> &ways)
{
    if (!isRunning())
        return;
    delete m_question;
    m_question =
        new MessageBox(QMessageBox::Question, tr("Saving"), question, QMessageBox::NoButton, m_window);
    m_question->setObjectName(QStringLiteral("savingBox"));
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    if (const QString statement = m_records->savingStatement(); !statement.isEmpty())
        m_question->setInformativeText(shortened(statement));
    for (const auto &[text, next] : ways) {
        QPushButton *button = m_question->addButton(text, QMessageBox::AcceptRole);
        connect(button, &QPushButton::clicked, this, [this, next = next] { stop(next); });
    }
    QPushButton *keep = m_question->addButton(tr("Keep saving"), QMessageBox::RejectRole);
    m_question->setDefaultButton(keep);
    m_question->setEscapeButton(keep);
    m_question->open();
}

/// It may have ended while the question was open: what comes next is done all the same.
void RunningSave::stop(Next next)
{
    m_next = next;
    if (isRunning() && next != Next::CloseIfSaved)
        m_records->stopSave();
    else if (isRunning())
        emit statusText(tr("The window closes when the changes are saved."));
}

void RunningSave::onSavingChanged(bool saving)
{
    if (saving) {
        m_look.start();
        emit changed();
        return;
    }
    m_look.stop();
    delete m_question; // It is too late for an answer.
    emit changed();
    // After what the one who saved has to say.
    QMetaObject::invokeMethod(this, &RunningSave::goOn, Qt::QueuedConnection);
}

void RunningSave::goOn()
{
    const Next next = std::exchange(m_next, Next::Nothing);
    if (!m_records)
        return;
    const bool isSaved = m_records->pending().isEmpty();
    if (next == Next::Discard && !isSaved) {
        m_records->discard();
        emit statusText(tr("The save was stopped, nothing was written, and the changes are discarded."));
    } else if (next == Next::Discard) {
        emit statusText(tr("The changes were saved before the save could be stopped."));
    } else if (next == Next::Close || (next == Next::CloseIfSaved && isSaved)) {
        emit closeRequested();
    }
}

} // namespace relata::ui
