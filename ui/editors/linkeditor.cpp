#include "ui/editors/linkeditor.h"

#include "core/insight/deletion.h"
#include "core/insight/loadcost.h"
#include "core/mapping/plan/editside.h"
#include "core/mapping/plan/pairing.h"
#include "core/project/designdocument.h"
#include "core/schema/cardinality.h"
#include "ui/editors/cascadeboxes.h"
#include "ui/insight/costbars.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Result;
using mapping::Cascade;
using mapping::Given;
using mapping::Pairing;
using mapping::PassiveDeletes;
using mapping::RelationshipOptions;
using mapping::Side;
using schema::Action;
using schema::ForeignKey;

namespace {

constexpr Action kKeyActions[] = {Action::NoAction, Action::Restrict, Action::SetNull, Action::SetDefault,
                                  Action::Cascade};

/// When a database checks a foreign key.
enum class Checked { AtOnce, Deferrable, Deferred };

QLabel *caption(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("dim", true);
    return label;
}

QString statementWords(qint64 statements)
{
    if (statements == 0)
        return LinkEditor::tr("refuses");
    return statements == 1 ? LinkEditor::tr("1 SELECT") : LinkEditor::tr("%L1 SELECTs").arg(statements);
}

qint64 priceOf(const mapping::MappedSchema &schema, const Side &side)
{
    for (const insight::LoadCost &each : insight::loadCosts(schema, side, LinkEditor::kPricedRows)) {
        if (each.lazy == side.lazy)
            return each.statements;
    }
    return 0;
}

/// "all" where it says the same.
QString cascadeText(mapping::Cascades cascades)
{
    const mapping::Cascades all = mapping::parseCascades(u"all"_s).cascades;
    if ((cascades & all) != all)
        return mapping::cascadeWords(cascades).join(u", "_s);
    return cascades.testFlag(Cascade::DeleteOrphan) ? u"all, delete-orphan"_s : u"all"_s;
}

} // namespace

LinkEditor::LinkEditor(const project::DesignDocument &document, base::LinkId link, const Theme &theme,
                       QWidget *parent)
    : QWidget(parent), m_document(document), m_link(link), m_theme(theme), m_grid(new QGridLayout(this))
{
    setObjectName(u"linkEditor"_s);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, 1);
    const auto keyless = mapping::keylessLinks(document.schema(), document.design().given);
    const auto found = std::ranges::find(keyless, link, &mapping::KeylessLink::link);
    if (found != keyless.cend())
        m_keyless = *found;
    makePairing();
    makeTitles();
    makeEnds();
    makeSide(false);
    makeSide(true);
    for (const QString &field : {u"Name"_s, u"Lazy"_s}) { // From one side to the other.
        auto *parentField = findChild<QWidget *>(u"parent"_s + field);
        auto *childField = findChild<QWidget *>(u"child"_s + field);
        if (parentField && childField)
            setTabOrder(parentField, childField);
    }
    m_row += 4;
    m_fault = new QLabel(this);
    m_fault->setObjectName(u"nameFault"_s);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    m_fault->hide();
    m_grid->addWidget(m_fault, m_row++, 0, 1, 3);
    const Side *list = side(false);
    if (list) {
        makeOrder(*list);
        makeCascades(*list);
    }
    makeKeyRules();
    if (list)
        makeDeletion(*list);
    makeCosts();
    if (m_keyless)
        makeKeyAddition();
    else if (side(false) || side(true))
        makeKeyRemoval();
}

const Side *LinkEditor::side(bool isChild) const
{
    return isChild ? m_document.schema().childSide(m_link) : m_document.schema().parentSide(m_link);
}

const schema::Table *LinkEditor::child() const
{
    return m_keyless ? m_document.schema().table(m_keyless->child) : m_document.schema().tableOfLink(m_link);
}

QString LinkEditor::parentName() const
{
    return m_keyless ? m_keyless->parent : key() ? key()->table : QString();
}

/// Null where the relationship stands on none.
const ForeignKey *LinkEditor::key() const
{
    const schema::Table *owner = m_document.schema().tableOfLink(m_link);
    return owner ? owner->foreignKey(m_link) : nullptr;
}

const mapping::ConfiguredRelationship &LinkEditor::facts(const Side &side) const
{
    return m_document.schema().configuration->relationships.at(side.number);
}

