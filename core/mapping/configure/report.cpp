#include "report.h"

#include "core/mapping/declare/declarationchange.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

/// The relationship whose declaration holds the draft's arguments.
const Draft &declarer(const Workbench &work, const Draft &draft)
{
    return draft.declaredBy < 0 ? draft : work.drafts[size_t(draft.declaredBy)];
}

} // namespace

bool reportError(Workbench &work, Draft &draft, const QString &kind, const QString &sentence,
                 const QString &hint, const QList<Fix> &fixes)
{
    draft.stage = Draft::Stage::Failed;
    work.diagnostics +=
        Diagnostic{Grade::Error, kind, sentence, hint, work.place(draft), withoutIdleFixes(fixes)};
    return false;
}

void reportWarning(Workbench &work, const Draft &draft, const QString &sentence, const QString &hint,
                   const QList<Fix> &fixes)
{
    work.diagnostics += Diagnostic{Grade::Warning, u"SAWarning"_s,    sentence,
                                   hint,           work.place(draft), withoutIdleFixes(fixes)};
}

QList<Fix> withoutIdleFixes(QList<Fix> fixes)
{
    fixes.removeIf([](const Fix &fix) {
        const auto isIdle = [](const DeclarationChange &change) { return change.before == change.after; };
        return fix.declarations() && std::ranges::all_of(fix.declarations()->changes, isIdle);
    });
    return fixes;
}

Fix editDeclaration(const Workbench &work, const Draft &draft, const QString &text,
                    const std::function<void(RelationshipDeclaration &)> &edit)
{
    const Draft &written = declarer(work, draft);
    const ClassDeclaration &before = work.classOf(written.owner());
    ClassDeclaration after = before;
    if (RelationshipDeclaration *found = after.relationship(written.name()))
        edit(*found);
    return {text, DeclarationChange{before, after}};
}

Fix editOptions(const Workbench &work, const Draft &draft, const QString &text,
                const std::function<void(RelationshipOptions &)> &edit)
{
    return editDeclaration(work, draft, text, [&](RelationshipDeclaration &declaration) {
        if (draft.declaredBy < 0)
            edit(declaration);
        else if (declaration.backref)
            edit(declaration.backref->options);
    });
}

Fix editOptionsOf(const Workbench &work, const QList<const Draft *> &drafts, const QString &text,
                  const std::function<void(RelationshipOptions &)> &edit)
{
    QList<DeclarationChange> changes;
    for (const Draft *draft : drafts) {
        const Draft &written = declarer(work, *draft);
        const ClassDeclaration &declared = work.classOf(written.owner());
        auto change = std::ranges::find(changes, declared.name,
                                        [](const DeclarationChange &each) { return each.before.name; });
        if (change == changes.end()) {
            changes += DeclarationChange{declared, declared};
            change = changes.end() - 1;
        }
        RelationshipDeclaration *found = change->after.relationship(written.name());
        if (found && draft->declaredBy < 0)
            edit(*found);
        else if (found && found->backref)
            edit(found->backref->options);
    }
    return {text, DeclarationChanges{changes}};
}

Fix addRelationship(const Workbench &work, int owner, const QString &text,
                    const RelationshipDeclaration &relationship)
{
    ClassDeclaration after = work.classOf(owner);
    after.relationships += relationship;
    return {text, DeclarationChange{work.classOf(owner), after}};
}

QStringList tableNames(const Workbench &work)
{
    QStringList names;
    for (const schema::Table &table : work.catalog.declarations().tables)
        names += table.name;
    return names;
}

QStringList classNames(const Workbench &work)
{
    QStringList names;
    for (const ClassDeclaration &each : work.catalog.declarations().classes)
        names += each.name;
    return names;
}

QStringList columnNames(const Workbench &work, int table)
{
    QStringList names;
    for (const schema::Column &column : work.catalog.table(table).columns)
        names += column.name;
    return names;
}

QStringList relationshipNames(const Workbench &work, int owner)
{
    QStringList names;
    for (const int index : work.classes[owner].order)
        names += work.drafts[size_t(index)].name();
    return names;
}

QList<ColumnName> namesOf(const Workbench &work, const QList<ColumnIndex> &columns)
{
    QList<ColumnName> names;
    for (const ColumnIndex column : columns)
        names += work.catalog.nameOf(column);
    return names;
}

} // namespace relata::mapping
