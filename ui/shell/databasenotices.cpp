#include "databasenotices.h"

#include "core/async/whendone.h"
#include "core/open/opendesign.h"
#include "ui/shell/keptchanges.h"
#include "ui/shell/messageline.h"
#include "ui/shell/textdialog.h"

#include <QPushButton>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

DatabaseNotices::DatabaseNotices(open::OpenDesign &design, MessageLine &message, QWidget *window)
    : QObject(window), m_design(design), m_message(message), m_window(window)
{
}

void DatabaseNotices::tellOpened(const QString &words, std::unique_ptr<async::Workspace> before)
{
    keepChanges(std::move(before));
    const async::Workspace &workspace = *m_design.workspace();
    const bool isKeptElsewhere = m_design.keeper().isKeptElsewhere();
    QStringList all{words};
    if (workspace.isReadOnly())
        all += workspace.readOnlyReason();
    if (isKeptElsewhere)
        all +=
            tr("Another Relata has this database open and keeps its design: what you draw here is kept only "
               "if you save it as a file.");
    all.removeAll(QString());
    if (isKeptElsewhere)
        m_message.offer(all.join(u' '), tr("Save design as…"), [this] { emit saveDesignAsRequested(); });
    else if (!all.isEmpty())
        m_message.say(all.join(u' '));
}

void DatabaseNotices::keepChanges(std::unique_ptr<async::Workspace> before)
{
    m_kept = new KeptChanges(*m_design.workspace(), m_window, m_design.workspace());
    connect(m_kept, &KeptChanges::statusText, &m_message, &MessageLine::say);
    if (!before) {
        m_kept->start();
        return;
    }
    before->disconnect();
    before->records().disconnect();
    const std::shared_ptr<async::Workspace> going = std::move(before); // A lambda has to be copyable.
    async::whenDone(going->letGoOfEdits(), m_kept.get(),
                    [kept = m_kept.get(), going](const base::Done &) { kept->start(); });
}

void DatabaseNotices::tellChanged(const async::SchemaNews &news)
{
    if (news.reason == async::SchemaNews::Reason::Tables)
        m_message.say(tr("Another program has changed the tables; they have been read again."));
    if (news.homeless.isEmpty())
        return;
    auto *dialog =
        new TextDialog(tr("Changes without a place"),
                       tr("Another program has changed the tables. These changes waited for Save and "
                          "have no place in them any more; all others still wait."),
                       news.homeless.join(u'\n'), m_window);
    dialog->setObjectName(u"homelessEdits"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addCloseButton(tr("Close"));
    dialog->open();
}

void DatabaseNotices::tellLost(const base::Error &error)
{
    m_message.say(error.sentence);
    if (m_window->findChild<QDialog *>(u"lostFile"_s))
        return;
    auto *dialog =
        new TextDialog(tr("The file has changed"), error.sentence + u' ' + error.hint, {}, m_window);
    dialog->setObjectName(u"lostFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addCloseButton(tr("Not now"));
    if (m_kept->isKept() || m_design.workspace()->records().pending().isEmpty()) {
        QPushButton *reopen = dialog->addButton(tr("Reopen"), QDialogButtonBox::AcceptRole);
        connect(reopen, &QPushButton::clicked, this, &DatabaseNotices::reopenRequested);
    }
    dialog->open();
}

} // namespace relata::ui
