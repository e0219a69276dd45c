#include "modelwriter.h"

#include "core/models/classwriter.h"
#include "core/models/modulehead.h"
#include "core/models/parentsfirst.h"

#include <algorithm>

namespace relata::models {

using mapping::ClassDeclaration;
using mapping::RelationshipDeclaration;
using schema::Table;

namespace {

/// Which tables the text is about.
class Selection
{
public:
    Selection(const Module &module, const QSet<base::TableId> &tables) : m_isAll(tables.isEmpty())
    {
        for (const Table &table : module.declarations.tables) {
            if (tables.contains(table.id))
                m_names += table.name;
        }
        for (const ClassDeclaration &each : module.declarations.classes) {
            if (m_names.contains(each.table))
                addLinkTables(module, each);
        }
    }

    bool isAll() const { return m_isAll; }
    bool contains(const Table &table) const { return m_isAll || m_names.contains(table.name); }

private:
    void addLinkTables(const Module &module, const ClassDeclaration &owner)
    {
        for (const RelationshipDeclaration &each : owner.relationships) {
            if (!module.names.variable(each.secondary).isEmpty())
                m_names += each.secondary;
        }
    }

    bool m_isAll;
    QSet<QString> m_names;
};

} // namespace

ModelText modelsOf(const mapping::Design &design, const mapping::MappedSchema &meaning,
                   const ModelOptions &options)
{
    Module module(design, meaning, options.style);
    const Selection selection(module, options.tables);
    QList<const Table *> order = parentsFirst(module.declarations);
    order.removeIf([&selection](const Table *table) { return !selection.contains(*table); });
    TableWriter tables(module);
    for (const Table *table : std::as_const(order)) {
        if (!module.names.classOf(table->name))
            tables.write(*table);
    }
    ClassWriter classes(module);
    for (const Table *table : std::as_const(order)) {
        if (const ClassDeclaration *declared = module.names.classOf(table->name))
            classes.write(*table, *declared);
    }
    LineWriter whole;
    const QStringList rest = selection.isAll() ? module.comments.takeRest() : QStringList();
    whole.add(moduleHead(options.style, module.words, rest, module.names.typeClass()), 0);
    whole.append(module.lines);
    return {whole.lines(), module.comments.told() + module.findings};
}

ModelText modelsOf(const mapping::Design &design, const ModelOptions &options)
{
    return modelsOf(design, mapping::mapped(design), options);
}

} // namespace relata::models