void LinkEditor::focusField(const QString &objectName)
{
    if (auto *field = findChild<QWidget *>(objectName))
        field->setFocus();
}

void LinkEditor::focusFirst()
{
    for (const QString &name : {u"parentName"_s, u"childName"_s, u"pairing"_s, u"onDelete"_s}) {
        auto *field = findChild<QWidget *>(name);
        if (!field || !field->isEnabled())
            continue;
        field->setFocus();
        if (auto *line = qobject_cast<QLineEdit *>(field))
            line->selectAll();
        return;
    }
}

/// A combo box in a narrow panel: as wide as there is room.
QComboBox *LinkEditor::makeCombo(const QString &name, const QString &accessibleName)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(name);
    combo->setAccessibleName(accessibleName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    combo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return combo;
}

void LinkEditor::addRow(const QString &text, QWidget *field)
{
    m_grid->addWidget(caption(text, this), m_row, 0);
    m_grid->addWidget(field, m_row++, 1, 1, 2);
}

/// Who declares the relationship, and whether the other side knows it.
void LinkEditor::makePairing()
{
    const Pairing now = mapping::pairingOf(m_document.design(), m_link);
    const mapping::MappedClass *childClass = child() ? m_document.schema().classOf(child()->name) : nullptr;
    const mapping::MappedClass *parentClass = m_document.schema().classOf(parentName());
    if (!childClass || !parentClass)
        return; // A pure junction: its two keys are one many-to-many.
    auto *combo = makeCombo(u"pairing"_s, tr("How the relationship is written"));
    const auto add = [combo](const QString &text, Pairing pairing) { combo->addItem(text, int(pairing)); };
    add(tr("back_populates on both"), Pairing::BackPopulates);
    add(tr("backref on %1").arg(parentClass->name), Pairing::BackrefOfParent);
    add(tr("backref on %1").arg(childClass->name), Pairing::BackrefOfChild);
    add(tr("only on %1").arg(parentClass->name), Pairing::OnlyParent);
    add(tr("only on %1").arg(childClass->name), Pairing::OnlyChild);
    if (!m_keyless)
        add(tr("no relationship, only the key"), Pairing::None);
    if (now == Pairing::Apart)
        add(tr("two that do not know each other"), now);
    combo->setCurrentIndex(combo->findData(int(now)));
    connect(combo, &QComboBox::activated, this, [this, combo](int index) {
        const auto wanted = Pairing(combo->itemData(index).toInt());
        ask(mapping::withPairing(m_document.design(), m_link, wanted),
            tr("Write the relationship as %1").arg(combo->itemText(index)));
    });
    addRow(tr("Written"), combo);
}

/// Whose properties stand in a column.
void LinkEditor::makeTitles()
{
    if (!child())
        return;
    const auto add = [this](const QString &table, const QString &tip, int column) {
        const mapping::MappedClass *mapped = m_document.schema().classOf(table);
        auto *title = new QLabel(mapped ? mapped->name : table, this);
        title->setTextFormat(Qt::PlainText);
        QFont bold = m_theme.smallFont();
        bold.setBold(true);
        title->setFont(bold);
        title->setToolTip(tip);
        title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        m_grid->addWidget(title, m_row, column);
    };
    add(parentName(), tr("The parent"), 1);
    add(child()->name, key() ? tr("The child, which holds the foreign key") : tr("The child"), 2);
    ++m_row;
}

