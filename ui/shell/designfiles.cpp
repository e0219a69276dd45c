#include "designfiles.h"

#include "core/open/opendesign.h"
#include "core/project/designfile.h"
#include "core/sql/schemadifference.h"
#include "ui/shell/rowsaving.h"
#include "ui/shell/settings.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/messagebox.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>

namespace relata::ui {

using namespace Qt::StringLiterals;
using Mode = base::ConnectionSettings::Mode;

namespace {

/// What a difference takes away, a line for each: the comments before its statements, and those that they are
/// about unless it is a table that was put aside.
QStringList lossesOf(const QStringList &statements)
{
    QStringList losses;
    for (const QString &statement : statements) {
        if (!statement.startsWith("-- "_L1))
            continue;
        const QString told = statement.section(u'\n', 0, -2).remove(u"-- "_s);
        const QString text = statement.section(u'\n', -1);
        losses += text.contains(u"relata_before_"_s) ? told : told + u" ("_s + text + u')';
    }
    return losses;
}

/// "shop before 2026-11-30 101500.db", beside the file.
QString copyName(const QString &file)
{
    const QFileInfo info(file);
    const QString now = QDateTime::currentDateTime().toString(u"yyyy-MM-dd hhmmss"_s);
    const QString suffix = info.suffix().isEmpty() ? QString() : u'.' + info.suffix();
    return info.dir().filePath(u"%1 before %2%3"_s.arg(info.completeBaseName(), now, suffix));
}

} // namespace

DesignFiles::DesignFiles(open::OpenDesign &design, Settings &settings, QWidget *window)
    : QObject(window), m_design(design), m_settings(settings), m_window(window)
{
    connect(&design, &open::OpenDesign::applied, this, [this](int statements) {
        emit statusText(statements == 1
                            ? tr("Applied: 1 statement. The database is as the design.")
                            : tr("Applied: %L1 statements. The database is as the design.").arg(statements));
    });
    connect(&design, &open::OpenDesign::notApplied, this, [this](const base::Error &error) {
        auto *box = new MessageBox(tr("Apply to the database"), error, m_window);
        box->setObjectName(u"notAppliedBox"_s);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

void DesignFiles::askToOpen(Mode mode)
{
    const QString file = QFileDialog::getOpenFileName(
        m_window, tr("Open a database or a design"), {},
        tr("Databases and designs (*.db *.sqlite *.sqlite3 *.db3 *.relata);;All files (*)"));
    if (!file.isEmpty())
        emit openRequested({file, mode, 5000});
}

void DesignFiles::askForNewDatabase()
{
    const QString design = m_design.keeper().file();
    const QString name = design.isEmpty() ? tr("drawing") : QFileInfo(design).completeBaseName();
    const QDir folder = design.isEmpty() ? QDir() : QFileInfo(design).dir();
    const QString file = QFileDialog::getSaveFileName(
        m_window, tr("Create database"), folder.filePath(name + u".db"_s), tr("SQLite databases (*.db)"),
        nullptr, QFileDialog::DontConfirmOverwrite);
    if (!file.isEmpty())
        m_design.createDatabase(QFileInfo(file).suffix().isEmpty() ? file + u".db"_s : file);
}

void DesignFiles::askToApply()
{
    const project::DesignDocument &document = m_design.document();
    const QStringList statements = sql::differenceSql(document.baseline(), document.schema());
    if (statements.isEmpty())
        return emit statusText(tr("The drawing and the database are the same: there is nothing to do."));
    if (m_design.unsaved().rows > 0)
        return emit statusText(tr("Rows wait for Save: save or discard them first."));
    const QString name = m_design.name();
    const qsizetype count = sql::withoutFrame(statements).size();
    QStringList words = {count == 1 ? tr("1 statement turns %1 into the design.").arg(name)
                                    : tr("%1 statements turn %2 into the design, all at once or not at all.")
                                          .arg(QLocale().toString(count), name)};
    words += lossesOf(statements);
    MessageBox box(MessageBox::Question, tr("Apply to the database"), words.join(u"\n\n"_s),
                   MessageBox::Apply | MessageBox::Cancel, m_window);
    box.setObjectName(u"applyBox"_s);
    box.setDefaultButton(words.size() > 1 ? MessageBox::Cancel : MessageBox::Apply);
    auto *keepsCopy = new QCheckBox(tr("Keep a copy of the file as it is now"), &box);
    keepsCopy->setChecked(true);
    box.setCheckBox(keepsCopy);
    if (box.exec() == MessageBox::Apply && m_design.workspace())
        m_design.apply({statements, keepsCopy->isChecked() ? copyName(m_design.workspace()->settings().file)
                                                           : QString()});
}

bool DesignFiles::save()
{
    if (m_design.needsFile())
        return saveAs();
    const base::Done saved = m_design.keeper().save();
    const QString file = m_design.keeper().file();
    if (!saved)
        emit failed(saved.error());
    else if (const qsizetype rows = m_design.unsaved().rows; rows > 0)
        emit statusText(tr("The design is kept. Not saved yet: %1 of rows; Save on their tab writes them.")
                            .arg(changeWords(rows)));
    else if (file.isEmpty())
        emit statusText(tr(
            "Relata keeps the design of this database, which stays as it is: View > Schema SQL applies the "
            "design to it, File > Save design as makes a file of it."));
    else
        emit statusText(tr("Saved the design in %1.").arg(inOneShortLine(file, 80)));
    return saved.has_value();
}

bool DesignFiles::saveAs()
{
    QString file =
        QFileDialog::getSaveFileName(m_window, tr("Save the design"), m_design.suggestedFile(tr("drawing")),
                                     tr("Designs (*.%1)").arg(project::kDesignSuffix));
    if (file.isEmpty())
        return false;
    if (QFileInfo(file).suffix().isEmpty())
        file += u'.' + project::kDesignSuffix;
    const base::Done saved = m_design.keeper().saveAs(file);
    if (!saved) {
        emit failed(saved.error());
        return false;
    }
    m_settings.addRecentFile(m_design.keeper().file());
    emit statusText(tr("Saved the design in %1.").arg(inOneShortLine(m_design.keeper().file(), 80)));
    return true;
}

void DesignFiles::listRecent(QMenu &menu)
{
    menu.clear();
    const QStringList files = m_settings.recentFiles();
    for (const QString &file : files) {
        menu.addAction(menuWords(QFileInfo(file).fileName()) + u"  —  "_s +
                           menuWords(QFileInfo(file).absolutePath()),
                       this, [this, file] {
                           emit openRequested({file, Mode::ReadWrite, 5000});
                       });
    }
    menu.setEnabled(!files.isEmpty());
    menu.addSeparator();
    menu.addAction(tr("Clear list"), &m_settings, &Settings::clearRecentFiles);
}

} // namespace relata::ui
