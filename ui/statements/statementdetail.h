#pragma once

#include <QPlainTextEdit>

class QModelIndex;

namespace relata::ui {

class Theme;

/// Everything about one statement as text to read and copy: its SQL as written, the bound values, rows and
/// time, and what the database said where it failed.
class StatementDetail : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit StatementDetail(const Theme *theme, QWidget *parent = nullptr);

    /// Shows a row of StatementLogModel.
    void showStatement(const QModelIndex &statement);

private:
    void adoptTheme();

    const Theme *m_theme;
};

} // namespace relata::ui