void LinkEditor::makeSide(bool isChild)
{
    const Side *shown = side(isChild);
    if (!shown)
        return;
    const int column = isChild ? 2 : 1;
    const QString prefix = isChild ? u"child"_s : u"parent"_s;
    if (!isChild || !side(false)) {
        m_grid->addWidget(caption(tr("Name"), this), m_row, 0);
        m_grid->addWidget(caption(tr("Loading"), this), m_row + 1, 0);
        m_grid->addWidget(caption(tr("For %L1").arg(kPricedRows), this), m_row + 2, 0);
        m_grid->addWidget(caption(tr("Writes"), this), m_row + 3, 0);
    }
    auto *name = new QLineEdit(shown->name, this);
    name->setObjectName(prefix + u"Name"_s);
    name->setAccessibleName(tr("Name of the relationship of %1").arg(shown->className));
    name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(name, &QLineEdit::editingFinished, this, [this, isChild, name] { takeName(isChild, name); });
    m_grid->addWidget(name, m_row, column);
    auto *lazy =
        makeCombo(prefix + u"Lazy"_s, tr("Loading strategy of %1.%2").arg(shown->className, shown->name));
    lazy->addItems(mapping::lazyWords());
    lazy->setCurrentText(mapping::lazyWord(shown->lazy));
    connect(lazy, &QComboBox::textActivated, this,
            [this, isChild](const QString &word) { takeLazy(isChild, word); });
    m_grid->addWidget(lazy, m_row + 1, column);
    auto *price = new QLabel(statementWords(priceOf(m_document.schema(), *shown)), this);
    price->setObjectName(prefix + u"Price"_s);
    price->setFont(m_theme.smallFont());
    price->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    price->setToolTip(toolTipOf(tr("SELECTs that it takes to show %1 rows of %2 with their %3")
                                    .arg(QLocale().toString(kPricedRows), shown->className, shown->name)));
    m_grid->addWidget(price, m_row + 2, column);
    m_grid->addWidget(makeViewonly(isChild, *shown), m_row + 3, column);
}

/// A side that only reads leaves the columns of the join to others.
QCheckBox *LinkEditor::makeViewonly(bool isChild, const Side &shown)
{
    auto *box = new QCheckBox(tr("read-only"), this);
    box->setObjectName(isChild ? u"childViewonly"_s : u"parentViewonly"_s);
    box->setAccessibleName(tr("%1.%2 is read-only").arg(shown.className, shown.name));
    box->setToolTip(tr("viewonly=True: it loads, and what is assigned to it is never saved"));
    box->setChecked(facts(shown).viewonly);
    connect(box, &QCheckBox::clicked, this, [this, isChild](bool isOn) {
        const Side *edited = side(isChild);
        if (!edited)
            return;
        const auto text = isOn ? tr("Make '%1' read-only") : tr("Let '%1' write");
        editSide(*edited, text.arg(edited->name), [isOn](RelationshipOptions &options) {
            options.viewonly = isOn ? std::optional(true) : std::nullopt;
            if (isOn) // It deletes nothing either.
                options.cascade.reset();
        });
    });
    return box;
}

/// One or many, optional or mandatory: what the columns of the key say.
void LinkEditor::makeEnds()
{
    if (!child() || !key())
        return;
    const schema::Cardinality now = schema::cardinalityOf(*child(), *key());
    auto *parentEnd = makeCombo(u"parentEnd"_s, tr("Whether a row of %1 needs a parent").arg(child()->name));
    parentEnd->addItems({tr("0 or 1"), tr("one")});
    parentEnd->setCurrentIndex(now.isMandatory ? 1 : 0);
    parentEnd->setToolTip(
        tr("One: the columns of the foreign key are NOT NULL, so every row has its parent"));
    auto *childEnd = makeCombo(u"childEnd"_s, tr("How many rows of %1 a parent may have").arg(child()->name));
    childEnd->addItems({tr("many"), tr("0 or 1")});
    childEnd->setCurrentIndex(now.isOne ? 1 : 0);
    childEnd->setToolTip(
        tr("0 or 1: the columns of the foreign key are UNIQUE, so a parent has one child at most"));
    const auto take = [this, parentEnd, childEnd] {
        takeEnds(parentEnd->currentIndex() == 1, childEnd->currentIndex() == 1);
    };
    connect(parentEnd, &QComboBox::activated, this, take);
    connect(childEnd, &QComboBox::activated, this, take);
    m_grid->addWidget(caption(tr("Ends"), this), m_row, 0);
    m_grid->addWidget(parentEnd, m_row, 1);
    m_grid->addWidget(childEnd, m_row++, 2);
}

