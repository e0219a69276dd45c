#include "ui/editors/link/keyfields.h"

#include "core/mapping/plan/pairing.h"
#include "core/project/designdocument.h"
#include "core/schema/cardinality.h"
#include "ui/editors/link/linkedits.h"
#include "ui/editors/link/linkform.h"
#include "ui/theme/foreigntext.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace relata::ui {

using namespace Qt::StringLiterals;
using schema::Action;
using schema::ForeignKey;

namespace {

constexpr Action kKeyActions[] = {Action::NoAction, Action::Restrict, Action::SetNull, Action::SetDefault,
                                  Action::Cascade};

/// When a database checks a foreign key.
enum class Checked { AtOnce, Deferrable, Deferred };

Checked checkedOf(const ForeignKey &key)
{
    if (!key.deferrable)
        return Checked::AtOnce;
    return key.initiallyDeferred ? Checked::Deferred : Checked::Deferrable;
}

} // namespace

KeyFields::KeyFields(LinkForm &form, LinkEdits &edits) : QObject(&form), m_form(form), m_edits(edits) {}

/// The fields of a junction's second key are named after the child's side.
QString KeyFields::nameOf(const QString &field, base::LinkId key) const
{
    return key == m_edits.link().keys.first() ? field : u"child"_s + field.at(0).toUpper() + field.mid(1);
}

/// What the columns of the key say; those of a junction say nothing else than that it is one.
void KeyFields::addEnds()
{
    if (m_edits.link().keys.size() != 1)
        return;
    const base::LinkId id = m_edits.link().link;
    const schema::Table &child = *m_edits.keyTable(id);
    const schema::Cardinality now = schema::cardinalityOf(child, *m_edits.key(id));
    m_parentEnd = m_form.makeCombo(u"parentEnd"_s, tr("Whether a row of %1 needs a parent").arg(child.name));
    m_parentEnd->addItems({tr("0 or 1"), tr("one")});
    m_parentEnd->setCurrentIndex(now.isMandatory ? 1 : 0);
    m_parentEnd->setToolTip(
        tr("One: the columns of the foreign key are NOT NULL, so every row has its parent"));
    m_childEnd = m_form.makeCombo(u"childEnd"_s, tr("How many rows of %1 a parent may have").arg(child.name));
    m_childEnd->addItems({tr("many"), tr("0 or 1")});
    m_childEnd->setCurrentIndex(now.isOne ? 1 : 0);
    m_childEnd->setToolTip(
        tr("0 or 1: the columns of the foreign key are UNIQUE, so a parent has one child at most"));
    const auto take = [this] { takeEnds(m_parentEnd->currentIndex() == 1, m_childEnd->currentIndex() == 1); };
    connect(m_parentEnd, &QComboBox::activated, this, take);
    connect(m_childEnd, &QComboBox::activated, this, take);
    m_form.addRow(tr("Ends"), m_parentEnd, m_childEnd);
}

void KeyFields::takeEnds(bool isMandatory, bool isOne)
{
    const base::LinkId id = m_edits.link().link;
    const auto change = schema::withCardinality(m_edits.schema(), id, {isMandatory, isOne});
    if (!change) {
        m_edits.refuse(change.error().text());
        const schema::Cardinality now = schema::cardinalityOf(*m_edits.keyTable(id), *m_edits.key(id));
        m_parentEnd->setCurrentIndex(now.isMandatory ? 1 : 0);
        m_childEnd->setCurrentIndex(now.isOne ? 1 : 0);
    } else if (!change->steps.isEmpty()) {
        m_edits.ask(project::DocumentChange{change->text, {*change}});
    }
}

void KeyFields::addRules()
{
    const QList<base::LinkId> &keys = m_edits.link().keys;
    for (const base::LinkId id : keys) {
        if (keys.size() > 1) {
            const ForeignKey &key = *m_edits.key(id);
            m_form.addTitle(m_edits.keyTable(id)->name + u'.' + key.columns.join(u", "_s) + u" → "_s +
                            key.table);
        }
        m_form.addRow(tr("On delete"), makeAction(id, true));
        m_form.addRow(tr("On update"), makeAction(id, false));
        m_form.addRow(tr("Deferrable"), makeChecked(id));
        m_form.addRow(tr("Constraint"), makeName(id));
    }
}

