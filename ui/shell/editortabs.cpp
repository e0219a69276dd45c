#include "editortabs.h"

#include "core/project/designdocument.h"
#include "ui/editors/table/cellgrid.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/theme/foreigntext.h"

#include <QTabWidget>

namespace relata::ui {

EditorTabs::EditorTabs(QTabWidget &tabs, const project::DesignDocument &document, const Theme &theme,
                       QObject *parent)
    : QObject(parent), m_tabs(tabs), m_document(document), m_theme(theme)
{
    connect(&document, &project::DesignDocument::changed, this,
            [this](const project::DocumentChange &change) {
                if (project::changesSchema(change))
                    follow();
            });
    connect(&document, &project::DesignDocument::wasReset, this, &EditorTabs::follow);
    connect(&tabs, &QTabWidget::currentChanged, this, [this] {
        for (TableEditor *each : all()) {
            if (each != current())
                each->commit();
        }
    });
}

TableEditor *EditorTabs::edit(base::TableId id)
{
    const schema::Table *table = m_document.schema().table(id);
    if (!table)
        return nullptr;
    TableEditor *editor = editorOf(id);
    if (!editor) {
        editor = new TableEditor(m_document, id, m_theme);
        connect(editor, &TableEditor::changeRequested, this, &EditorTabs::changeRequested);
        connect(editor, &TableEditor::linkRequested, this, &EditorTabs::linkRequested);
        // After the key that asked for it: its grid goes with the tab.
        connect(
            editor, &TableEditor::closeRequested, this, [this, editor] { close(editor); },
            Qt::QueuedConnection);
        m_openedFrom.insert(id, m_tabs.currentWidget());
        m_tabs.addTab(editor, {});
        follow();
    }
    m_tabs.setCurrentWidget(editor);
    editor->columns().setFocus();
    return editor;
}

TableEditor *EditorTabs::current() const
{
    return qobject_cast<TableEditor *>(m_tabs.currentWidget());
}

QList<TableEditor *> EditorTabs::all() const
{
    QList<TableEditor *> editors;
    for (int i = 0; i < m_tabs.count(); ++i) {
        if (auto *editor = qobject_cast<TableEditor *>(m_tabs.widget(i)))
            editors += editor;
    }
    return editors;
}

TableEditor *EditorTabs::editorOf(base::TableId table) const
{
    for (TableEditor *each : all()) {
        if (each->table() == table)
            return each;
    }
    return nullptr;
}

bool EditorTabs::commit()
{
    for (TableEditor *each : all()) {
        if (each->commit())
            continue;
        m_tabs.setCurrentWidget(each);
        return false;
    }
    return true;
}

void EditorTabs::closeCurrent()
{
    if (TableEditor *editor = current()) {
        editor->commit();
        close(editor);
    }
}

/// Tables have got other names, or are gone.
void EditorTabs::follow()
{
    for (TableEditor *each : all()) {
        const schema::Table *table = m_document.schema().table(each->table());
        if (!table) {
            close(each);
            continue;
        }
        const int at = m_tabs.indexOf(each);
        m_tabs.setTabText(at, tr("Edit %1").arg(menuWords(table->name)));
        m_tabs.setTabToolTip(at, toolTipOf(tr("The table '%1' of the design").arg(table->name)));
    }
}

void EditorTabs::close(TableEditor *editor)
{
    QWidget *from = m_openedFrom.take(editor->table());
    const bool isInFront = editor == current();
    m_tabs.removeTab(m_tabs.indexOf(editor));
    editor->deleteLater(); // One of its cells may have asked for what closes it.
    if (!isInFront || m_tabs.indexOf(from) < 0)
        return;
    m_tabs.setCurrentWidget(from);
    from->setFocus();
}

} // namespace relata::ui
