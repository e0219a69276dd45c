#include "designfiles.h"

#include "core/open/opendesign.h"
#include "core/project/designfile.h"
#include "ui/shell/rowsaving.h"
#include "ui/shell/settings.h"
#include "ui/theme/foreigntext.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace relata::ui {

using namespace Qt::StringLiterals;
using Mode = base::ConnectionSettings::Mode;

DesignFiles::DesignFiles(open::OpenDesign &design, Settings &settings, QWidget *window)
    : QObject(window), m_design(design), m_settings(settings), m_window(window)
{
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
        m_design.createDatabase(file);
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
        emit statusText(
            tr("Relata keeps the design of this database. File > Save design as makes a file of it."));
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
