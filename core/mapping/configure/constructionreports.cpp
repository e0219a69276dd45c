#include "constructionreports.h"

#include "core/mapping/configure/keyfixes.h"
#include "core/mapping/configure/report.h"
#include "core/mapping/declare/declarationchange.h"
#include "core/schema/suggestion.h"

#include <QRegularExpression>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

void classError(Workbench &work, int classIndex, const QString &kind, const QString &sentence,
                const QString &hint = {}, const QList<Fix> &fixes = {})
{
    const ClassDeclaration &declared = work.classOf(classIndex);
    work.diagnostics +=
        Diagnostic{Grade::Error, kind, sentence, hint, {declared.name, {}, declared.table, {}, {}}, fixes};
}

/// The cascade text with the unknown words replaced by the nearest known ones, or left out.
QString mendedCascades(const QString &text, const QStringList &unknown)
{
    static const QRegularExpression comma(u"\\s*,\\s*"_s);
    QStringList words;
    for (const QString &word : text.split(comma, Qt::SkipEmptyParts)) {
        const QString known =
            unknown.contains(word) ? schema::nearestName(word.trimmed(), allCascadeWords()) : word;
        if (!known.isEmpty() && !words.contains(known))
            words += known;
    }
    return words.join(u", "_s);
}

} // namespace

void reportViewonlySetting(Workbench &work, const Draft &draft, const QString &argument,
                           const std::function<void(RelationshipOptions &)> &reset)
{
    reportWarning(work, draft,
                  u"'%1' sets %2, which has no effect because viewonly=True writes nothing."_s.arg(
                      work.label(draft), argument),
                  u"Leave %1 out, or leave viewonly out."_s.arg(argument),
                  {editOptions(work, draft, u"Leave %1 out"_s.arg(argument), reset)});
}

bool reportViewonlySync(Workbench &work, Draft &draft)
{
    return reportError(work, draft, u"ArgumentError"_s,
                       u"'%1' sets both sync_backref=True and viewonly=True."_s.arg(work.label(draft)),
                       u"A relationship that is only for viewing tells its other side nothing."_s,
                       {editOptions(work, draft, u"Leave sync_backref out"_s,
                                    [](RelationshipOptions &options) { options.syncBackref = {}; }),
                        editOptions(work, draft, u"Leave viewonly out"_s,
                                    [](RelationshipOptions &options) { options.viewonly = {}; })});
}

bool reportUnknownCascade(Workbench &work, Draft &draft, const QStringList &unknown)
{
    const QString mended = mendedCascades(*draft.arguments.cascade, unknown);
    return reportError(work, draft, u"ArgumentError"_s,
                       u"'%1' has the cascade '%2', which does not exist.%3"_s.arg(
                           work.label(draft), unknown.join(u"', '"_s),
                           schema::didYouMean(unknown.first().trimmed(), allCascadeWords())),
                       u"Cascades are %1."_s.arg(allCascadeWords().join(u", "_s)),
                       {editOptions(work, draft, u"Set cascade to \"%1\""_s.arg(mended),
                                    [mended](RelationshipOptions &options) { options.cascade = mended; })});
}

void reportOrphansWithoutDelete(Workbench &work, const Draft &draft)
{
    const QString text = *draft.arguments.cascade + u", delete"_s;
    reportWarning(work, draft, u"'%1' has the cascade delete-orphan without delete."_s.arg(work.label(draft)),
                  u"Children that lose their parent would be deleted, but those of a deleted parent not."_s,
                  {editOptions(work, draft, u"Set cascade to \"%1\""_s.arg(text),
                               [text](RelationshipOptions &options) { options.cascade = text; })});
}

bool reportBothBackrefs(Workbench &work, Draft &draft)
{
    return reportError(
        work, draft, u"ArgumentError"_s,
        u"'%1' has both backref='%2' and back_populates='%3'; only one of the two can be."_s.arg(
            work.label(draft), draft.arguments.backref->name, draft.arguments.backPopulates),
        u"backref makes the other side, back_populates names one that is declared."_s,
        {editDeclaration(work, draft, u"Leave backref out"_s,
                         [](RelationshipDeclaration &each) { each.backref = {}; }),
         editDeclaration(work, draft, u"Leave back_populates out"_s,
                         [](RelationshipDeclaration &each) { each.backPopulates.clear(); })});
}

bool reportDeclaredTwice(Workbench &work, Draft &draft)
{
    return reportError(work, draft, u"ArgumentError"_s, u"'%1' is declared twice."_s.arg(work.label(draft)),
                       u"Choose another name."_s);
}

void reportNamedLikeColumn(Workbench &work, Draft &draft)
{
    const QString other = draft.name() + u"_rel"_s;
    reportError(work, draft, u"ArgumentError"_s,
                u"'%1' has the name of a column of '%2'; a class has only one attribute of a name."_s.arg(
                    work.label(draft), work.classOf(draft.owner()).table),
                u"Choose another name for the relationship."_s,
                {editDeclaration(work, draft, u"Rename it to '%1'"_s.arg(other),
                                 [other](RelationshipDeclaration &each) { each.name = other; })});
}

void reportClassWithoutTable(Workbench &work, int classIndex)
{
    const ClassDeclaration &declared = work.classOf(classIndex);
    const QString nearest = schema::nearestName(declared.table, tableNames(work));
    QList<Fix> fixes;
    if (!nearest.isEmpty()) {
        ClassDeclaration after = declared;
        after.table = nearest;
        fixes += Fix{u"Map '%1' to '%2'"_s.arg(declared.name, nearest), DeclarationChange{declared, after}};
    }
    classError(work, classIndex, u"KeyError"_s,
               u"The class '%1' is mapped to the table '%2', which does not exist.%3"_s.arg(
                   declared.name, declared.table, schema::didYouMean(declared.table, tableNames(work))),
               {}, fixes);
}

void reportNoPrimaryKey(Workbench &work, int classIndex)
{
    const ClassDeclaration &declared = work.classOf(classIndex);
    classError(work, classIndex, u"ArgumentError"_s,
               u"The class '%1' cannot be mapped: its table '%2' has no primary key."_s.arg(declared.name,
                                                                                            declared.table),
               u"A session tells records apart by their primary key."_s,
               primaryKeyFix(work, work.catalog.tableOfClass(classIndex)));
}

void reportNoVersionColumn(Workbench &work, int classIndex)
{
    const ClassDeclaration &declared = work.classOf(classIndex);
    ClassDeclaration after = declared;
    after.versionIdCol.clear();
    classError(work, classIndex, u"KeyError"_s,
               u"The version_id_col of '%1' is '%2', but '%3' has no such column.%4"_s.arg(
                   declared.name, declared.versionIdCol, declared.table,
                   schema::didYouMean(declared.versionIdCol,
                                      columnNames(work, work.catalog.tableOfClass(classIndex)))),
               {}, {Fix{u"Leave version_id_col out"_s, DeclarationChange{declared, after}}});
}

} // namespace relata::mapping
