#include "savedlayout.h"

#include "core/base/privatefiles.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace relata::project {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using schema::Schema;
using schema::Table;

namespace {

QString canonicalPath(const QString &file)
{
    const QFileInfo info(file);
    const QString canonical = info.canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(info.absoluteFilePath()) : canonical;
}

Done cannotWrite(const QString &file, const QString &detail)
{
    return fail(ErrorCode::CannotWrite, u"The layout of the diagram cannot be saved in '%1'."_s.arg(file),
                u"Check that the folder may be written and the disk is not full."_s, detail);
}

QJsonObject toJson(const QString &databaseFile, const Schema &schema, const DiagramLayout &layout)
{
    QJsonObject positions;
    for (const Table &table : schema.tables) {
        if (const auto place = layout.positions.constFind(table.id); place != layout.positions.cend())
            positions.insert(table.name, QJsonObject{{u"x"_s, place->x()}, {u"y"_s, place->y()}});
    }
    return {{u"database"_s, canonicalPath(databaseFile)}, {u"positions"_s, positions}};
}

} // namespace

QString layoutFile(const QString &folder, const QString &databaseFile)
{
    const QByteArray hash =
        QCryptographicHash::hash(canonicalPath(databaseFile).toUtf8(), QCryptographicHash::Sha1).toHex();
    return QDir(folder).filePath(QString::fromLatin1(hash) + u".json"_s);
}

DiagramLayout loadLayout(const QString &folder, const QString &databaseFile, const Schema &schema)
{
    QFile file(layoutFile(folder, databaseFile));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject positions =
        QJsonDocument::fromJson(file.readAll()).object().value(u"positions"_s).toObject();
    DiagramLayout layout;
    for (const Table &table : schema.tables) {
        const QJsonObject place = positions.value(table.name).toObject();
        if (place.value(u"x"_s).isDouble() && place.value(u"y"_s).isDouble())
            layout.positions.insert(table.id,
                                    {place.value(u"x"_s).toDouble(), place.value(u"y"_s).toDouble()});
    }
    return layout;
}

Done saveLayout(const QString &folder, const QString &databaseFile, const Schema &schema,
                const DiagramLayout &layout)
{
    const QString path = layoutFile(folder, databaseFile);
    if (const Done made = base::makePrivateFolder(folder); !made)
        return cannotWrite(path, made.error().sentence);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    base::makePrivate(file);
    file.write(QJsonDocument(toJson(databaseFile, schema, layout)).toJson());
    if (!file.commit())
        return cannotWrite(path, file.errorString());
    return {};
}

} // namespace relata::project
