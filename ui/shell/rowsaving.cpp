#include "rowsaving.h"

#include "core/async/whendone.h"
#include "ui/shell/messageline.h"
#include "ui/shell/runningsave.h"
#include "ui/shell/settings.h"
#include "ui/theme/messagebox.h"

#include <QLocale>

namespace relata::ui {

QString changeWords(qsizetype count)
{
    return count == 1 ? RowSaving::tr("1 change") : RowSaving::tr("%L1 changes").arg(count);
}

RowSaving::RowSaving(MessageLine &message, const Settings &settings, QWidget *window)
    : QObject(window),
      m_message(message),
      m_settings(settings),
      m_window(window),
      m_running(new RunningSave(window))
{
    connect(m_running, &RunningSave::statusText, &message, &MessageLine::say);
    connect(m_running, &RunningSave::closeRequested, this, &RowSaving::closeRequested);
}

void RowSaving::follow(async::Workspace *workspace)
{
    m_workspace = workspace;
    m_running->follow(workspace ? &workspace->records() : nullptr);
}

bool RowSaving::hasPending() const
{
    return m_workspace && !m_workspace->records().pending().isEmpty();
}

QString RowSaving::savedWords(const base::SaveReport &summary)
{
    const QString own = tr("Saved: %1 new, %2 changed, %3 deleted")
                            .arg(QLocale().toString(summary.inserted), QLocale().toString(summary.updated),
                                 QLocale().toString(summary.deleted));
    return summary.besides.isEmpty() ? own : own + QStringLiteral(". ") + summary.besides;
}

void RowSaving::save(Then then)
{
    if (!hasPending())
        return;
    if (m_running->isRunning()) {
        m_message.say(m_running->words());
        return;
    }
    const qsizetype count = m_workspace->records().pending().count();
    const base::Cause cause = m_workspace->click(tr("Save %1").arg(changeWords(count)));
    async::whenDone(m_workspace->records().save(cause), this,
                    [this, then](const base::Result<base::SaveReport> &summary) {
                        if (!summary) {
                            tellRefused(summary.error());
                            return;
                        }
                        m_message.say(savedWords(*summary));
                        if (then == Then::Close)
                            emit closeRequested();
                    });
}

void RowSaving::tellRefused(const base::Error &error)
{
    if (error.code == base::ErrorCode::Cancelled) {
        m_message.say(tr("The save was stopped: nothing was written, and all changes are still pending."));
        return;
    }
    const QString words = tr("Not saved. ") + error.text();
    if (error.code == base::ErrorCode::DatabaseLocked)
        m_message.offer(words, tr("Try again"), [this] { emit saveRequested(); });
    else
        m_message.say(words);
    if (const base::RecordKey row = m_workspace->records().pending().refusedRow; row.isValid())
        emit rowRefused(row);
    if (error.code == base::ErrorCode::ConnectionLost)
        emit connectionLost(error);
    else if (error.code == base::ErrorCode::StaleData)
        static_cast<void>(m_workspace->lookAgain(m_workspace->click(tr("Read the schema again"))));
}

void RowSaving::discard()
{
    if (!hasPending())
        return;
    if (m_running->isRunning()) {
        m_running->askToDiscard();
        return;
    }
    if (m_settings.confirms()) {
        const auto answer = MessageBox::ask(
            m_window, MessageBox::Question, tr("Discard changes"),
            tr("%1 not saved. Discard?").arg(changeWords(m_workspace->records().pending().count())),
            MessageBox::Discard | MessageBox::Cancel, MessageBox::Cancel);
        if (answer != MessageBox::Discard)
            return;
    }
    m_workspace->records().discard();
}

} // namespace relata::ui
