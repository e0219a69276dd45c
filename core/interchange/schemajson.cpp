#include "schemajson.h"

#include "core/interchange/jsonwriter.h"
#include "core/mapping/lint/tablerules.h"

namespace relata::interchange {

using namespace Qt::StringLiterals;
using mapping::Side;
using schema::ForeignKey;
using schema::Table;

namespace {

/// Writes the parts of a schema through one JsonWriter.
class SchemaWriter
{
public:
    QByteArray write(const mapping::MappedSchema &whole)
    {
        m_json.beginObject();
        m_json.member("engine", whole.engine);
        list("tables", whole.tables, [this](const Table &table) { writeTable(table); });
        list("classes", whole.classes, [this](const mapping::MappedClass &each) { writeClass(each); });
        list("problems", mapping::tableRules(whole), [this](const mapping::Diagnostic &problem) {
            m_json.beginObject();
            m_json.member("code", problem.kind);
            m_json.member("where", mapping::tablePlace(problem.where));
            m_json.member("text", problem.sentence);
            m_json.endObject();
        });
        m_json.endObject();
        return m_json.text();
    }

private:
    template<typename List, typename Write>
    void list(const char *name, const List &items, Write write)
    {
        m_json.name(name);
        m_json.beginArray();
        for (const auto &item : items)
            write(item);
        m_json.endArray();
    }

    void names(const QStringList &all)
    {
        m_json.beginArray();
        for (const QString &name : all)
            m_json.value(name);
        m_json.endArray();
    }

    void pairs(const QList<schema::ColumnPair> &all)
    {
        for (const schema::ColumnPair &pair : all)
            names({pair.local, pair.remote});
    }

    void writeTable(const Table &table)
    {
        m_json.beginObject();
        m_json.member("name", table.name);
        m_json.member("kind", schema::kindWord(table.kind));
        m_json.member("error", table.error.isEmpty() ? QString() : table.error);
        list("columns", table.columns, [this](const schema::Column &column) { writeColumn(column); });
        m_json.name("primaryKey");
        names(table.primaryKey);
        list("foreignKeys", table.foreignKeys, [this](const ForeignKey &key) { writeForeignKey(key); });
        list("uniques", table.uniques, [this](const schema::Unique &unique) { names(unique.columns); });
        list("indexes", table.indexes, [this](const schema::Index &index) {
            m_json.beginObject();
            m_json.member("name", index.name);
            m_json.name("columns");
            names(index.columns);
            m_json.member("unique", index.unique);
            if (index.partial)
                m_json.member("where", index.condition);
            if (!index.terms.isEmpty() && index.columns.contains(QString())) {
                m_json.name("terms");
                names(index.terms);
            }
            m_json.endObject();
        });
        list("checks", table.checks, [this](const schema::Check &check) { m_json.value(check.condition); });
        m_json.endObject();
    }

    void writeColumn(const schema::Column &column)
    {
        m_json.beginObject();
        m_json.member("name", column.name);
        m_json.member("type", column.type.isNull() ? u""_s : column.type);
        m_json.member("nullable", column.nullable);
        m_json.member("default", column.defaultValue.value_or(QString()));
        const bool isStored = column.generated == schema::Generated::Stored;
        m_json.member("generated", column.generated == schema::Generated::No
                                       ? QString()
                                       : (isStored ? u"stored"_s : u"virtual"_s));
        m_json.endObject();
    }

    void writeForeignKey(const ForeignKey &key)
    {
        m_json.beginObject();
        m_json.member("name", key.name);
        m_json.name("columns");
        names(key.columns);
        m_json.member("table", key.table);
        m_json.name("targetColumns");
        names(key.targetColumns);
        m_json.member("onDelete", schema::actionWords(key.onDelete));
        m_json.member("onUpdate", schema::actionWords(key.onUpdate));
        m_json.member("deferrable", key.deferrable);
        m_json.endObject();
    }

    void writeClass(const mapping::MappedClass &mapped)
    {
        m_json.beginObject();
        m_json.member("name", mapped.name);
        m_json.member("table", mapped.table);
        list("relationships", mapped.relationships, [this](const Side &each) {
            m_json.beginObject();
            m_json.member("name", each.name);
            m_json.member("target", each.target);
            m_json.member("direction", schema::directionWord(each.direction));
            m_json.member("uselist", each.uselist);
            m_json.name("pairs");
            m_json.beginArray();
            pairs(each.pairs);
            pairs(each.secondaryPairs);
            m_json.endArray();
            m_json.member("secondary", each.secondary);
            m_json.member("backPopulates", each.backPopulates);
            m_json.endObject();
        });
        m_json.endObject();
    }

    JsonWriter m_json;
};

} // namespace

QByteArray schemaToJson(const mapping::MappedSchema &whole)
{
    return SchemaWriter().write(whole);
}

} // namespace relata::interchange
