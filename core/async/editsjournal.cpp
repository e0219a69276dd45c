#include "editsjournal.h"

#include "core/base/privatefiles.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>
#include <cstdio>

namespace relata::async {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::RecordKey;
using records::WaitingRow;

namespace {

const QString kEnding = u".edits"_s;
const QString kUnfinished = u".new"_s;
constexpr int kVersion = 1;
constexpr qint64 kLongest = 4 << 20; ///< bytes by which a journal may outgrow what it holds

Done cannotWrite(const QString &file, const QString &why)
{
    return fail(ErrorCode::CannotWrite,
                u"What waits for Save cannot be kept in '%1': it would be lost with the program."_s.arg(file),
                u"Save soon, and check that the folder may be written and the disk is not full."_s, why);
}

} // namespace

QString EditsJournal::schemaDigest(const schema::Schema &schema)
{
    QCryptographicHash digest(QCryptographicHash::Sha1);
    const auto add = [&digest](const QStringList &words) {
        for (const QString &word : words) {
            const QByteArray bytes = word.toUtf8();
            digest.addData(QByteArray::number(bytes.size()) + ':' + bytes);
        }
    };
    for (const schema::Table &table : schema.tables) {
        add({table.name, schema::kindWord(table.kind), QString::number(table.columns.size())});
        for (const schema::Column &column : table.columns)
            add({column.name, column.type, QString::number(int(column.generated))});
        add(schema::addressOf(table).columns);
    }
    return QString::fromLatin1(digest.result().toHex());
}

QList<std::shared_ptr<EditsJournal>> EditsJournal::left(const QString &stem)
{
    const QDir folder(QFileInfo(stem).absolutePath());
    const QString names = QFileInfo(stem).fileName() + u".*"_s + kEnding;
    QList<std::shared_ptr<EditsJournal>> journals;
    for (const QFileInfo &file : folder.entryInfoList({names}, QDir::Files, QDir::Time)) {
        const std::shared_ptr<EditsJournal> journal(new EditsJournal(file.filePath()));
        if (journal->lock())
            journals += journal;
    }
    // A process can end before what it writes anew has its name.
    for (const QFileInfo &file : folder.entryInfoList({names + kUnfinished}, QDir::Files)) {
        EditsJournal unfinished(file.filePath().chopped(kUnfinished.size()));
        if (unfinished.lock())
            QFile::remove(file.filePath());
    }
    return journals;
}

EditsJournal::EditsJournal(const QString &stem, Database database)
    : m_file(stem + u'.' + QUuid::createUuid().toString(QUuid::Id128).left(12) + kEnding),
      m_database(std::move(database)),
      m_out(m_file)
{
}

EditsJournal::EditsJournal(const QString &file) : m_file(file), m_out(file) {}

EditsJournal::~EditsJournal() = default;

QDateTime EditsJournal::written() const
{
    return QFileInfo(m_file).lastModified();
}

/// The last line may be cut off: that edit had not been shown yet.
base::Result<EditsJournal::Content> EditsJournal::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::NoPermission, u"The journal '%1' cannot be read."_s.arg(m_file), {},
                    file.errorString());
    }
    const QJsonObject head = QJsonDocument::fromJson(file.readLine()).object();
    if (head.value(u"relata"_s).toString() != u"edits"_s || head.value(u"version"_s).toInt() != kVersion)
        return fail(ErrorCode::InvalidFile, u"'%1' is no journal of this program."_s.arg(m_file));
    Content content;
    content.database = {head.value(u"database"_s).toString(), head.value(u"place"_s).toString(),
                        head.value(u"schema"_s).toString()};
    QHash<RecordKey, qsizetype> places;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        content.wasSaving = line == "{\"saving\":true}\n";
        const auto row = content.wasSaving ? base::Result<WaitingRow>() : WaitingRow::fromLine(line);
        if (content.wasSaving || !row)
            continue;
        if (const auto place = places.constFind(row->key); place != places.cend()) {
            content.rows[*place] = *row;
        } else {
            places.insert(row->key, content.rows.size());
            content.rows += *row;
        }
    }
    content.rows.removeIf([](const WaitingRow &row) { return row.kind == WaitingRow::Kind::Gone; });
    return content;
}

void EditsJournal::setDatabase(const Database &database)
{
    if (m_database == database)
        return;
    m_database = database;
    m_isWhole = false;
}

