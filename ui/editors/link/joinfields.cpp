#include "ui/editors/link/joinfields.h"

#include "ui/editors/link/columnspicker.h"
#include "ui/editors/link/linkedits.h"
#include "ui/editors/link/linkform.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::ColumnName;
using mapping::KeyEnd;
using mapping::RelationshipOptions;
using mapping::Side;

namespace {

qsizetype keysBetween(const mapping::MappedSchema &schema, const QString &child, const QString &parent)
{
    const schema::Table *table = schema.table(child);
    return !table ? 0 : std::ranges::count_if(table->foreignKeys, [&parent](const auto &key) {
        return schema::sameName(key.table, parent);
    });
}

} // namespace

JoinFields::JoinFields(LinkForm &form, LinkEdits &edits) : QObject(&form), m_form(form), m_edits(edits)
{
    addRow(Argument::ForeignKeys, tr("Foreign keys"));
    addRow(Argument::RemoteSide, tr("Remote side"));
}

bool JoinFields::isNeeded(Argument argument) const
{
    const mapping::DeclaredLink &link = m_edits.link();
    if (link.isManyToMany() || (!link.parentSide && !link.childSide))
        return false; // Its joins are those of the junction.
    const bool isSelf = schema::sameName(link.parent, link.child);
    for (const KeyEnd end : {KeyEnd::Parent, KeyEnd::Child}) {
        const RelationshipOptions &now = m_edits.options(end);
        if (!(argument == Argument::ForeignKeys ? now.foreignKeys : now.remoteSide).isEmpty())
            return true;
    }
    if (argument == Argument::RemoteSide)
        return isSelf;
    const qsizetype keys = keysBetween(m_edits.schema(), link.child, link.parent) +
                           (isSelf ? 0 : keysBetween(m_edits.schema(), link.parent, link.child));
    return link.keyless || keys > 1;
}

void JoinFields::addRow(Argument argument, const QString &caption)
{
    if (!isNeeded(argument))
        return;
    ColumnsPicker *parent = makePicker(argument, KeyEnd::Parent);
    m_form.addRow(caption, parent, makePicker(argument, KeyEnd::Child));
}

ColumnsPicker *JoinFields::makePicker(Argument argument, KeyEnd end)
{
    if (!m_edits.side(end))
        return nullptr;
    const bool isKeys = argument == Argument::ForeignKeys;
    const mapping::DeclaredLink &link = m_edits.link();
    const RelationshipOptions &now = m_edits.options(end);
    auto *picker = new ColumnsPicker(isKeys ? u"foreign_keys"_s : u"remote_side"_s,
                                     {isKeys ? now.foreignKeys : now.remoteSide, found(argument, end),
                                      offered(), isKeys || end == KeyEnd::Parent ? link.child : link.parent},
                                     &m_form);
    picker->setFont(m_form.theme().smallFont());
    picker->setObjectName((end == KeyEnd::Parent ? u"parent"_s : u"child"_s) +
                          (isKeys ? u"ForeignKeys"_s : u"RemoteSide"_s));
    connect(picker, &ColumnsPicker::picked, this,
            [this, argument, end](const QList<ColumnName> &columns) { take(argument, end, columns); });
    return picker;
}

void JoinFields::take(Argument argument, KeyEnd end, const QList<ColumnName> &columns)
{
    const bool isKeys = argument == Argument::ForeignKeys;
    const QString name = m_edits.side(end)->name;
    m_edits.editSide(
        end, isKeys ? tr("Set foreign_keys of '%1'").arg(name) : tr("Set remote_side of '%1'").arg(name),
        [&](RelationshipOptions &options) { (isKeys ? options.foreignKeys : options.remoteSide) = columns; });
}

/// What the relationship does with the argument or without it; nothing where it does not work.
QList<ColumnName> JoinFields::found(Argument argument, KeyEnd end) const
{
    const mapping::ConfiguredRelationship *facts = m_edits.facts(end);
    if (!facts)
        return {};
    const mapping::Configuration &configuration = *m_edits.schema().configuration;
    QList<ColumnName> names;
    for (const mapping::ColumnIndex &each :
         argument == Argument::ForeignKeys ? facts->foreignColumns : facts->remoteColumns) {
        const schema::Table &table = configuration.tables.at(each.table);
        names += ColumnName{table.name, table.columns.at(each.column).name};
    }
    return names;
}

/// The columns of both tables, the child's first: wrong ones can be chosen, and are a finding.
QList<ColumnName> JoinFields::offered() const
{
    const mapping::DeclaredLink &link = m_edits.link();
    QStringList tables{link.child};
    if (!schema::sameName(link.child, link.parent))
        tables += link.parent;
    QList<ColumnName> names;
    for (const QString &name : std::as_const(tables)) {
        const schema::Table *table = m_edits.schema().table(name);
        for (const schema::Column &each : table ? table->columns : QList<schema::Column>())
            names += ColumnName{table->name, each.name};
    }
    return names;
}

} // namespace relata::ui
