#include "ui/editors/table/tabletexts.h"

#include "core/models/modelwriter.h"
#include "core/project/designdocument.h"
#include "core/sql/ddlbuilder.h"
#include "ui/editors/changedlines.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

TableTexts::TableTexts(const project::DesignDocument &document, base::TableId table, const Theme &theme,
                       QWidget *parent)
    : QWidget(parent),
      m_document(document),
      m_table(table),
      m_theme(theme),
      m_layout(new QBoxLayout(QBoxLayout::TopToBottom, this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    addText(m_sql, tr("SQL"), u"tableSql"_s);
    addText(m_model, tr("Model"), u"tableModel"_s);
    connect(&theme, &Theme::changed, this, [this] {
        for (const Text *text : {&m_sql, &m_model}) {
            text->view->setFont(m_theme.monospaceFont());
            tint(*text);
        }
    });
    renew();
}

void TableTexts::setBeside(bool isBeside)
{
    m_layout->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void TableTexts::addText(Text &text, const QString &title, const QString &objectName)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(new PanelHeader(title, &m_theme, this));
    text.view = new QPlainTextEdit(this);
    text.view->setObjectName(objectName);
    text.view->setAccessibleName(title);
    text.view->setReadOnly(true);
    text.view->setTabChangesFocus(true);
    text.view->setFrameShape(QFrame::NoFrame);
    text.view->setLineWrapMode(QPlainTextEdit::NoWrap);
    text.view->setFont(m_theme.monospaceFont());
    column->addWidget(text.view, 1);
    m_layout->addLayout(column, 1);
}

void TableTexts::renew()
{
    const mapping::MappedSchema &schema = m_document.schema();
    const schema::Table *table = schema.table(m_table);
    if (!table)
        return;
    const bool isTable = table->kind == schema::TableKind::Table;
    show(m_sql, isTable ? sql::createTable(*table).join(u";\n"_s) + u';' : QString());
    models::ModelOptions options;
    options.style = models::styleFromWord(m_document.settings().modelStyle).value_or(options.style);
    options.tables = {m_table};
    const models::ModelText text = models::modelsOf(m_document.design(), schema, options);
    show(m_model, text.ofTable(m_table).trimmed());
    m_isFirst = false;
}

void TableTexts::show(Text &text, const QString &now)
{
    const QStringList lines = now.split(u'\n');
    if (lines == text.lines)
        return;
    text.changed = m_isFirst ? QList<int>() : changedLines(text.lines, lines);
    text.lines = lines;
    text.view->setPlainText(now);
    tint(text);
    if (text.changed.isEmpty())
        return;
    text.view->setTextCursor(QTextCursor(text.view->document()->findBlockByNumber(text.changed.first())));
    text.view->ensureCursorVisible();
}

void TableTexts::tint(const Text &text)
{
    QList<QTextEdit::ExtraSelection> tinted;
    for (const int line : text.changed) {
        QTextEdit::ExtraSelection each;
        each.cursor = QTextCursor(text.view->document()->findBlockByNumber(line));
        each.format.setBackground(m_theme.tokens().changedRow);
        each.format.setProperty(QTextFormat::FullWidthSelection, true);
        tinted += each;
    }
    text.view->setExtraSelections(tinted);
}

} // namespace relata::ui
