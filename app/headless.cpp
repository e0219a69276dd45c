#include "headless.h"

#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/interchange/findingsjson.h"
#include "core/interchange/schemajson.h"
#include "core/mapping/findings.h"
#include "core/models/modelwriter.h"
#include "core/open/designkeeper.h"
#include "core/project/designfile.h"

#include "ui/shell/settings.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cstdio>

namespace relata::app {

namespace {

/// False where the text could not be written whole: a full disk, a closed pipe.
bool print(std::FILE *stream, const QByteArray &text)
{
    const bool written = std::fwrite(text.constData(), 1, size_t(text.size()), stream) == size_t(text.size());
    return std::fflush(stream) == 0 && written;
}

int complain(const QString &text, int status)
{
    print(stderr, "relata: " + text.toLocal8Bit() + '\n');
    return status;
}

bool isDesign(const QString &file)
{
    return file.endsWith(u'.' + project::kDesignSuffix, Qt::CaseInsensitive);
}

base::Result<schema::Schema> schemaOf(const QString &database)
{
    const auto connection = db::Connection::open({database, base::ConnectionSettings::Mode::Glance, 5000});
    if (!connection)
        return base::fail(connection.error());
    return db::reflect(**connection);
}

int reflectFile(const QString &file)
{
    const auto schema = schemaOf(file);
    if (!schema)
        return complain(schema.error().text(), 1);
    if (!print(stdout, interchange::schemaToJson(mapping::mapped(*schema))))
        return complain(QStringLiteral("The schema could not be written whole to standard output."), 1);
    return 0;
}

/// What is found in a file, and which of it is as the database has it.
struct Checked
{
    QList<mapping::Diagnostic> findings;
    QSet<QString> folded;
};

/// A design, as it stands alone or as it differs from the database that it was made for.
base::Result<Checked> checkedDesign(const QString &file)
{
    const auto content = project::loadDesign(file);
    if (!content)
        return base::fail(content.error());
    Checked checked{mapping::findings(mapping::mapped(content->design)), content->settings.quiet};
    const bool hasDatabase = !content->database.isEmpty();
    const schema::Schema baseline =
        content->baseline.value_or(hasDatabase ? content->design.schema : schema::Schema());
    for (const mapping::Diagnostic &each : mapping::findings(mapping::mapped(baseline)))
        checked.folded += mapping::findingKey(each);
    for (const mapping::Diagnostic &each : std::as_const(checked.findings)) {
        if (content->settings.quiet.contains(each.kind))
            checked.folded += mapping::findingKey(each);
    }
    return checked;
}

base::Result<Checked> checkedFile(const QString &file)
{
    if (isDesign(file))
        return checkedDesign(file);
    const auto schema = schemaOf(file);
    if (!schema)
        return base::fail(schema.error());
    Checked checked{mapping::findings(mapping::mapped(*schema)), {}};
    for (const mapping::Diagnostic &each : std::as_const(checked.findings))
        checked.folded += mapping::findingKey(each);
    return checked;
}

/// A database is taken alone, so that scripts repeat; somebody who has declared something in the window would
/// wonder otherwise.
void tellOfKeptDesign(const QString &database)
{
    const QString kept =
        open::DesignKeeper::keptFile(ui::Settings::layoutFolder(), QFileInfo(database).canonicalFilePath());
    if (isDesign(database) || !QFileInfo::exists(kept))
        return;
    if (const auto content = project::loadDesign(kept); content && !content->design.given.isEmpty())
        complain(
            QStringLiteral("Only the database itself is used; what you declared in the window is left out. "
                           "File > Save design as makes a design file that has it."),
            0);
}

int checkFile(const CommandLine &line)
{
    const auto checked = checkedFile(line.file);
    if (!checked)
        return complain(checked.error().text(), 2);
    tellOfKeptDesign(line.file);
    const QByteArray text =
        line.json ? interchange::findingsToJson(checked->findings, checked->folded)
                  : interchange::findingsToText(checked->findings, checked->folded).toLocal8Bit();
    if (!print(stdout, text))
        return complain(QStringLiteral("The findings could not be written whole to standard output."), 2);
    const bool failed = std::ranges::any_of(checked->findings, [&](const mapping::Diagnostic &each) {
        return each.grade <= line.failOn &&
               (each.grade == mapping::Grade::Error || !checked->folded.contains(mapping::findingKey(each)));
    });
    return failed ? 1 : 0;
}

/// A design with its settings, or that of a database alone.
base::Result<project::DesignContent> contentOf(const QString &file)
{
    if (isDesign(file))
        return project::loadDesign(file);
    const auto schema = schemaOf(file);
    if (!schema)
        return base::fail(schema.error());
    project::DesignContent content;
    content.design.schema = *schema;
    return content;
}

bool writeFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

int exportModels(const CommandLine &line)
{
    const auto content = contentOf(line.file);
    if (!content)
        return complain(content.error().text(), 2);
    tellOfKeptDesign(line.file);
    models::ModelOptions options;
    options.style = line.style.value_or(
        models::styleFromWord(content->settings.modelStyle).value_or(models::Style::Legacy));
    const models::ModelText models = models::modelsOf(content->design, options);
    const QByteArray text = models.text().toUtf8();
    if (line.out.isEmpty() && !print(stdout, text))
        return complain(QStringLiteral("The models could not be written whole to standard output."), 2);
    if (!line.out.isEmpty() && !writeFile(line.out, text))
        return complain(QStringLiteral("The models could not be written to '%1'.").arg(line.out), 2);
    if (!models.findings.isEmpty())
        print(stderr, interchange::findingsToText(models.findings, {}).toLocal8Bit());
    const bool hasErrors = std::ranges::any_of(
        models.findings, [](const mapping::Diagnostic &each) { return each.grade == mapping::Grade::Error; });
    return hasErrors ? 1 : 0;
}

} // namespace

std::optional<int> runWithoutWindow(const CommandLine &line, int &argc, char **argv)
{
    switch (line.command) {
    case Command::Help:
        print(stdout, helpText().toLocal8Bit());
        return 0;
    case Command::Version:
        print(stdout, "relata " RELATA_VERSION "\n");
        return 0;
    case Command::Invalid:
        return complain(line.problem + QStringLiteral(" 'relata --help' shows what there is."), 2);
    case Command::Reflect: {
        const QCoreApplication app(argc, argv); // QtSql finds its plug-ins through it.
        return reflectFile(line.file);
    }
    case Command::Check: {
        const QCoreApplication app(argc, argv);
        return checkFile(line);
    }
    case Command::Export: {
        const QCoreApplication app(argc, argv);
        return exportModels(line);
    }
    case Command::Open:
    case Command::Tour:
        break;
    }
    return {};
}

} // namespace relata::app