Done EditsJournal::keep(const base::PendingEdits &edits, const schema::Schema &schema, const AsRead &asRead)
{
    if (edits.isEmpty()) {
        remove();
        return {};
    }
    QList<WaitingRow> differing = records::rowsThatDiffer(m_kept, edits, schema);
    m_kept = edits;
    addRead(differing, asRead);
    QByteArray lines;
    for (const WaitingRow &row : std::as_const(differing))
        lines += row.toLine() + '\n';
    if (std::exchange(m_saves, false)) // It was refused: a line after it says that all still waits.
        lines += "{\"saving\":false}\n";
    if (m_isWhole && m_out.size() + lines.size() <= 2 * m_wholeSize + kLongest)
        return lines.isEmpty() ? Done() : append(lines);
    QList<WaitingRow> all = records::waitingRows(edits, schema);
    addRead(all, asRead);
    return writeAll(all);
}

Done EditsJournal::keepOnly(const QList<WaitingRow> &rows)
{
    if (!rows.isEmpty())
        return writeAll(rows);
    remove();
    return {};
}

/// A row is asked for once: memory may have forgotten it by the next time.
void EditsJournal::addRead(QList<WaitingRow> &rows, const AsRead &asRead)
{
    for (WaitingRow &row : rows) {
        if (row.kind != WaitingRow::Kind::Deleted) {
            m_read.remove(row.key);
            continue;
        }
        if (!m_read.contains(row.key)) {
            if (const auto read = asRead(row.key))
                m_read.insert(row.key, *read);
        }
        if (const auto read = m_read.constFind(row.key); read != m_read.cend())
            row.asRead = *read;
    }
}

Done EditsJournal::beginSave()
{
    m_saves = true;
    return m_isWhole ? append("{\"saving\":true}\n") : Done();
}

void EditsJournal::remove()
{
    m_kept = {};
    m_read.clear();
    m_isWhole = false;
    m_saves = false;
    m_out.close();
    if (m_lock)
        QFile::remove(m_file);
    m_lock.reset();
}

void EditsJournal::letGo()
{
    m_out.close();
    m_isWhole = false;
    m_lock.reset();
}

bool EditsJournal::lock()
{
    if (m_lock)
        return true;
    auto lock = std::make_unique<QLockFile>(m_file + u".lock"_s);
    lock->setStaleLockTime(0); // However long a process lives, the journal is its own.
    if (!lock->tryLock())
        return false;
    static_cast<void>(base::makePrivateFile(lock->fileName()));
    m_lock = std::move(lock);
    return true;
}

/// Beside its place and moved there, so that there is a whole one at every moment.
Done EditsJournal::writeAll(const QList<WaitingRow> &rows)
{
    m_isWhole = false;
    if (const Done folder = base::makePrivateFolder(QFileInfo(m_file).absolutePath()); !folder)
        return cannotWrite(m_file, folder.error().sentence);
    if (!lock())
        return cannotWrite(m_file, u"another process has it"_s);
    const QString name = m_file + kUnfinished;
    QFile::remove(name);
    if (const Done made = base::makePrivateFile(name); !made)
        return cannotWrite(m_file, made.error().sentence);
    m_out.close();
    m_out.setFileName(name);
    QByteArray all = header();
    for (const WaitingRow &row : rows)
        all += row.toLine() + '\n';
    const bool written = m_out.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered) &&
                         m_out.write(all) == all.size() &&
                         std::rename(QFile::encodeName(name), QFile::encodeName(m_file)) == 0;
    if (!written) {
        const QString why = m_out.errorString();
        m_out.close();
        QFile::remove(name);
        return cannotWrite(m_file, why);
    }
    m_wholeSize = all.size();
    m_isWhole = true;
    return {};
}

Done EditsJournal::append(const QByteArray &lines)
{
    if (m_out.write(lines) == lines.size())
        return {};
    m_isWhole = false; // Half a line may be there: the next time everything is written anew.
    return cannotWrite(m_file, m_out.errorString());
}

QByteArray EditsJournal::header() const
{
    const QJsonObject head{{u"relata"_s, u"edits"_s},
                           {u"version"_s, kVersion},
                           {u"database"_s, m_database.file},
                           {u"place"_s, m_database.place},
                           {u"schema"_s, m_database.schema}};
    return QJsonDocument(head).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace relata::async
