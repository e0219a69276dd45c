#include "keptchanges.h"

#include "core/async/whendone.h"
#include "core/project/savedlayout.h"
#include "ui/shell/settings.h"
#include "ui/shell/textdialog.h"

#include <QLocale>
#include <QPushButton>

namespace relata::ui {

using namespace Qt::StringLiterals;
using async::LeftAnswer;

namespace {

/// The journals lie beside the layout, under its name.
QString stemOf(const QString &database)
{
    const QString layout = project::layoutFile(Settings::layoutFolder(), database);
    return layout.chopped(u".json"_s.size());
}

} // namespace

KeptChanges::KeptChanges(async::Workspace &workspace, QWidget *window, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_window(window)
{
    connect(&workspace, &async::Workspace::keepingFailed, this, [this](const base::Error &error) {
        m_failed = true;
        emit statusText(error.text());
    });
}

void KeptChanges::start()
{
    async::whenDone(m_workspace.keepEdits(stemOf(m_workspace.identity().text())), this,
                    [this](const base::Result<async::LeftEdits> &left) {
                        if (!left)
                            emit statusText(left.error().text());
                        else if (left->rows > 0)
                            offer(*left);
                    });
}

void KeptChanges::offer(const async::LeftEdits &left)
{
    QString text = left.changes.join(u'\n');
    if (!left.notes.isEmpty())
        text += u"\n\n"_s + tr("Since then:") + u'\n' + left.notes.join(u'\n');
    m_dialog = new TextDialog(tr("Changes that were not saved"),
                              sentenceOf(left, m_workspace.identity().name()), text, m_window);
    m_dialog->setObjectName(u"leftEdits"_s);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto answers = [this, rows = left.restorable](QPushButton *button, LeftAnswer given) {
        connect(button, &QPushButton::clicked, this, [this, given, rows] { answer(given, rows); });
    };
    if (left.restorable > 0) {
        QPushButton *restore = m_dialog->addButton(tr("Restore"), QDialogButtonBox::AcceptRole);
        restore->setProperty("primary", true);
        restore->setDefault(true);
        answers(restore, LeftAnswer::Restore);
    }
    QPushButton *discard = m_dialog->addButton(tr("Discard"), QDialogButtonBox::DestructiveRole);
    discard->setAutoDefault(false); // Enter discards nothing.
    answers(discard, LeftAnswer::Discard);
    m_dialog->addCloseButton(tr("Not now"))->setDefault(left.restorable == 0);
    connect(m_dialog, &QDialog::rejected, this, [this] { answer(LeftAnswer::Later, 0); });
    m_dialog->open();
}

void KeptChanges::answer(LeftAnswer answer, int rows)
{
    async::whenDone(m_workspace.answerLeft(answer), this, [this, answer, rows](const base::Done &done) {
        if (!done)
            emit statusText(done.error().text());
        else if (answer == LeftAnswer::Restore)
            emit statusText(rows == 1 ? tr("1 change waits for Save again.")
                                      : tr("%L1 changes wait for Save again.").arg(rows));
        else if (answer == LeftAnswer::Later)
            emit statusText(tr("The changes are kept and offered again at the next opening."));
    });
}

QString KeptChanges::sentenceOf(const async::LeftEdits &left, const QString &file)
{
    const QString when = QLocale().toString(left.written, QLocale::ShortFormat);
    QString sentence = left.rows == 1
                           ? tr("1 change of '%2' waited for Save on %1 and was not saved.").arg(when, file)
                           : tr("%3 changes of '%2' waited for Save on %1 and were not saved.")
                                 .arg(when, file, QLocale().toString(left.rows));
    if (left.wasSaving)
        sentence += u' ' + tr("The program ended in the middle of saving, which was taken back.");
    if (left.restorable == 0) {
        sentence += u' ' + left.whyNot + u' ' + tr("It is kept as text until you discard it.");
    } else if (left.restorable < left.rows) {
        sentence += u' ' + tr("%1 of them can wait again; the others are kept as text.")
                               .arg(QLocale().toString(left.restorable));
    } else {
        sentence += u' ' + tr("Restore lets them wait again; nothing is written before you save.");
    }
    if (left.waiting > 0)
        sentence += u' ' + tr("What other windows left is offered at the next opening.");
    return sentence;
}

} // namespace relata::ui
