#include "clipboardactions.h"

#include "core/async/tablesoftext.h"
#include "ui/browser/browserpage.h"
#include "ui/diagram/cardclipboard.h"
#include "ui/diagram/diagramview.h"
#include "ui/shell/actions.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

/// Calls a text field that has the focus; false where none has.
template<typename OnLine, typename OnText>
bool callField(OnLine onLine, OnText onText)
{
    QWidget *focused = QApplication::focusWidget();
    if (auto *line = qobject_cast<QLineEdit *>(focused))
        (line->*onLine)();
    else if (auto *text = qobject_cast<QPlainTextEdit *>(focused))
        (text->*onText)();
    else
        return false;
    return true;
}

} // namespace

ClipboardActions::ClipboardActions(Actions &actions, DiagramView &diagram,
                                   std::function<BrowserPage *()> page, QObject *parent)
    : QObject(parent), m_actions(actions), m_diagram(diagram), m_page(std::move(page))
{
    connect(actions[u"copy"_s], &QAction::triggered, this, &ClipboardActions::copy);
    connect(actions[u"cut"_s], &QAction::triggered, this, &ClipboardActions::cut);
    connect(actions[u"paste"_s], &QAction::triggered, this, &ClipboardActions::paste);
    connect(actions[u"duplicate"_s], &QAction::triggered, this,
            [this] { m_diagram.diagram()->clipboard().duplicate(); });
    connect(&diagram.diagram()->clipboard(), &CardClipboard::sqlPasted, this, &ClipboardActions::readSql);
}

void ClipboardActions::enable(bool onDiagram, bool hasSelection)
{
    m_actions.setEnabled({u"cut"_s, u"duplicate"_s}, onDiagram && hasSelection);
    m_actions.setEnabled({u"paste"_s}, onDiagram);
}

void ClipboardActions::copy()
{
    if (callField(&QLineEdit::copy, &QPlainTextEdit::copy))
        return;
    if (BrowserPage *page = m_page())
        page->copy();
    else if (m_diagram.isVisible())
        m_diagram.diagram()->clipboard().copy();
}

void ClipboardActions::cut()
{
    if (!callField(&QLineEdit::cut, &QPlainTextEdit::cut) && m_diagram.isVisible())
        m_diagram.diagram()->clipboard().cut();
}

void ClipboardActions::paste()
{
    if (!callField(&QLineEdit::paste, &QPlainTextEdit::paste) && m_diagram.isVisible())
        m_diagram.diagram()->clipboard().paste(m_diagram.eye());
}

void ClipboardActions::readSql(const QString &sql, QPointF at)
{
    emit statusText(tr("Reading the pasted text…"));
    async::readTables(sql, this, [this, at](const base::Result<async::TablesOfText> &read) {
        if (!read) {
            m_diagram.diagram()->report(base::fail(read.error()), QRectF(at, QSizeF(1, 1)));
            return;
        }
        m_diagram.diagram()->clipboard().add(read->schema.tables, {}, at);
        const qsizetype tables = read->schema.tables.size();
        emit statusText(tables == 1 ? tr("Pasted 1 table.") : tr("Pasted %L1 tables.").arg(tables));
        if (read->leftOut > 0)
            emit statusText(read->leftOut == 1
                                ? tr("1 statement that makes no table was left out.")
                                : tr("%L1 statements that make no tables were left out.").arg(read->leftOut));
    });
}

} // namespace relata::ui