QComboBox *KeyFields::makeAction(base::LinkId id, bool isDelete)
{
    const ForeignKey &now = *m_edits.key(id);
    const QString name = isDelete ? u"onDelete"_s : u"onUpdate"_s;
    auto *action = m_form.makeCombo(nameOf(name, id), isDelete ? tr("On delete") : tr("On update"));
    for (const Action each : kKeyActions)
        action->addItem(schema::actionWords(each), int(each));
    action->setCurrentIndex(action->findData(int(isDelete ? now.onDelete : now.onUpdate)));
    connect(action, &QComboBox::activated, this, [this, action, id, isDelete](int index) {
        const auto wanted = Action(action->itemData(index).toInt());
        const QString text = isDelete ? tr("Set ON DELETE %1") : tr("Set ON UPDATE %1");
        m_edits.editKey(id, text.arg(schema::actionWords(wanted)), [isDelete, wanted](ForeignKey &edited) {
            (isDelete ? edited.onDelete : edited.onUpdate) = wanted;
        });
    });
    return action;
}

QComboBox *KeyFields::makeChecked(base::LinkId id)
{
    auto *checked = m_form.makeCombo(nameOf(u"checked"_s, id), tr("When the foreign key is checked"));
    checked->addItems(
        {tr("no: checked at once"), tr("yes: initially immediate"), tr("yes: initially deferred")});
    checked->setToolTip(tr("DEFERRABLE: whether the check can wait for the end of the transaction"));
    checked->setCurrentIndex(int(checkedOf(*m_edits.key(id))));
    connect(checked, &QComboBox::activated, this, [this, checked, id](int index) {
        static const QStringList kTexts = {tr("Check the foreign key at once"),
                                           tr("Make the foreign key deferrable"),
                                           tr("Check the foreign key at the end of the transaction")};
        m_edits.editKey(id, kTexts.at(index), [index](ForeignKey &edited) {
            edited.deferrable = Checked(index) != Checked::AtOnce;
            edited.initiallyDeferred = Checked(index) == Checked::Deferred;
        });
    });
    return checked;
}

QLineEdit *KeyFields::makeName(base::LinkId id)
{
    auto *line =
        m_form.makeLine(nameOf(u"keyName"_s, id), tr("Name of the constraint"), m_edits.key(id)->name);
    line->setPlaceholderText(tr("no name"));
    connect(line, &QLineEdit::editingFinished, this, [this, line, id] {
        const QString name = line->text().trimmed();
        if (name == m_edits.key(id)->name) // Also where one is null and the other empty.
            return;
        m_edits.editKey(id,
                        name.isEmpty() ? tr("Take the name from the foreign key")
                                       : tr("Name the foreign key '%1'").arg(name),
                        [&name](ForeignKey &edited) { edited.name = name.isEmpty() ? QString() : name; });
    });
    return line;
}

void KeyFields::addButtons()
{
    const mapping::DeclaredLink &link = m_edits.link();
    const bool canAdd = link.keyless && link.keyless->isJoined(); // Else the finding offers what is missing.
    const bool canRemove = link.keys.size() == 1 && (link.parentSide || link.childSide);
    if (canAdd) {
        // What a database can make sure of is better made sure of there.
        auto *button = new QPushButton(tr("Add a foreign key"), &m_form);
        button->setObjectName(u"addKey"_s);
        button->setToolTip(toolTipOf(tr("%1 refers to %2 then; the database refuses rows without a parent")
                                         .arg(link.child, link.parent)));
        connect(button, &QPushButton::clicked, this, &KeyFields::addKey);
        m_form.addWide(button);
    } else if (canRemove) {
        // Who wants to see what a missing foreign key does can take it away.
        auto *button = new QPushButton(tr("Remove foreign key, keep relationship"), &m_form);
        button->setObjectName(u"removeKey"_s);
        button->setToolTip(
            tr("The relationship stays as it is declared; what is wrong with it then is a problem "
               "with a fix"));
        connect(button, &QPushButton::clicked, this, &KeyFields::removeKey);
        m_form.addWide(button);
    }
}

void KeyFields::removeKey()
{
    const mapping::Design &design = m_edits.document().design();
    const auto without = mapping::withoutKey(design, m_edits.link().link);
    if (without)
        m_edits.ask(project::DocumentChange{
            without->change.text, {without->change, mapping::GivenChange{design.given, without->given}}});
    else
        m_edits.refuse(without.error().text());
}

void KeyFields::addKey()
{
    const auto change = mapping::keyForKeyless(m_edits.schema(), *m_edits.link().keyless);
    if (change)
        m_edits.ask(project::DocumentChange{change->text, {*change}});
    else
        m_edits.refuse(change.error().text());
}

} // namespace relata::ui
