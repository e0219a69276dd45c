#pragma once

#include <QStyledItemDelegate>

namespace relata::ui {

class Theme;

/// Paints the statement log's cells: SQL in monospace, what the display asked for dim, failures with a mark
/// and in red. Owned by its panel.
class StatementDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    StatementDelegate(const Theme *theme, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme *m_theme;
};

} // namespace relata::ui
