#include "ui/editors/link/pairingfield.h"

#include "core/mapping/plan/pairing.h"
#include "core/project/designdocument.h"
#include "ui/editors/link/linkedits.h"
#include "ui/editors/link/linkform.h"

#include <QComboBox>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Pairing;

PairingField::PairingField(LinkForm &form, LinkEdits &edits)
    : QObject(&form),
      m_edits(edits),
      m_combo(form.makeCombo(u"pairing"_s, tr("How the relationship is written")))
{
    const mapping::DeclaredLink &link = edits.link();
    const Pairing now = edits.pairing();
    const QString parent = edits.schema().classOf(link.parent)->name;
    const QString child = edits.schema().classOf(link.child)->name;
    const bool isOneClass = parent == child && link.isManyToMany();
    const QString first = isOneClass ? tr("%1, first side").arg(parent) : parent;
    const QString second = isOneClass ? tr("%1, second side").arg(child) : child;
    const auto add = [this](const QString &text, Pairing pairing) { m_combo->addItem(text, int(pairing)); };
    add(tr("back_populates on both"), Pairing::BackPopulates);
    add(tr("backref on %1").arg(first), Pairing::BackrefOfParent);
    add(tr("backref on %1").arg(second), Pairing::BackrefOfChild);
    add(tr("only on %1").arg(first), Pairing::OnlyParent);
    add(tr("only on %1").arg(second), Pairing::OnlyChild);
    if (!link.keyless)
        add(link.isManyToMany() ? tr("no relationship, only the keys") : tr("no relationship, only the key"),
            Pairing::None);
    if (now == Pairing::Apart)
        add(tr("two that do not know each other"), now);
    m_combo->setCurrentIndex(m_combo->findData(int(now)));
    connect(m_combo, &QComboBox::activated, this, &PairingField::take);
    form.addRow(tr("Linked by"), m_combo);
}

void PairingField::take(int index)
{
    const auto wanted = Pairing(m_combo->itemData(index).toInt());
    m_edits.ask(mapping::withPairing(m_edits.document().design(), m_edits.link().link, wanted),
                tr("Write the relationship as %1").arg(m_combo->itemText(index)));
}

} // namespace relata::ui