void LinkEditor::makeOrder(const Side &parent)
{
    const schema::Table *target = m_document.schema().table(parent.targetTable);
    if (!parent.uselist || !target)
        return;
    const QList<mapping::OrderTerm> now = mapping::optionsOf(m_document.design(), parent).orderBy;
    QStringList words;
    for (const mapping::OrderTerm &each : now)
        words += each.column.column + (each.descending ? tr(" downwards") : QString());
    auto *combo = makeCombo(u"orderBy"_s, tr("Order of %1.%2").arg(parent.className, parent.name));
    combo->addItem(tr("as they come"), u""_s);
    for (const schema::Column &each : target->columns) {
        combo->addItem(each.name, each.name);
        combo->addItem(each.name + tr(" downwards"), each.name);
    }
    int current = now.isEmpty() ? 0 : combo->findText(words.join(u", "_s));
    if (current < 0) { // More than this list offers.
        combo->addItem(words.join(u", "_s));
        current = combo->count() - 1;
    }
    combo->setCurrentIndex(current);
    connect(combo, &QComboBox::activated, this, [this, combo](int index) {
        const QString column = combo->itemData(index).toString();
        const bool isDown = combo->itemText(index) != column;
        const Side *edited = side(false);
        if (!edited || !combo->itemData(index).isValid())
            return;
        editSide(*edited, tr("Order '%1'").arg(edited->name), [&](RelationshipOptions &options) {
            options.orderBy.clear();
            if (!column.isEmpty())
                options.orderBy = {{{edited->targetTable, column}, isDown}};
        });
    });
    addRow(tr("Order"), combo);
}

/// What the session does to children together with their parent.
void LinkEditor::makeCascades(const Side &parent)
{
    auto *heading = caption(tr("%1 follow their %2 when it is").arg(parent.name, parent.className), this);
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    m_grid->addWidget(heading, m_row++, 0, 1, 3);
    auto *boxes = new CascadeBoxes(facts(parent).cascade, this);
    connect(boxes, &CascadeBoxes::changed, this, &LinkEditor::takeCascades);
    m_grid->addWidget(boxes, m_row++, 0, 1, 3);
    auto *combo = makeCombo(u"passiveDeletes"_s, tr("Who takes care of the children of a deleted parent"));
    combo->addItem(tr("the session, all of them"), int(PassiveDeletes::No));
    combo->addItem(tr("the session those that are loaded"), int(PassiveDeletes::Yes));
    combo->addItem(tr("the database alone"), int(PassiveDeletes::All));
    combo->setItemData(1, u"passive_deletes=True"_s, Qt::ToolTipRole);
    combo->setItemData(2, u"passive_deletes='all'"_s, Qt::ToolTipRole);
    combo->setCurrentIndex(combo->findData(int(facts(parent).passiveDeletes)));
    connect(combo, &QComboBox::activated, this, [this, combo](int index) {
        const auto who = PassiveDeletes(combo->itemData(index).toInt());
        const Side *edited = side(false);
        if (!edited || facts(*edited).passiveDeletes == who)
            return;
        const mapping::Cascades kept = facts(*edited).cascade & ~(Cascade::Delete | Cascade::DeleteOrphan);
        editSide(*edited, tr("Let %1 care for '%2'").arg(combo->itemText(index), edited->name),
                 [&](RelationshipOptions &options) {
                     options.passiveDeletes = who;
                     if (who == PassiveDeletes::All && options.cascade) // The two exclude each other.
                         options.cascade = cascadeText(kept);
                 });
    });
    addRow(tr("Cared by"), combo);
}

