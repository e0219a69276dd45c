#include "ui/statements/statementdetail.h"

#include "ui/models/statementlogmodel.h"
#include "ui/models/statementtext.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QTextCursor>

namespace relata::ui {

using namespace Qt::StringLiterals;

StatementDetail::StatementDetail(const Theme *theme, QWidget *parent) : QPlainTextEdit(parent), m_theme(theme)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setViewportMargins(0, 0, 0, 0);
    document()->setDocumentMargin(10);
    setAccessibleName(tr("Selected statement"));
    connect(theme, &Theme::changed, this, &StatementDetail::adoptTheme);
    adoptTheme();
}

void StatementDetail::showStatement(const QModelIndex &statement)
{
    const QString error = statement.data(StatementLogModel::ErrorRole).toString();
    const QStringList values = statement.data(StatementLogModel::BoundValuesRole).toStringList();
    clear();
    QTextCursor cursor(document());
    QTextCharFormat plain;
    QTextCharFormat dim;
    dim.setForeground(m_theme->tokens().dim);
    if (!error.isEmpty()) {
        QTextCharFormat failed;
        failed.setForeground(m_theme->tokens().deletedText);
        failed.setFontWeight(QFont::Bold);
        cursor.insertText(tr("Failed: %1").arg(error) + u"\n\n"_s, failed);
    }
    cursor.insertText(statement.data(StatementLogModel::SqlRole).toString(), plain);
    if (!values.isEmpty())
        cursor.insertText(u"\n"_s, plain);
    for (qsizetype i = 0; i < values.size(); ++i) {
        cursor.insertText(u"\n?%1  "_s.arg(i + 1), dim);
        cursor.insertText(values.at(i), plain);
    }
    const qint64 rows = statement.data(StatementLogModel::RowsRole).toLongLong();
    QString facts = statementSummary(1, rows, statement.data(StatementLogModel::MillisecondsRole).toDouble());
    if (const QDateTime started = statement.data(StatementLogModel::StartedRole).toDateTime();
        started.isValid())
        facts += u" · "_s + started.toLocalTime().toString(u"HH:mm:ss.zzz"_s);
    cursor.insertText(u"\n\n"_s + facts, dim);
    moveCursor(QTextCursor::Start);
}

void StatementDetail::adoptTheme()
{
    setFont(m_theme->monospaceFont());
}

} // namespace relata::ui
