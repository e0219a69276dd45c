#include "lateeditor.h"

#include "ui/browser/celleditors.h"
#include "ui/browser/wholevalues.h"
#include "ui/models/recordtablemodel.h"

#include <QCoreApplication>

namespace relata::ui {

LateEditor::LateEditor(const RecordTableModel &model, CellEditors &editors, WholeValues &values,
                       QObject *parent)
    : QObject(parent), m_model(model), m_editors(editors), m_values(values)
{
}

LateEditor::~LateEditor() = default;

bool LateEditor::waits(const QModelIndex &cell, const QEvent *event)
{
    if (!m_model.valueAt(cell).isCut() || m_editors.wholeOf(cell))
        return false;
    const bool isKey = event && event->type() == QEvent::KeyPress;
    const bool goesOn = m_values.isWaiting() && m_cell == cell;
    if (!goesOn)
        m_keys.clear();
    if (isKey && !static_cast<const QKeyEvent *>(event)->text().trimmed().isEmpty())
        m_keys.emplace_back(static_cast<QKeyEvent *>(event->clone()));
    if (goesOn)
        return true;
    m_cell = cell;
    m_values.fetch({m_model.placeOf(cell).value_or(base::CellPlace())},
                   [this](const base::Values &values) { take(values.first()); });
    return true;
}

void LateEditor::take(const base::Value &whole)
{
    if (!m_cell.isValid())
        return; // The rows have changed meanwhile.
    m_editors.setWhole(m_cell, whole);
    emit ready(m_cell);
}

void LateEditor::typeInto(QWidget *editor)
{
    QWidget *target = editor->focusProxy() ? editor->focusProxy() : editor;
    for (const auto &key : std::exchange(m_keys, {}))
        QCoreApplication::sendEvent(target, key.get());
}

} // namespace relata::ui
