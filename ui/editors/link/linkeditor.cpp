#include "ui/editors/link/linkeditor.h"

#include "ui/editors/link/collectionfields.h"
#include "ui/editors/link/deletionwords.h"
#include "ui/editors/link/joinfields.h"
#include "ui/editors/link/keyfields.h"
#include "ui/editors/link/linkedits.h"
#include "ui/editors/link/linkfindings.h"
#include "ui/editors/link/linkform.h"
#include "ui/editors/link/loadingcosts.h"
#include "ui/editors/link/pairingfield.h"
#include "ui/editors/link/sidefields.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::KeyEnd;

LinkEditor::LinkEditor(const project::DesignDocument &document, base::LinkId link,
                       insight::LoadPredictor &predictor, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_predictor(predictor),
      m_edits(new LinkEdits(document, link, this)),
      m_findings(new LinkFindings(*m_edits, theme, this)),
      m_form(new LinkForm(theme, this))
{
    setObjectName(u"linkEditor"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_findings);
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
    if (link.isManyToMany())
        m_form->addRow(tr("Secondary"), m_form->makeSmall(u"secondary"_s, link.stand.junction));
    addTitles();
    auto *key = new KeyFields(*m_form, *m_edits);
    key->addEnds();
    new SideFields(*m_form, *m_edits, m_predictor);
    new JoinFields(*m_form, *m_edits);
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
    if (!m_edits->facts(KeyEnd::Parent) && !m_edits->facts(KeyEnd::Child))
        return;
    m_costs = new LoadingCosts(m_edits->schema(), m_edits->link(), m_predictor, m_form->theme(), m_form);
    connect(m_costs, &LoadingCosts::lazyChosen, this,
            [this](KeyEnd end, mapping::Lazy lazy) { m_edits->loadBy(end, mapping::lazyWord(lazy)); });
    connect(m_costs, &LoadingCosts::endChosen, this, &LinkEditor::pricedChosen);
    m_form->addWide(m_costs);
}

const mapping::DeclaredLink &LinkEditor::link() const
{
    return m_edits->link();
}

const QStringList &LinkEditor::told() const
{
    return m_findings->told();
}

void LinkEditor::setRows(const insight::KnownRows &rows)
{
    if (m_costs)
        m_costs->setRows(rows);
}

void LinkEditor::setPriced(KeyEnd end)
{
    if (m_costs)
        m_costs->setEnd(end);
}

void LinkEditor::focusField(const QString &objectName)
{
    auto *field = findChild<QWidget *>(objectName);
    if (!field)
        return;
    field->setFocus();
    if (auto *line = qobject_cast<QLineEdit *>(field))
        line->end(false); // Where the cursor was when it was left.
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
