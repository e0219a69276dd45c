#include "ui/editors/link/collectionfields.h"

#include "ui/editors/link/cascadeboxes.h"
#include "ui/editors/link/linkedits.h"
#include "ui/editors/link/linkform.h"
#include "ui/theme/foreigntext.h"

#include <QComboBox>
#include <QLabel>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Cascade;
using mapping::KeyEnd;
using mapping::PassiveDeletes;
using mapping::RelationshipOptions;
using mapping::Side;

namespace {

/// "all" where it says the same.
QString cascadeText(mapping::Cascades cascades)
{
    const mapping::Cascades all = mapping::parseCascades(u"all"_s).cascades;
    if ((cascades & all) != all)
        return mapping::cascadeWords(cascades).join(u", "_s);
    return cascades.testFlag(Cascade::DeleteOrphan) ? u"all, delete-orphan"_s : u"all"_s;
}

} // namespace

CollectionFields::CollectionFields(LinkForm &form, LinkEdits &edits, KeyEnd end)
    : QObject(&form), m_form(form), m_edits(edits), m_end(end)
{
    if (edits.link().isManyToMany()) // Then the other side has the same rows.
        form.addTitle(edits.side(end)->className + u'.' + edits.side(end)->name);
    makeOrder();
    makeCascades();
    makePassiveDeletes();
}

/// Of a many-to-many both sides have these fields.
QString CollectionFields::nameOf(const QString &field) const
{
    return m_end == KeyEnd::Parent ? field : u"child"_s + field.at(0).toUpper() + field.mid(1);
}

void CollectionFields::makeOrder()
{
    const Side &side = *m_edits.side(m_end);
    const schema::Table *target = m_edits.schema().table(side.targetTable);
    if (!side.uselist || !target)
        return;
    const QList<mapping::OrderTerm> now = m_edits.options(m_end).orderBy;
    QStringList words;
    for (const mapping::OrderTerm &each : now)
        words += each.column.column + (each.descending ? tr(" DESC") : QString());
    auto *combo = m_form.makeCombo(nameOf(u"orderBy"_s), tr("Order of %1.%2").arg(side.className, side.name));
    combo->addItem(tr("as they come"), u""_s);
    for (const schema::Column &each : target->columns) {
        combo->addItem(each.name, each.name);
        combo->addItem(each.name + tr(" DESC"), each.name);
    }
    int current = now.isEmpty() ? 0 : combo->findText(words.join(u", "_s));
    if (current < 0) { // More than this list offers.
        combo->addItem(words.join(u", "_s));
        current = combo->count() - 1;
    }
    combo->setCurrentIndex(current);
    connect(combo, &QComboBox::activated, this, [this, combo](int index) {
        const QString column = combo->itemData(index).toString();
        if (combo->itemData(index).isValid())
            takeOrder(column, combo->itemText(index) != column);
    });
    m_form.addRow(tr("Order by"), combo);
}

void CollectionFields::takeOrder(const QString &column, bool isDown)
{
    const Side &side = *m_edits.side(m_end);
    m_edits.editSide(m_end, tr("Order '%1'").arg(side.name), [&](RelationshipOptions &options) {
        options.orderBy.clear();
        if (!column.isEmpty())
            options.orderBy = {{{side.targetTable, column}, isDown}};
    });
}

/// What the session does to children together with their parent.
void CollectionFields::makeCascades()
{
    const Side &side = *m_edits.side(m_end);
    m_form.addHeading(tr("%1 follow their %2 when it is").arg(side.name, side.className));
    auto *boxes = new CascadeBoxes(m_edits.facts(m_end)->cascade, m_form.theme(), &m_form);
    boxes->setObjectName(nameOf(u"cascades"_s));
    connect(boxes, &CascadeBoxes::changed, this, &CollectionFields::takeCascades);
    m_form.addWide(boxes);
}

/// Who deletes children in the session cannot leave them all to the database.
void CollectionFields::takeCascades(mapping::Cascades cascades)
{
    const auto edit = [cascades](RelationshipOptions &options) {
        options.cascade =
            cascades == mapping::defaultCascades() ? std::nullopt : std::optional(cascadeText(cascades));
        if (cascades.testFlag(Cascade::Delete) && options.passiveDeletes == PassiveDeletes::All)
            options.passiveDeletes = PassiveDeletes::No;
    };
    m_edits.editSide(m_end, tr("Change the cascade of '%1'").arg(m_edits.side(m_end)->name), edit);
}

void CollectionFields::makePassiveDeletes()
{
    auto *combo = m_form.makeCombo(nameOf(u"passiveDeletes"_s),
                                   tr("Who takes care of the children of a deleted parent"));
    combo->addItem(tr("the session, all of them"), int(PassiveDeletes::No));
    combo->addItem(tr("the session, if loaded"), int(PassiveDeletes::Yes));
    combo->addItem(tr("the database alone"), int(PassiveDeletes::All));
    combo->setToolTip(toolTipOf(
        tr("passive_deletes: who takes care of the children of a deleted parent. A key that says NO ACTION "
           "is proposed 'all': else the session would set the children's keys to NULL first, where the "
           "database is meant to refuse.")));
    combo->setItemData(1, u"passive_deletes=True"_s, Qt::ToolTipRole);
    combo->setItemData(2, u"passive_deletes='all'"_s, Qt::ToolTipRole);
    combo->setCurrentIndex(combo->findData(int(m_edits.facts(m_end)->passiveDeletes)));
    connect(combo, &QComboBox::activated, this, [this, combo](int index) {
        takePassiveDeletes(PassiveDeletes(combo->itemData(index).toInt()), combo->itemText(index));
    });
    m_form.addRow(tr("Handled by"), combo);
}

void CollectionFields::takePassiveDeletes(PassiveDeletes who, const QString &words)
{
    const mapping::ConfiguredRelationship &facts = *m_edits.facts(m_end);
    if (facts.passiveDeletes == who)
        return;
    const mapping::Cascades kept = facts.cascade & ~(Cascade::Delete | Cascade::DeleteOrphan);
    m_edits.editSide(m_end, tr("Let %1 care for '%2'").arg(words, m_edits.side(m_end)->name),
                     [&](RelationshipOptions &options) {
                         options.passiveDeletes = who;
                         if (who == PassiveDeletes::All && options.cascade) // The two exclude each other.
                             options.cascade = cascadeText(kept);
                     });
}

} // namespace relata::ui
