#include "tablewriter.h"

#include "core/models/columntypes.h"
#include "core/models/pythontext.h"
#include "core/models/tablearguments.h"

#include <algorithm>

namespace relata::models {

using namespace Qt::StringLiterals;
using mapping::ClassDeclaration;
using mapping::RelationshipDeclaration;
using schema::Column;
using schema::ForeignKey;
using schema::Table;

About TableWriter::about(const Table &table, const Column &column)
{
    const QList<ForeignKey> keys = ownForeignKeys(table, column);
    return {table.id, column.name, {}, keys.isEmpty() ? base::LinkId() : keys.first().id};
}

void TableWriter::write(const Table &table)
{
    const ClassDeclaration *declared = declaredClass(table);
    m_module.lines.beginBlock();
    m_module.lines.add(m_module.comments.takeOfTable(table.name, declared ? declared->name : QString()), 0,
                       about(table));
    if (declared)
        explainKeyless(table, *declared);
    m_module.lines.add(m_module.names.variable(table.name) + u" = db.Table("_s, about(table));
    m_module.lines.add({literal(table.name) + u','}, kIndent, about(table));
    for (const Column &column : table.columns) {
        commentColumn(table, column);
        m_module.lines.addCall(u"db.Column("_s, m_module.columns.arguments(table, column), kIndent,
                               about(table, column), u","_s);
    }
    writeArguments(table, kIndent);
    for (const auto &[name, value] : tableOptions(table))
        m_module.lines.add({name + u'=' + value + u','}, kIndent, about(table));
    m_module.lines.add(u")"_s, about(table));
}

void TableWriter::commentColumn(const Table &table, const Column &column)
{
    const About about = TableWriter::about(table, column);
    for (const ForeignKey &key : ownForeignKeys(table, column))
        m_module.lines.add(m_module.comments.takeOfForeignKey(key.id), kIndent, about);
    m_module.lines.add(m_module.comments.takeOfColumn(table.name, column.name), kIndent, about);
    if (column.generated != schema::Generated::No && column.expression.isEmpty()) {
        m_module.lines.add({u"# The database generates it, by an expression that is not known here."_s},
                           kIndent, about);
    }
    if (m_module.columns.type(column).startsWith(m_module.names.typeClass() + u'('))
        m_module.words += kDeclaredType;
}

void TableWriter::writeArguments(const Table &table, int indent)
{
    for (const TableArgument &each : tableArguments(table, m_module.names)) {
        const About about{table.id, {}, {}, each.link};
        m_module.lines.add(m_module.comments.takeOfForeignKey(each.link), indent, about);
        m_module.lines.addCall(each.start, each.arguments, indent, about, u","_s);
    }
}

const ClassDeclaration *TableWriter::declaredClass(const Table &table) const
{
    const QList<ClassDeclaration> &all = m_module.declarations.classes;
    const auto found = std::ranges::find(all, table.name, &ClassDeclaration::table);
    return found == all.cend() ? nullptr : &*found;
}

void TableWriter::explainKeyless(const Table &table, const ClassDeclaration &declared)
{
    QStringList names;
    for (const RelationshipDeclaration &each : declared.relationships) {
        names += each.name;
        m_module.lines.add(m_module.comments.takeOfRelationship(declared.name, each), 0, about(table));
    }
    const QString why = u"'%1' has no primary key, so it is no class."_s.arg(table.name);
    const QString rest = names.isEmpty() ? QString() : u" Left out: %1."_s.arg(names.join(u", "_s));
    m_module.lines.add(u"# "_s + commentText(why + rest), about(table));
    m_module.findings += mapping::Diagnostic{
        mapping::Grade::Lint,
        u"model-without-key"_s,
        u"'%1' has no primary key: the models have it as a table without a class."_s.arg(table.name),
        u"Give it a primary key, and its relationships are written, too."_s,
        {{}, {}, table.name, {}, {}},
        {}};
}

} // namespace relata::models