/// What the database does.
void LinkEditor::makeKeyRules()
{
    const ForeignKey *now = key();
    if (!now)
        return;
    for (const bool isDelete : {true, false}) {
        auto *action =
            makeCombo(isDelete ? u"onDelete"_s : u"onUpdate"_s, isDelete ? tr("On delete") : tr("On update"));
        for (const Action each : kKeyActions)
            action->addItem(schema::actionWords(each), int(each));
        action->setCurrentIndex(action->findData(int(isDelete ? now->onDelete : now->onUpdate)));
        connect(action, &QComboBox::activated, this, [this, action, isDelete](int index) {
            const auto wanted = Action(action->itemData(index).toInt());
            editKey(
                (isDelete ? tr("Set ON DELETE %1") : tr("Set ON UPDATE %1")).arg(schema::actionWords(wanted)),
                [isDelete, wanted](ForeignKey &edited) {
                    (isDelete ? edited.onDelete : edited.onUpdate) = wanted;
                });
        });
        addRow(isDelete ? tr("On delete") : tr("On update"), action);
    }
    auto *checked = makeCombo(u"checked"_s, tr("When the foreign key is checked"));
    checked->addItems({tr("at once"), tr("at once, deferrable"), tr("at the end of the transaction")});
    checked->setCurrentIndex(int(!now->deferrable
                                     ? Checked::AtOnce
                                     : (now->initiallyDeferred ? Checked::Deferred : Checked::Deferrable)));
    connect(checked, &QComboBox::activated, this, [this, checked](int index) {
        editKey(tr("Check the foreign key %1").arg(checked->itemText(index)), [index](ForeignKey &edited) {
            edited.deferrable = Checked(index) != Checked::AtOnce;
            edited.initiallyDeferred = Checked(index) == Checked::Deferred;
        });
    });
    addRow(tr("Checked"), checked);
    auto *name = new QLineEdit(now->name, this);
    name->setObjectName(u"keyName"_s);
    name->setAccessibleName(tr("Name of the constraint"));
    name->setPlaceholderText(tr("no name"));
    name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(name, &QLineEdit::editingFinished, this, [this, name] { takeKeyName(name); });
    addRow(tr("Constraint"), name);
}

/// What becomes of children, in one sentence: green where session and database do the same.
void LinkEditor::makeDeletion(const Side &parent)
{
    const insight::Deletion deletion = insight::deletionOf(m_document.schema(), parent);
    auto *words = new QLabel(deletion.sentence, this);
    words->setObjectName(u"deletion"_s);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setContentsMargins(8, 6, 8, 6);
    words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    words->setAutoFillBackground(true);
    const auto adoptTheme = [this, words, agree = deletion.agree()] {
        const Tokens &tokens = m_theme.tokens();
        QPalette colours = words->palette();
        colours.setColor(QPalette::Window, agree ? tokens.newRow : tokens.changedRow);
        colours.setColor(QPalette::WindowText, agree ? tokens.newText : tokens.changedText);
        words->setPalette(colours);
    };
    adoptTheme();
    connect(&m_theme, &Theme::changed, words, adoptTheme);
    m_grid->addWidget(words, m_row++, 0, 1, 3);
}

/// What the list costs, else the parent.
void LinkEditor::makeCosts()
{
    const bool isChild = !side(false);
    const Side *priced = side(isChild);
    if (!priced)
        return;
    auto *heading = caption(tr("Statements for %1 rows of %2 with their %3")
                                .arg(QLocale().toString(kPricedRows), priced->className, priced->name),
                            this);
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    m_grid->addWidget(heading, m_row++, 0, 1, 3);
    auto *bars = new CostBars(m_theme, this);
    bars->setCosts(insight::loadCosts(m_document.schema(), *priced, kPricedRows), priced->lazy);
    connect(bars, &CostBars::chosen, this,
            [this, isChild](mapping::Lazy lazy) { takeLazy(isChild, mapping::lazyWord(lazy)); });
    m_grid->addWidget(bars, m_row++, 0, 1, 3);
}

/// Who wants to see what a missing foreign key does can take it away.
void LinkEditor::makeKeyRemoval()
{
    auto *button = new QPushButton(tr("Remove foreign key, keep relationship"), this);
    button->setObjectName(u"removeKey"_s);
    button->setToolTip(tr("The relationship stays as it is declared; what is wrong with it then is a problem "
                          "with a fix"));
    connect(button, &QPushButton::clicked, this, [this] {
        const auto without = mapping::withoutKey(m_document.design(), m_link);
        if (!without) {
            tellFault(without.error().text());
            return;
        }
        emit changeRequested(
            {without->change.text,
             {without->change, mapping::GivenChange{m_document.design().given, without->given}}});
    });
    m_grid->addWidget(button, m_row++, 0, 1, 3);
}

/// What a database can make sure of is better made sure of there.
void LinkEditor::makeKeyAddition()
{
    if (!m_keyless->isJoined())
        return; // The finding offers what is missing.
    auto *button = new QPushButton(tr("Add a foreign key"), this);
    button->setObjectName(u"addKey"_s);
    button->setToolTip(toolTipOf(tr("%1 refers to %2 then; the database refuses rows without a parent")
                                     .arg(m_keyless->child, m_keyless->parent)));
    connect(button, &QPushButton::clicked, this, [this] {
        const auto change = mapping::keyForKeyless(m_document.schema(), *m_keyless);
        if (change)
            emit changeRequested({change->text, {*change}});
        else
            tellFault(change.error().text());
    });
    m_grid->addWidget(button, m_row++, 0, 1, 3);
}

