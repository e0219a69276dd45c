#include "ui/editors/link/sidefields.h"

#include "core/async/whendone.h"
#include "core/insight/loadpredictor.h"
#include "ui/editors/link/linkedits.h"
#include "ui/editors/link/linkform.h"
#include "ui/theme/foreigntext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::KeyEnd;
using mapping::Side;

namespace {

/// How many rows a price is told for.
constexpr qint64 kPricedRows = 100;

QString prefixOf(KeyEnd end)
{
    return end == KeyEnd::Parent ? u"parent"_s : u"child"_s;
}

QString statementWords(qint64 statements)
{
    if (statements == 0)
        return SideFields::tr("refuses");
    return statements == 1 ? SideFields::tr("1 SELECT") : SideFields::tr("%L1 SELECTs").arg(statements);
}

/// Of the strategy that a side has.
qint64 priceOf(const QList<insight::LoadCost> &costs, mapping::Lazy lazy)
{
    const auto found = std::ranges::find(costs, lazy, &insight::LoadCost::lazy);
    return found == costs.cend() ? 0 : found->statements;
}

} // namespace

SideFields::SideFields(LinkForm &form, LinkEdits &edits, insight::LoadPredictor &predictor)
    : QObject(&form), m_form(form), m_edits(edits)
{
    if (!edits.side(KeyEnd::Parent) && !edits.side(KeyEnd::Child))
        return;
    // From one side to the other, as Tab goes.
    QLineEdit *parentName = makeName(KeyEnd::Parent);
    form.addRow(tr("Name"), parentName, makeName(KeyEnd::Child));
    QComboBox *parentLazy = makeLazy(KeyEnd::Parent);
    form.addRow(tr("Loading"), parentLazy, makeLazy(KeyEnd::Child));
    form.addRow(tr("For %L1").arg(kPricedRows), makePrice(KeyEnd::Parent), makePrice(KeyEnd::Child));
    findPrices(predictor);
    QCheckBox *parentBox = makeViewonly(KeyEnd::Parent);
    form.addRow(tr("Writes"), parentBox, makeViewonly(KeyEnd::Child));
}

/// Nobody waits for the answer any more.
SideFields::~SideFields()
{
    m_costs.cancel();
}

void SideFields::findPrices(insight::LoadPredictor &predictor)
{
    QList<Side> working;
    for (const KeyEnd end : {KeyEnd::Parent, KeyEnd::Child}) {
        if (m_edits.facts(end))
            working += *m_edits.side(end);
    }
    m_costs = predictor.costs(m_edits.schema(), working, {kPricedRows});
    async::whenDone(m_costs, this, [this, working](const QList<QList<insight::LoadCost>> &costs) {
        for (qsizetype i = 0; i < working.size(); ++i) {
            if (QLabel *price = m_prices.value(working[i].number))
                price->setText(statementWords(priceOf(costs[i], working[i].lazy)));
        }
    });
}

QLineEdit *SideFields::makeName(KeyEnd end)
{
    const Side *side = m_edits.side(end);
    if (!side)
        return nullptr;
    auto *name = m_form.makeLine(prefixOf(end) + u"Name"_s,
                                 tr("Name of the relationship of %1").arg(side->className), side->name);
    connect(name, &QLineEdit::editingFinished, this,
            [this, end, name] { m_edits.renameSide(end, name->text().trimmed()); });
    return name;
}

QComboBox *SideFields::makeLazy(KeyEnd end)
{
    const Side *side = m_edits.side(end);
    if (!side)
        return nullptr;
    auto *lazy = m_form.makeCombo(prefixOf(end) + u"Lazy"_s,
                                  tr("Loading strategy of %1.%2").arg(side->className, side->name));
    lazy->addItems(mapping::lazyWords());
    lazy->setCurrentText(mapping::lazyWord(side->lazy));
    connect(lazy, &QComboBox::textActivated, this,
            [this, end](const QString &word) { m_edits.loadBy(end, word); });
    return lazy;
}

QLabel *SideFields::makePrice(KeyEnd end)
{
    const Side *side = m_edits.side(end);
    if (!side)
        return nullptr;
    const bool works = side->number >= 0;
    QLabel *price = m_form.makeSmall(prefixOf(end) + u"Price"_s, works ? u"…"_s : tr("does not work"));
    if (works)
        m_prices.insert(side->number, price);
    price->setToolTip(works
                          ? toolTipOf(tr("SELECTs that it takes to show %1 rows of %2 with their %3")
                                          .arg(QLocale().toString(kPricedRows), side->className, side->name))
                          : tr("What is wrong stands above"));
    return price;
}

/// A side that only reads leaves the columns of the join to others.
QCheckBox *SideFields::makeViewonly(KeyEnd end)
{
    const Side *side = m_edits.side(end);
    if (!side)
        return nullptr;
    auto *box = new QCheckBox(tr("viewonly"), &m_form);
    box->setObjectName(prefixOf(end) + u"Viewonly"_s);
    box->setAccessibleName(tr("%1.%2 is viewonly").arg(side->className, side->name));
    box->setToolTip(tr("viewonly=True: it loads, and what is assigned to it is never saved"));
    const mapping::ConfiguredRelationship *facts = m_edits.facts(end);
    box->setChecked(facts ? facts->viewonly : m_edits.options(end).viewonly.value_or(false));
    connect(box, &QCheckBox::clicked, this, [this, end](bool isOn) { setViewonly(end, isOn); });
    return box;
}

void SideFields::setViewonly(KeyEnd end, bool isOn)
{
    const auto text = isOn ? tr("Make '%1' viewonly") : tr("Let '%1' write");
    m_edits.editSide(end, text.arg(m_edits.side(end)->name), [isOn](mapping::RelationshipOptions &options) {
        options.viewonly = isOn ? std::optional(true) : std::nullopt;
        if (isOn) // It deletes nothing either.
            options.cascade.reset();
    });
}

} // namespace relata::ui
