#include "opendesign.h"

#include "core/async/designchange.h"
#include "core/async/whendone.h"
#include "core/project/designfile.h"
#include "core/project/savedlayout.h"
#include "core/sql/ddlbuilder.h"
#include "core/sql/schemadifference.h"

#include <QFileInfo>

#include <utility>

namespace relata::open {

using namespace Qt::StringLiterals;
using base::ConnectionSettings;

OpenDesign::OpenDesign(const QString &folder, QObject *parent)
    : QObject(parent), m_folder(folder), m_keeper(m_document, folder), m_declared(m_document)
{
}

OpenDesign::~OpenDesign()
{
    beginToClose();
}

QString OpenDesign::name() const
{
    return m_workspace ? m_workspace->identity().name() : QFileInfo(m_keeper.file()).fileName();
}

Unsaved OpenDesign::unsaved() const
{
    return {m_workspace ? m_workspace->records().pending().count() : 0, m_isThere && m_keeper.isUnsaved()};
}

bool OpenDesign::needsFile() const
{
    return m_keeper.file().isEmpty() && (m_keeper.database().isEmpty() || m_keeper.isKeptElsewhere());
}

QString OpenDesign::suggestedFile(const QString &stem) const
{
    if (!m_keeper.file().isEmpty())
        return m_keeper.file();
    const QString suffix = u'.' + project::kDesignSuffix;
    if (!m_workspace)
        return stem + suffix;
    const base::DatabaseIdentity &database = m_workspace->identity();
    if (database.file.isEmpty())
        return database.name() + suffix;
    const QFileInfo file(database.file);
    return file.absolutePath() + u'/' + file.completeBaseName() + suffix;
}

void OpenDesign::open(const ConnectionSettings &settings)
{
    if (m_isOpening || m_isApplying)
        return;
    if (settings.file.endsWith(u'.' + project::kDesignSuffix, Qt::CaseInsensitive))
        openDesign(settings.file);
    else
        openDatabase(settings);
}

/// A design with a database that can be found is shown with it.
void OpenDesign::openDesign(const QString &file)
{
    const auto content = project::loadDesign(file);
    if (!content) {
        emit failed(content.error());
        return;
    }
    const QString path = QFileInfo(file).absoluteFilePath();
    emit fileUsed(path);
    if (!content->database.isEmpty() && QFileInfo::exists(content->database)) {
        m_coming = {path, *content, {}, false};
        openDatabase({content->database, ConnectionSettings::Mode::ReadWrite, 5000});
        return;
    }
    letGoOfDatabase();
    m_keeper.showDesign(path, *content);
    show(content->database.isEmpty()
             ? QString()
             : tr("Its database '%1' is not there; the design is shown alone.").arg(content->database));
}

void OpenDesign::openDatabase(const ConnectionSettings &settings)
{
    m_isOpening = true;
    m_wanted = settings;
    emit openingChanged();
    async::Workspace::open(settings, this, [this](async::Workspace::Opened workspace) {
        m_isOpening = false;
        emit openingChanged();
        if (workspace) {
            take(std::move(*workspace));
            return;
        }
        m_coming = {};
        emit failed(workspace.error());
    });
}

void OpenDesign::take(std::unique_ptr<async::Workspace> workspace)
{
    emit aboutToShow();
    m_former = std::exchange(m_workspace, std::move(workspace));
    connect(m_workspace.get(), &async::Workspace::schemaChanged, this, &OpenDesign::follow);
    const Coming coming = std::exchange(m_coming, {});
    if (coming.isDrawn)
        m_keeper.forget(); // It is the database's from now on.
    QStringList words = {coming.words};
    words += m_keeper.showDatabase(m_workspace->identity().text(), m_workspace->schema(), coming.file,
                                   coming.content);
    words.removeAll(QString());
    emit fileUsed(m_workspace->identity().text());
    m_declared.follow(m_workspace.get());
    show(words.join(u' '));
}

void OpenDesign::letGoOfDatabase()
{
    emit aboutToShow();
    m_declared.follow(nullptr);
    m_workspace.reset();
}

void OpenDesign::show(const QString &words)
{
    m_isThere = true;
    emit shown(words);
}

void OpenDesign::startDrawing()
{
    if (m_isApplying)
        return;
    letGoOfDatabase();
    m_keeper.startDrawing();
    show({});
}

void OpenDesign::showLeft(const LeftDrawing &left)
{
    letGoOfDatabase();
    m_keeper.showLeft(left);
    show(left.home.isEmpty()
             ? tr("This design was not saved when Relata ended. Save it, or close it to forget it.")
             : tr("These changes of '%1' were not saved when Relata ended. Save them, or close the window to "
                  "forget them.")
                   .arg(QFileInfo(left.home).fileName()));
}

void OpenDesign::createDatabase(const QString &file)
{
    const project::DiagramLayout layout = m_document.layout();
    const mapping::MappedSchema schema = m_document.schema();
    async::createDatabase(file, sql::createSchema(schema), this,
                          [this, file, layout, schema](const base::Done &created) {
                              if (created)
                                  takeMade(file, schema, layout);
                              else
                                  emit failed(created.error());
                          });
}

QString OpenDesign::createdWords(const QString &file) const
{
    const QString created = tr("Created %1 from the drawing.").arg(file);
    if (m_keeper.file().isEmpty())
        return created;
    return created + u' ' +
           tr("%1 is its design now and opens it, too.").arg(QFileInfo(m_keeper.file()).fileName());
}

/// The cards of the new database stand where they were drawn.
void OpenDesign::takeMade(const QString &file, const mapping::MappedSchema &schema,
                          const project::DiagramLayout &layout)
{
    static_cast<void>(project::saveLayout(m_folder, QFileInfo(file).canonicalFilePath(), schema, layout));
    if (m_workspace) {
        emit databaseMade(file);
        return;
    }
    m_coming = {m_keeper.file(), m_keeper.content(), createdWords(file), true};
    open({file, ConnectionSettings::Mode::ReadWrite, 5000});
}

/// Places of cards stay, as tables keep their ids.
void OpenDesign::follow(const async::SchemaNews &news)
{
    if (news.reason == async::SchemaNews::Reason::Declarations) {
        emit schemaChanged(news);
        return;
    }
    m_keeper.followDatabase(m_workspace->schema());
    emit schemaChanged(news);
    m_declared.tellAgain();
}

void OpenDesign::apply(const async::DesignChange &change)
{
    if (!m_workspace || m_isApplying)
        return;
    if (!m_workspace->records().pending().isEmpty())
        return emit notApplied({base::ErrorCode::InvalidRequest,
                                tr("Rows wait for Save."),
                                tr("Save or discard them first."),
                                {}});
    m_isApplying = true;
    emit applyingChanged();
    const base::Cause cause = m_workspace->click(tr("Look whether the tables have changed"));
    async::whenDone(
        m_workspace->lookAgain(cause), this, [this, change](const base::Result<bool> &hasChanged) {
            const bool isAsAgreed =
                sql::differenceSql(m_document.baseline(), m_document.schema()) == change.statements;
            if (!hasChanged)
                endApplying(base::fail(hasChanged.error()), 0);
            else if (*hasChanged)
                endApplying(base::fail(base::ErrorCode::StaleData,
                                       tr("Another program has changed the tables."),
                                       tr("Look at the difference again.")),
                            0);
            else if (!isAsAgreed)
                endApplying(base::fail(base::ErrorCode::StaleData, tr("The design has changed meanwhile."),
                                       tr("Look at the difference again.")),
                            0);
            else
                applyNow(change);
        });
}

void OpenDesign::applyNow(const async::DesignChange &change)
{
    const int count = int(sql::withoutFrame(change.statements).size());
    async::changeDatabase(m_workspace->settings(), change, this, [this, count](const base::Done &done) {
        if (!done)
            return endApplying(done, count);
        // Where it cannot be read again it is changed all the same; whoever asks for rows next is told.
        async::whenDone(m_workspace->lookAgain(m_workspace->click(tr("Read the schema again"))), this,
                        [this, count](const base::Result<bool> &) { endApplying({}, count); });
    });
}

void OpenDesign::endApplying(const base::Done &done, int statements)
{
    m_isApplying = false;
    emit applyingChanged();
    if (!done)
        emit notApplied(done.error());
    else
        emit applied(statements);
}

void OpenDesign::forget()
{
    if (m_workspace && !m_workspace->records().pending().isEmpty())
        m_workspace->records().discard(); // And what would be offered at the next opening.
    m_keeper.forget();
}

void OpenDesign::beginToClose()
{
    if (m_workspace)
        m_workspace->beginToClose();
}

} // namespace relata::open
