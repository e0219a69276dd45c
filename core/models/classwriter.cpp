#include "classwriter.h"

#include "core/models/pythontext.h"
#include "core/models/tablearguments.h"

#include <QRegularExpression>

#include <algorithm>

namespace relata::models {

using namespace Qt::StringLiterals;
using mapping::ClassDeclaration;
using mapping::RelationshipDeclaration;
using schema::Column;
using schema::Table;

ClassWriter::ClassWriter(Module &module)
    : m_module(module),
      m_relationships(module.declarations, *module.meaning.configuration, module.names, module.style),
      m_tables(module)
{
}

void ClassWriter::write(const Table &table, const ClassDeclaration &declared)
{
    const About about = TableWriter::about(table);
    const QString name = m_module.names.className(declared.name);
    m_module.lines.beginBlock();
    const qsizetype start = m_module.lines.size();
    m_module.lines.add(u"class %1(db.Model):"_s.arg(name), about);
    writeTableName(table, name);
    for (const Column &column : table.columns)
        writeColumn(table, column);
    if (!declared.versionIdCol.isEmpty())
        writeVersion(table, declared.versionIdCol);
    for (const RelationshipDeclaration &each : declared.relationships)
        writeRelationship(table, declared, each);
    // What is about a place that was not written stands above the class.
    QStringList above = m_module.comments.takeOfTable(table.name, declared.name);
    for (const schema::ForeignKey &key : table.foreignKeys)
        above += m_module.comments.takeOfForeignKey(key.id);
    m_module.lines.insert(start, above, about);
}

void ClassWriter::writeTableName(const Table &table, const QString &className)
{
    const About about = TableWriter::about(table);
    QStringList pairs;
    for (const auto &[name, value] : tableOptions(table))
        pairs += literal(name) + u": "_s + value;
    const QString options = pairs.isEmpty() ? QString() : u'{' + pairs.join(u", "_s) + u'}';
    const qsizetype start = m_module.lines.size();
    if (tableNameOf(className) != table.name)
        m_module.lines.add({u"__tablename__ = "_s + literal(table.name)}, kIndent, about);
    if (!tableArguments(table, m_module.names).isEmpty()) {
        m_module.lines.add({u"__table_args__ = ("_s}, kIndent, about);
        m_tables.writeArguments(table, 2 * kIndent);
        if (!options.isEmpty())
            m_module.lines.add({options + u','}, 2 * kIndent, about);
        m_module.lines.add({u")"_s}, kIndent, about);
    } else if (!options.isEmpty()) {
        m_module.lines.add({u"__table_args__ = "_s + options}, kIndent, about);
    }
    if (m_module.lines.size() > start)
        m_module.lines.add(QString(), about);
}

void ClassWriter::writeColumn(const Table &table, const Column &column)
{
    const About about = TableWriter::about(table, column);
    const QString attribute = m_module.names.attribute(table.name, column.name);
    m_tables.commentColumn(table, column);
    if (m_module.style == Style::Legacy) {
        m_module.lines.addCall(attribute + u" = db.Column("_s, m_module.columns.arguments(table, column),
                               kIndent, about);
        return;
    }
    const QString annotation = m_module.columns.annotation(table, column);
    for (const QString &word : {u"Any"_s, u"Optional"_s, u"datetime"_s, u"decimal"_s}) {
        if (annotation.contains(word))
            m_module.words += word;
    }
    m_module.lines.addCall(attribute + u": Mapped["_s + annotation + u"] = mapped_column("_s,
                           m_module.columns.mappedArguments(table, column), kIndent, about);
}

void ClassWriter::writeVersion(const Table &table, const QString &column)
{
    const QString attribute = m_module.names.attribute(table.name, column);
    const QString value = attribute.isEmpty() ? literal(column) : attribute;
    m_module.lines.add({u"__mapper_args__ = {'version_id_col': "_s + value + u'}'}, kIndent,
                       TableWriter::about(table));
}

void ClassWriter::writeRelationship(const Table &table, const ClassDeclaration &declared,
                                    const RelationshipDeclaration &relationship)
{
    const About about{table.id, {}, relationship.name, linkOf(table, relationship)};
    m_module.lines.add(m_module.comments.takeOfRelationship(declared.name, relationship), kIndent, about);
    const ClassDeclaration *target = m_module.declarations.classNamed(relationship.target);
    const Table *targetTable = target ? m_module.declarations.table(target->table) : nullptr;
    if (targetTable && !m_module.names.variable(targetTable->name).isEmpty()) {
        const QString why = u"%1 is left out: '%2' has no primary key, so it is no class."_s.arg(
            relationship.name, targetTable->name);
        m_module.lines.add({u"# "_s + commentText(why)}, kIndent, about);
        return;
    }
    const RelationshipText text = m_relationships.write(declared, relationship);
    m_module.words += text.words;
    if (text.isDynamicInstead)
        explainDynamic(declared, relationship.name, about);
    m_module.lines.addCall(text.start, text.arguments, kIndent, about);
}

void ClassWriter::explainDynamic(const ClassDeclaration &declared, const QString &relationship,
                                 const About &about)
{
    m_module.lines.add(
        {u"# write_only in SQLAlchemy 2.0, which 1.4 does not know: dynamic is the nearest."_s}, kIndent,
        about);
    m_module.findings += mapping::Diagnostic{
        mapping::Grade::Lint,
        u"model-write-only"_s,
        u"'%1.%2' loads write_only, which SQLAlchemy 1.4 does not know: the models say dynamic."_s.arg(
            declared.name, relationship),
        u"The style mapped, for SQLAlchemy 2.0, keeps write_only."_s,
        {declared.name, relationship, {}, {}, {}},
        {}};
}

base::LinkId ClassWriter::linkOf(const Table &table, const RelationshipDeclaration &relationship) const
{
    const mapping::Side *side = m_module.meaning.relationship(table.name, relationship.name);
    return relationship.link.isValid() || !side ? relationship.link : side->link;
}

QString tableNameOf(const QString &className)
{
    static const QRegularExpression words(u"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))"_s);
    if (!std::ranges::all_of(className, [](QChar letter) { return letter.unicode() < 0x80; }))
        return {};
    QString name = QString(className).replace(words, u"_\\1"_s).toLower();
    while (name.startsWith(u'_'))
        name.remove(0, 1);
    return name;
}

} // namespace relata::models
