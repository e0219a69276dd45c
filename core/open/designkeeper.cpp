#include "designkeeper.h"

#include "core/base/privatefiles.h"
#include "core/open/mergedschema.h"
#include "core/project/designfile.h"
#include "core/project/savedlayout.h"
#include "core/schema/keptids.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace relata::open {

using namespace Qt::StringLiterals;
using base::Done;
using project::DesignContent;

namespace {

constexpr int kMoment = 600; // milliseconds after the last change

QString drawingsIn(const QString &folder)
{
    return QDir(folder).filePath(u"drawings"_s);
}

} // namespace

DesignKeeper::DesignKeeper(project::DesignDocument &document, const QString &folder, QObject *parent)
    : QObject(parent), m_document(document), m_folder(folder), m_copy(drawingsIn(folder))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kMoment);
    connect(&m_timer, &QTimer::timeout, this, &DesignKeeper::keep);
    connect(&m_document, &project::DesignDocument::changed, this, [this] {
        takeFirstPlaces();
        m_timer.start();
        emit changed();
    });
}

DesignKeeper::~DesignKeeper()
{
    if (!isUnsaved())
        m_copy.remove();
}

bool DesignKeeper::isUnsaved() const
{
    if (isKeptHere())
        return false;
    if (m_file.isEmpty() && m_database.isEmpty())
        return !m_document.design().schema.tables.isEmpty() && state() != m_saved;
    return state() != m_saved;
}

DesignContent DesignKeeper::content() const
{
    DesignContent content;
    content.design = m_document.design();
    if (!m_database.isEmpty() && m_document.isModified())
        content.baseline = m_document.baseline();
    content.layout = m_document.layout();
    content.settings = m_document.settings();
    content.database = m_database;
    content.unknown = m_unknown;
    return content;
}

bool DesignKeeper::isKeptHere() const
{
    return m_file.isEmpty() && !m_database.isEmpty() && !m_claim.isRefused();
}

/// Where a table of a database first stands is nobody's work: alone it is not worth saving.
void DesignKeeper::takeFirstPlaces()
{
    if (!isKeptElsewhere())
        return;
    const QHash<base::TableId, QPointF> &places = m_document.layout().positions;
    for (auto place = places.cbegin(); place != places.cend(); ++place) {
        if (!m_saved.layout.positions.contains(place.key()) && m_saved.design.schema.table(place.key()))
            m_saved.layout.positions.insert(place.key(), *place);
    }
}

void DesignKeeper::take(const QString &file, const QString &database)
{
    m_timer.stop();
    m_copy.remove();
    m_file = file;
    m_database = database;
    m_claim.drop();
    if (!m_database.isEmpty())
        m_claim.make(keptFile());
    m_unknown = {};
    m_hasFailed = false;
}

void DesignKeeper::markSaved()
{
    m_saved = state();
    m_timer.stop();
    m_copy.remove();
    emit changed();
}

void DesignKeeper::startDrawing()
{
    take({}, {});
    schema::Schema empty;
    empty.engine = u"sqlite"_s;
    m_document.reset({empty, {}}, empty, {});
    markSaved();
}

void DesignKeeper::showDesign(const QString &file, const DesignContent &content)
{
    take(file, {});
    m_unknown = content.unknown;
    schema::Schema empty;
    empty.engine = content.design.schema.engine;
    m_document.reset(content.design, empty, content.layout, content.settings);
    markSaved();
}

void DesignKeeper::showLeft(const LeftDrawing &left)
{
    showDesign(left.home, left.content);
    m_saved = {};
    forgetDrawing(left.file);
    keep();
    emit changed();
}

