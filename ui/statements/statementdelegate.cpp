#include "ui/statements/statementdelegate.h"

#include "ui/models/statementlogmodel.h"
#include "ui/theme/theme.h"

#include <QIcon>

namespace relata::ui {

using namespace Qt::StringLiterals;

StatementDelegate::StatementDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

void StatementDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool isStatement = index.parent().isValid();
    const bool isError = index.data(StatementLogModel::IsErrorRole).toBool();
    const bool isDisplay = index.data(StatementLogModel::IsDisplayRole).toBool();
    const Tokens &tokens = m_theme->tokens();
    QColor colour = tokens.text;
    if (isError && index.column() == StatementLogModel::ClickColumn)
        colour = tokens.deletedText;
    else if (isDisplay || (isStatement && index.column() != StatementLogModel::ClickColumn))
        colour = tokens.dim;
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    option->textElideMode = Qt::ElideRight;
    if (isStatement && index.column() <= StatementLogModel::StatementsColumn)
        option->font = m_theme->monospaceFont();
    if (isError && isStatement && index.column() == StatementLogModel::ClickColumn) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = m_theme->icon(u"error"_s, &Tokens::deletedText);
        option->decorationSize = QSize(16, 16);
    }
}

} // namespace relata::ui