void LinkEditor::tellFault(const QString &fault)
{
    m_fault->setText(fault);
    m_fault->setVisible(!fault.isEmpty());
    QPalette colours = m_fault->palette();
    colours.setColor(QPalette::WindowText, m_theme.tokens().deletedText);
    m_fault->setPalette(colours);
}

void LinkEditor::takeName(bool isChild, QLineEdit *field)
{
    const Side *edited = side(isChild);
    const QString name = field->text().trimmed();
    if (!edited || name == edited->name) {
        tellFault({});
        return;
    }
    const QString fault = mapping::nameFault(m_document.schema(), *edited, name);
    tellFault(fault);
    if (fault.isEmpty())
        ask(mapping::withSideRenamed(m_document.design(), *edited, name),
            tr("Rename '%1' to '%2'").arg(edited->name, name));
}

void LinkEditor::takeLazy(bool isChild, const QString &word)
{
    const Side *edited = side(isChild);
    if (edited && mapping::lazyWord(edited->lazy) != word)
        editSide(*edited, tr("Load '%1' by %2").arg(edited->name, word),
                 [&word](RelationshipOptions &options) { options.lazy = word; });
}

/// Who deletes children in the session cannot leave them all to the database.
void LinkEditor::takeCascades(mapping::Cascades cascades)
{
    const Side *edited = side(false);
    if (!edited)
        return;
    const auto edit = [cascades](RelationshipOptions &options) {
        options.cascade =
            cascades == mapping::defaultCascades() ? std::nullopt : std::optional(cascadeText(cascades));
        if (cascades.testFlag(Cascade::Delete) && options.passiveDeletes == PassiveDeletes::All)
            options.passiveDeletes = PassiveDeletes::No;
    };
    editSide(*edited, tr("Change the cascade of '%1'").arg(edited->name), edit);
}

void LinkEditor::takeEnds(bool isMandatory, bool isOne)
{
    const auto change = schema::withCardinality(m_document.schema(), m_link, {isMandatory, isOne});
    if (!change) {
        tellFault(change.error().text());
        const schema::Cardinality now = schema::cardinalityOf(*child(), *key());
        findChild<QComboBox *>(u"parentEnd"_s)->setCurrentIndex(now.isMandatory ? 1 : 0);
        findChild<QComboBox *>(u"childEnd"_s)->setCurrentIndex(now.isOne ? 1 : 0);
    } else if (!change->steps.isEmpty()) {
        emit changeRequested({change->text, {*change}});
    }
}

void LinkEditor::takeKeyName(QLineEdit *field)
{
    const QString name = field->text().trimmed();
    if (key() && key()->name != name && !(key()->name.isEmpty() && name.isEmpty()))
        editKey(name.isEmpty() ? tr("Take the name from the foreign key")
                               : tr("Name the foreign key '%1'").arg(name),
                [&name](ForeignKey &edited) { edited.name = name.isEmpty() ? QString() : name; });
}

void LinkEditor::editSide(const Side &edited, const QString &text, const Edit &edit)
{
    ask(mapping::withSideEdited(m_document.design(), edited, edit), text);
}

/// A foreign key is replaced by one of its id: what was given about it stays.
void LinkEditor::editKey(const QString &text, const KeyEdit &edit)
{
    const ForeignKey *before = key();
    if (!before)
        return;
    ForeignKey now = *before;
    edit(now);
    if (now == *before)
        return;
    const int position = int(before - child()->foreignKeys.constData());
    emit changeRequested({text,
                          {schema::SchemaChange{text,
                                                {schema::RemoveForeignKey{child()->id, before->id},
                                                 schema::AddForeignKey{child()->id, position, now}}}}});
}

void LinkEditor::ask(const Result<Given> &given, const QString &text)
{
    if (!given)
        tellFault(given.error().text());
    else if (*given != m_document.design().given)
        emit changeRequested({text, {mapping::GivenChange{m_document.design().given, *given}}});
}

} // namespace relata::ui
