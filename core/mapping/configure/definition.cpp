#include "definition.h"

#include "core/mapping/configure/constructionreports.h"
#include "core/mapping/configure/report.h"
#include "core/schema/suggestion.h"

#include <QRegularExpression>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

void tableError(Workbench &work, const schema::Table &table, const QString &kind, const QString &sentence,
                base::LinkId foreignKey = {})
{
    work.diagnostics +=
        Diagnostic{Grade::Error, kind, sentence, {}, {{}, {}, table.name, {}, foreignKey}, {}};
}

void checkForeignKey(Workbench &work, const schema::Table &table, const schema::ForeignKey &key, int index)
{
    for (const QString &column : key.columns) {
        if (work.catalog.columnNamed(index, column) < 0) {
            tableError(
                work, table, u"ArgumentError"_s,
                u"A foreign key of '%1' stands on the column '%2', which the table does not have.%3"_s.arg(
                    table.name, column, schema::didYouMean(column, columnNames(work, index))),
                key.id);
            return;
        }
    }
    if (key.columns.size() != key.targetColumns.size()) {
        tableError(work, table, u"ArgumentError"_s,
                   u"A foreign key of '%1' has %2 columns but refers to %3 of '%4'."_s.arg(
                       table.name, QString::number(key.columns.size()),
                       QString::number(key.targetColumns.size()), key.table),
                   key.id);
    }
}

void checkTable(Workbench &work, int index)
{
    const schema::Table &table = work.catalog.table(index);
    if (work.catalog.tableNamed(table.name) != index) {
        tableError(work, table, u"InvalidRequestError"_s,
                   u"There are two tables named '%1'."_s.arg(table.name));
    }
    for (const schema::ForeignKey &key : table.foreignKeys)
        checkForeignKey(work, table, key, index);
    for (const schema::Unique &unique : table.uniques) {
        for (const QString &column : unique.columns) {
            if (work.catalog.columnNamed(index, column) < 0) {
                tableError(
                    work, table, u"ConstraintColumnNotFoundError"_s,
                    u"A UNIQUE constraint of '%1' names the column '%2', which the table does not have."_s
                        .arg(table.name, column));
            }
        }
    }
}

void warnOfPersistenceOnly(Workbench &work, Draft &draft)
{
    const RelationshipDeclaration &arguments = draft.arguments;
    if (arguments.passiveDeletes != PassiveDeletes::No) {
        reportViewonlySetting(work, draft, u"passive_deletes"_s, [](RelationshipOptions &options) {
            options.passiveDeletes = PassiveDeletes::No;
        });
    }
    if (!arguments.passiveUpdates.value_or(true)) {
        reportViewonlySetting(work, draft, u"passive_updates"_s,
                              [](RelationshipOptions &options) { options.passiveUpdates = true; });
    }
}

bool constructCascades(Workbench &work, Draft &draft)
{
    ConfiguredRelationship &facts = draft.facts;
    if (!draft.arguments.cascade) {
        facts.cascade = facts.viewonly ? Cascades(Cascade::Merge) : defaultCascades();
        return true;
    }
    const CascadeText parsed = parseCascades(*draft.arguments.cascade);
    if (!parsed.unknown.isEmpty())
        return reportUnknownCascade(work, draft, parsed.unknown);
    if (parsed.cascades.testFlag(Cascade::DeleteOrphan) && !parsed.cascades.testFlag(Cascade::Delete))
        reportOrphansWithoutDelete(work, draft);
    facts.cascade = facts.viewonly ? parsed.cascades & viewonlyCascades() : parsed.cascades;
    return true;
}

void takeOver(Draft &draft)
{
    static const QRegularExpression comma(u"\\s*,\\s*"_s);
    const RelationshipDeclaration &arguments = draft.arguments;
    ConfiguredRelationship &facts = draft.facts;
    facts.viewonly = arguments.viewonly.value_or(false);
    facts.postUpdate = arguments.postUpdate.value_or(false);
    facts.passiveUpdates = arguments.passiveUpdates.value_or(true);
    facts.passiveDeletes = arguments.passiveDeletes;
    facts.singleParent = arguments.singleParent;
    facts.innerjoin = arguments.innerjoin;
    facts.joinDepth = arguments.joinDepth.value_or(-1);
    facts.backPopulates = arguments.backPopulates;
    facts.fromBackref = draft.declaredBy >= 0;
    if (!arguments.overlaps.isEmpty()) {
        const QStringList names = arguments.overlaps.split(comma);
        draft.overlaps = {names.cbegin(), names.cend()};
    }
}

void mapClass(Workbench &work, int index)
{
    const ClassDeclaration &declared = work.classOf(index);
    const int table = work.catalog.tableOfClass(index);
    if (table < 0) {
        reportClassWithoutTable(work, index);
        return;
    }
    const QStringList columns = columnNames(work, table);
    work.classes[index].columns = {columns.cbegin(), columns.cend()};
    for (const QString &column : columns) {
        if (const auto taken = work.classes[index].drafts.constFind(column);
            taken != work.classes[index].drafts.constEnd())
            reportNamedLikeColumn(work, work.drafts[size_t(*taken)]);
    }
    if (work.catalog.identity(table).isEmpty() && !declared.rowIdentity)
        reportNoPrimaryKey(work, index);
    if (!declared.versionIdCol.isEmpty() && !columns.contains(declared.versionIdCol))
        reportNoVersionColumn(work, index);
}

} // namespace

bool construct(Workbench &work, Draft &draft)
{
    takeOver(draft);
    if (draft.facts.viewonly) {
        warnOfPersistenceOnly(work, draft);
        if (draft.arguments.syncBackref.value_or(false))
            return reportViewonlySync(work, draft);
    }
    if (!constructCascades(work, draft))
        return false;
    if (!draft.arguments.backPopulates.isEmpty() && draft.arguments.backref)
        return reportBothBackrefs(work, draft);
    return true;
}

void checkTables(Workbench &work)
{
    for (int i = 0; i < work.catalog.declarations().tables.size(); ++i)
        checkTable(work, i);
}

void defineClasses(Workbench &work)
{
    work.classes.resize(work.catalog.declarations().classes.size());
    for (int i = 0; i < work.classes.size(); ++i) {
        for (const RelationshipDeclaration &declared : work.classOf(i).relationships) {
            Draft &draft = work.newDraft(i, declared.name);
            draft.arguments = declared;
            ClassAttributes &attributes = work.classes[i];
            if (attributes.drafts.contains(declared.name)) {
                reportDeclaredTwice(work, draft);
                continue;
            }
            attributes.drafts.insert(declared.name, draft.index);
            attributes.order += draft.index;
            construct(work, draft);
        }
        mapClass(work, i);
    }
}

} // namespace relata::mapping