QString DesignKeeper::showDatabase(const QString &database, const mapping::MappedSchema &schema,
                                   const QString &file, std::optional<DesignContent> given)
{
    take(file, database);
    QString words;
    std::optional<DesignContent> content = std::move(given);
    const bool isNewHere = content && content->database != database;
    if (!content) {
        QFile home(homeFile());
        const QString path = home.open(QIODevice::ReadOnly) ? QString::fromUtf8(home.readAll()) : QString();
        if (!path.isEmpty()) {
            if (const auto read = project::loadDesign(path)) {
                content = *read;
                m_file = path;
            } else {
                words = tr("The design of this database is not at '%1' any more; what Relata keeps of it is "
                           "shown.")
                            .arg(path);
            }
        }
        if (!content && QFileInfo::exists(keptFile())) {
            if (const auto kept = project::loadDesign(keptFile()))
                content = *kept;
        }
    }
    if (!content) {
        m_document.reset(schema, project::loadLayout(m_folder, database, schema));
        markSaved();
        return words;
    }
    m_unknown = content->unknown;
    const schema::Schema base = content->baseline.value_or(content->design.schema);
    const schema::Schema theirs = schema::withIdsOf(schema, base, content->design.schema);
    const mapping::Design design{merged(base, content->design.schema, theirs), content->design.given};
    m_document.reset(design, theirs, content->layout, content->settings);
    markSaved();
    if (isNewHere) { // The design gets its database now.
        if (!m_file.isEmpty())
            rememberHome();
        if (isKeptElsewhere())
            m_saved = {};
        static_cast<void>(save());
    }
    return words;
}

void DesignKeeper::followDatabase(const mapping::MappedSchema &schema)
{
    const schema::Schema base = m_document.baseline();
    const schema::Schema theirs = schema::withIdsOf(schema, base, m_document.design().schema);
    const mapping::Design design{merged(base, m_document.design().schema, theirs), m_document.design().given};
    const project::DiagramLayout layout = m_document.layout();
    const bool isUntouched = isKeptElsewhere() && !isUnsaved();
    m_document.reset(design, theirs, layout, m_document.settings());
    if (isUntouched) // Whatever is new is in the database.
        markSaved();
    m_timer.start();
}

Done DesignKeeper::save()
{
    if (m_file.isEmpty())
        return isKeptHere() ? keepDatabase() : Done();
    const Done saved = project::saveDesign(m_file, content());
    if (saved)
        markSaved();
    return saved;
}

Done DesignKeeper::saveAs(const QString &file)
{
    const QString before = std::exchange(m_file, QFileInfo(file).absoluteFilePath());
    const Done saved = save();
    if (!saved)
        m_file = before;
    else if (!m_database.isEmpty())
        rememberHome();
    emit changed();
    return saved;
}

void DesignKeeper::forget()
{
    m_saved = state();
    m_timer.stop();
    m_copy.remove();
}

void DesignKeeper::keepNow()
{
    if (m_timer.isActive())
        keep();
}

void DesignKeeper::keep()
{
    m_timer.stop();
    Done kept;
    if (isKeptHere())
        kept = keepDatabase();
    else if (isUnsaved())
        kept = m_copy.keep(content(), m_file);
    else
        m_copy.remove();
    if (!kept && !std::exchange(m_hasFailed, true))
        emit keepingFailed(kept.error());
}

/// Places alone go into a small file by the tables' names.
Done DesignKeeper::keepDatabase()
{
    const bool isUntouched = !m_document.isModified() && m_document.design().given.isEmpty() &&
                             m_document.settings() == project::DesignSettings();
    if (isUntouched) {
        QFile::remove(keptFile());
        return project::saveLayout(m_folder, m_database, m_document.schema(), m_document.layout());
    }
    if (const Done made = base::makePrivateFolder(m_folder); !made)
        return made;
    return project::saveDesign(keptFile(), content(), project::Privacy::OwnerOnly);
}

QString DesignKeeper::keptFile(const QString &folder, const QString &database)
{
    return project::layoutFile(folder, database).chopped(4) + project::kDesignSuffix;
}

QString DesignKeeper::keptFile() const
{
    return keptFile(m_folder, m_database);
}

QString DesignKeeper::homeFile() const
{
    return project::layoutFile(m_folder, m_database).chopped(4) + u"home"_s;
}

void DesignKeeper::rememberHome() const
{
    if (m_claim.isRefused())
        return;
    QFile file(homeFile());
    if (!base::makePrivateFolder(m_folder) || !file.open(QIODevice::WriteOnly))
        return;
    base::makePrivate(file);
    file.write(m_file.toUtf8());
}

} // namespace relata::open
