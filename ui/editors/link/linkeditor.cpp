#include "ui/editors/link/linkeditor.h"

#include "core/insight/loadcost.h"
#include "ui/editors/link/collectionfields.h"
#include "ui/editors/link/deletionwords.h"
#include "ui/editors/link/keyfields.h"
#include "ui/editors/link/linkedits.h"
#include "ui/editors/link/linkform.h"
#include "ui/editors/link/pairingfield.h"
#include "ui/editors/link/sidefields.h"
#include "ui/insight/costbars.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::KeyEnd;

namespace {

/// How many rows a price is told for.
constexpr qint64 kPricedRows = 100;

} // namespace

LinkEditor::LinkEditor(const project::DesignDocument &document, base::LinkId link, const Theme &theme,
                       QWidget *parent)
    : QWidget(parent), m_edits(new LinkEdits(document, link, this)), m_form(new LinkForm(theme, this))
{
    setObjectName(u"linkEditor"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_form);
    connect(m_edits, &LinkEdits::changeRequested, this, &LinkEditor::changeRequested);
    connect(m_edits, &LinkEdits::refused, m_form, &LinkForm::tellFault);
    if (!m_edits->link().child.isEmpty())
        addFields();
}

void LinkEditor::addFields()
{
    const mapping::DeclaredLink &link = m_edits->link();
    const mapping::MappedSchema &schema = m_edits->schema();
    if (schema.classOf(link.parent) && schema.classOf(link.child))
        new PairingField(*m_form, *m_edits);
    addTitles();
    auto *key = new KeyFields(*m_form, *m_edits);
    key->addEnds();
    new SideFields(*m_form, *m_edits);
    m_form->tellsFaultsHere();
    const bool hasList = m_edits->facts(KeyEnd::Parent);
    const bool hasSecondList = link.isManyToMany() && m_edits->facts(KeyEnd::Child);
    if (hasList)
        new CollectionFields(*m_form, *m_edits, KeyEnd::Parent);
    if (hasSecondList)
        new CollectionFields(*m_form, *m_edits, KeyEnd::Child);
    key->addRules();
    if (hasList)
        m_form->addWide(new DeletionWords(schema, *m_edits->side(KeyEnd::Parent), m_form->theme(), m_form));
    if (hasSecondList)
        m_form->addWide(new DeletionWords(schema, *m_edits->side(KeyEnd::Child), m_form->theme(), m_form));
    addCosts();
    key->addButtons();
}

/// Whose properties stand in a column.
void LinkEditor::addTitles()
{
    const mapping::DeclaredLink &link = m_edits->link();
    const auto nameOf = [this](const QString &table) {
        const mapping::MappedClass *mapped = m_edits->schema().classOf(table);
        return mapped ? mapped->name : table;
    };
    if (link.isManyToMany()) {
        m_form->addTitle(1, nameOf(link.parent),
                         tr("The class that the first key of the junction points at"));
        m_form->addTitle(2, nameOf(link.child),
                         tr("The class that the second key of the junction points at"));
    } else {
        m_form->addTitle(1, nameOf(link.parent), tr("The parent"));
        m_form->addTitle(2, nameOf(link.child),
                         link.keys.isEmpty() ? tr("The child")
                                             : tr("The child, which holds the foreign key"));
    }
    m_form->endTitles();
}

/// What the list costs, else the parent.
void LinkEditor::addCosts()
{
    const KeyEnd end = m_edits->facts(KeyEnd::Parent) ? KeyEnd::Parent : KeyEnd::Child;
    if (!m_edits->facts(end))
        return;
    const mapping::Side &priced = *m_edits->side(end);
    m_form->addHeading(tr("Statements for %1 rows of %2 with their %3")
                           .arg(QLocale().toString(kPricedRows), priced.className, priced.name));
    auto *bars = new CostBars(m_form->theme(), m_form);
    bars->setCosts(insight::loadCosts(m_edits->schema(), priced, {kPricedRows}), priced.lazy);
    connect(bars, &CostBars::chosen, this,
            [this, end](mapping::Lazy lazy) { m_edits->loadBy(end, mapping::lazyWord(lazy)); });
    m_form->addWide(bars);
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

} // namespace relata::ui
