#include "designfile.h"

#include "core/base/privatefiles.h"
#include "core/project/declarationform.h"
#include "core/project/schemajsonform.h"
#include "core/schema/partids.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace relata::project {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr int kFormat = 1;
const QByteArray kBaseline = "baseline.";

QByteArray line(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

/// Writes lists whose items have a line each and whose end has one of its own. Nothing is nested: what two
/// branches add in one place can then be kept line by line, and stays valid.
class DesignText
{
public:
    QByteArray take() { return std::move(m_text); }

    void member(const QByteArray &key, const QJsonValue &value)
    {
        m_text += '"' + key + "\":" + line(value) + ",\n";
    }
    void raw(const QByteArray &text) { m_text += text; }

    template<typename List, typename Form>
    void lines(const QByteArray &key, const List &items, Form form)
    {
        begin(key);
        for (const auto &each : items)
            m_text += line(form(each)) + ",\n";
        end();
    }

    /// The lists of some tables; each item names its table under "in".
    void tables(const QByteArray &prefix, QList<schema::Table> tables)
    {
        std::ranges::sort(tables, {}, [](const schema::Table &each) { return idLetters(each.id.number); });
        lines(prefix + "tables", tables, tableHead);
        ofAll(prefix + "columns", tables, &schema::Table::columns, columnForm);
        ofAll(prefix + "uniques", tables, &schema::Table::uniques, uniqueForm);
        ofAll(prefix + "checks", tables, &schema::Table::checks, checkForm);
        ofAll(prefix + "indexes", tables, &schema::Table::indexes, indexForm);
        ofAll(prefix + "triggers", tables, &schema::Table::triggers, triggerForm);
        ofAll(prefix + "foreignKeys", tables, &schema::Table::foreignKeys, foreignKeyForm);
    }

    void classes(QList<mapping::ClassDeclaration> classes)
    {
        std::ranges::sort(classes, {}, &mapping::ClassDeclaration::table);
        lines("classes", classes, classHead);
        begin("relationships");
        for (const mapping::ClassDeclaration &each : classes) {
            for (const mapping::RelationshipDeclaration &relationship : each.relationships)
                item(relationshipForm(relationship), each.table);
        }
        end();
    }

private:
    void begin(const QByteArray &key) { m_text += '"' + key + "\":[\n"; }
    void end() { m_text += "null],\n"; }
    void item(QJsonObject form, const QString &in)
    {
        form.insert(u"in"_s, in);
        m_text += line(form) + ",\n";
    }

    template<typename T, typename Form>
    void ofAll(const QByteArray &key, const QList<schema::Table> &tables, QList<T> schema::Table::*list,
               Form form)
    {
        begin(key);
        for (const schema::Table &table : tables) {
            for (const T &each : table.*list)
                item(form(each), idLetters(table.id.number));
        }
        end();
    }

    QByteArray m_text;
};

template<typename Tag>
QList<base::Id<Tag>> sorted(QList<base::Id<Tag>> ids)
{
    std::ranges::sort(ids);
    return ids;
}

/// Tables in the order in which a database is read. The lists are taken out of the object.
schema::Schema takeSchema(QJsonObject &root, const QString &engine, const QString &prefix)
{
    static const QStringList lists = {u"columns"_s, u"uniques"_s,  u"privateUniques"_s, u"checks"_s,
                                      u"indexes"_s, u"triggers"_s, u"foreignKeys"_s};
    QHash<QString, QHash<QString, QJsonArray>> items; ///< by table, then by list
    for (const QString &list : lists) {
        for (const QJsonValue &each : itemsOf(root.take(prefix + list)))
            items[each.toObject().value(u"in"_s).toString()][list] += each;
    }
    schema::Schema schema;
    schema.engine = engine;
    for (const QJsonValue &each : itemsOf(root.take(prefix + u"tables"_s))) {
        QJsonObject form = each.toObject();
        const auto &own = items.value(form.value(u"id"_s).toString());
        for (const QString &list : lists)
            form.insert(list, own.value(list));
        schema.tables += tableFrom(form);
    }
    std::ranges::stable_sort(schema.tables, [](const schema::Table &a, const schema::Table &b) {
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    return schema;
}

/// Older versions gave the parts of tables no ids: those of the baseline are counted, and the design's are
/// the same where their names are.
void countParts(DesignContent &content)
{
    if (content.baseline) {
        for (schema::Table &table : content.baseline->tables)
            schema::countPartIds(table);
    }
    for (schema::Table &table : content.design.schema.tables) {
        const schema::Table *known =
            content.baseline ? std::as_const(*content.baseline).table(table.id) : nullptr;
        if (known)
            schema::takePartIds(table, *known);
        schema::countPartIds(table, known ? *known : schema::Table());
    }
}

QList<mapping::ClassDeclaration> takeClasses(QJsonObject &root)
{
    QHash<QString, QJsonArray> relationships; ///< by table
    for (const QJsonValue &each : itemsOf(root.take(u"relationships"_s)))
        relationships[each.toObject().value(u"in"_s).toString()] += each;
    QList<mapping::ClassDeclaration> classes;
    for (const QJsonValue &each : itemsOf(root.take(u"classes"_s))) {
        QJsonObject form = each.toObject();
        form.insert(u"relationships"_s, relationships.value(form.value(u"table"_s).toString()));
        classes += classFrom(form);
    }
    return classes;
}

base::Error broken(qsizetype lineNumber, const QString &why)
{
    return {ErrorCode::InvalidFile,
            u"Line %1 of the design: %2"_s.arg(QString::number(lineNumber), why),
            u"Mend that line in a text editor, or take an older version of the file."_s,
            {}};
}

/// Where a merge has left both versions, their marks stand at the beginning of a line.
std::optional<base::Error> mergeMarks(const QByteArray &text)
{
    qsizetype number = 1;
    for (const QByteArray &each : text.split('\n')) {
        if (each.startsWith("<<<<<<<") || each.startsWith(">>>>>>>") || each.startsWith("======="))
            return broken(number, u"a merge has left its marks here."_s);
        ++number;
    }
    return {};
}

std::optional<base::Error> idsMissing(const mapping::Design &design)
{
    QSet<int> tables;
    QSet<int> links;
    for (const schema::Table &table : design.schema.tables) {
        bool good = table.id.isValid() && !tables.contains(table.id.number);
        tables += table.id.number;
        for (const schema::ForeignKey &key : table.foreignKeys) {
            good = good && key.id.isValid() && !links.contains(key.id.number);
            links += key.id.number;
        }
        if (!good) {
            return base::Error{
                ErrorCode::InvalidFile,
                u"The table '%1' of the design, or a foreign key of it, has no id of its own."_s.arg(
                    table.name),
                u"Give it seven letters that no other has."_s,
                {}};
        }
    }
    return {};
}

} // namespace

QByteArray designText(const DesignContent &content, const QDir &folder)
{
    DesignText text;
    text.raw("{\n");
    text.member("relata", kFormat);
    text.member("engine", content.design.schema.engine);
    if (!content.database.isEmpty())
        text.member("database", folder.relativeFilePath(content.database));
    if (!content.settings.modelStyle.isEmpty())
        text.member("modelStyle", content.settings.modelStyle);
    for (auto it = content.unknown.begin(); it != content.unknown.end(); ++it)
        text.member(it.key().toUtf8(), it.value());
    text.tables({}, content.design.schema.tables);
    if (content.baseline)
        text.tables(kBaseline, content.baseline->tables);
    text.classes(content.design.given.classes);
    text.lines("plain", sorted(content.design.given.plain.values()),
               [](base::LinkId id) { return QJsonValue(idLetters(id.number)); });
    QStringList quiet = content.settings.quiet.values();
    quiet.sort();
    text.lines("muted", quiet, [](const QString &each) { return QJsonValue(each); });
    text.lines("places", sorted(content.layout.positions.keys()), [&content](base::TableId id) {
        const QPointF place = content.layout.positions.value(id);
        return QJsonArray{idLetters(id.number), place.x(), place.y()};
    });
    text.raw("\"end\":true\n}\n");
    return text.take();
}

Result<DesignContent> designFromText(const QByteArray &text, const QDir &folder)
{
    if (const auto marks = mergeMarks(text))
        return fail(*marks);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(broken(text.left(error.offset).count('\n') + 1, error.errorString() + u'.'));
    QJsonObject root = document.object();
    const int format = root.take(u"relata"_s).toInt();
    if (format < 1) {
        return fail(ErrorCode::InvalidFile, u"This is JSON, but no design of Relata."_s,
                    u"Choose a file that was saved as a design."_s);
    }
    if (format > kFormat) {
        return fail(ErrorCode::InvalidFile, u"A newer Relata has written this design."_s,
                    u"Open it with that version."_s);
    }
    DesignContent content;
    const QString engine = root.take(u"engine"_s).toString();
    root.remove(u"end"_s);
    content.design.schema = takeSchema(root, engine, {});
    if (root.contains(QString::fromLatin1(kBaseline) + u"tables"_s))
        content.baseline = takeSchema(root, engine, QString::fromLatin1(kBaseline));
    countParts(content);
    content.design.given.classes = takeClasses(root);
    for (const QString &each : textsOf(root.take(u"plain"_s)))
        content.design.given.plain += base::LinkId{idNumber(each)};
    for (const QString &each : textsOf(root.take(u"muted"_s)))
        content.settings.quiet += each;
    content.settings.modelStyle = root.take(u"modelStyle"_s).toString();
    for (const QJsonValue &each : itemsOf(root.take(u"places"_s))) {
        const QJsonArray place = each.toArray();
        const base::TableId id{idNumber(place.at(0).toString())};
        if (id.isValid() && place.at(1).isDouble() && place.at(2).isDouble())
            content.layout.positions.insert(id, {place.at(1).toDouble(), place.at(2).toDouble()});
    }
    const QString database = root.take(u"database"_s).toString();
    if (!database.isEmpty())
        content.database = QDir::cleanPath(folder.absoluteFilePath(database));
    content.unknown = root;
    if (const auto missing = idsMissing(content.design))
        return fail(*missing);
    return content;
}

Result<DesignContent> loadDesign(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::CannotOpen, u"The design '%1' cannot be read."_s.arg(path),
                    u"Check that it exists and may be read."_s, file.errorString());
    }
    return designFromText(file.readAll(), QFileInfo(path).absoluteDir());
}

Done saveDesign(const QString &path, const DesignContent &content, Privacy privacy)
{
    QSaveFile file(path);
    const auto refused = [&] {
        return fail(ErrorCode::CannotWrite, u"The design cannot be saved in '%1'."_s.arg(path),
                    u"Check that the folder may be written and the disk is not full."_s, file.errorString());
    };
    if (!file.open(QIODevice::WriteOnly))
        return refused();
    if (privacy == Privacy::OwnerOnly)
        base::makePrivate(file);
    file.write(designText(content, QFileInfo(path).absoluteDir()));
    if (!file.commit())
        return refused();
    return {};
}

} // namespace relata::project
