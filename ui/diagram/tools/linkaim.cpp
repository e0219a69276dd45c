#include "linkaim.h"

#include "ui/diagram/diagramscene.h"
#include "ui/diagram/hintlabel.h"

#include "core/schema/linkplanner.h"

namespace relata::ui {

using namespace Qt::StringLiterals;

bool LinkAim::isAt(const DiagramHit &hit) const
{
    return m_table.isValid() && hit.table->id() == m_table && hit.column == m_column;
}

void LinkAim::settle(const DiagramHit &hit, base::Result<QString> words)
{
    m_table = hit.table->id();
    m_column = hit.column;
    m_words = std::move(words);
    m_scene.setDropTarget(m_words ? m_table : base::TableId(),
                          m_column.isEmpty() ? QStringList() : QStringList{m_column});
}

DraftLink::Verdict LinkAim::show(QPoint pointer)
{
    m_hint.showAt(pointer, m_words ? *m_words : m_words.error().text(),
                  m_words ? HintLabel::Tone::Possible : HintLabel::Tone::Refused, m_scene.style().tokens());
    return m_words ? DraftLink::Verdict::Possible : DraftLink::Verdict::Refused;
}

DraftLink::Verdict LinkAim::nowhere()
{
    m_hint.hide();
    m_table = {};
    m_scene.setDropTarget({});
    return DraftLink::Verdict::Open;
}

QString planWords(const schema::Schema &schema, const schema::LinkPlan &plan)
{
    const schema::Table *child = schema.table(plan.child);
    const schema::ForeignKey &key = plan.foreignKey;
    return u"%1.%2 → %3.%4"_s.arg(child ? child->name : QString(), key.columns.join(u", "_s), key.table,
                                  key.targetColumns.join(u", "_s));
}

} // namespace relata::ui
