#pragma once

#include "core/mapping/declare/declarations.h"

#include <QPushButton>

namespace relata::ui {

/// A button that shows columns and opens a menu in which they are ticked, for an argument that is a list of
/// columns: one that is not declared shows what is found without it. Each tick asks for the list as it would
/// be then. GUI thread.
class ColumnsPicker : public QPushButton
{
    Q_OBJECT

public:
    struct Columns
    {
        QList<mapping::ColumnName> declared; ///< empty: not declared
        QList<mapping::ColumnName> found;    ///< what it means then
        QList<mapping::ColumnName> offered;
        QString table; ///< whose columns are expected: they are shown by their own names
    };

    ColumnsPicker(const QString &argument, Columns columns, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

signals:
    /// Empty: the argument shall not be declared.
    void picked(const QList<relata::mapping::ColumnName> &columns);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    const QList<mapping::ColumnName> &shown() const;
    void makeMenu();
    void take(const mapping::ColumnName &column, bool isOn);
    QString words() const;
    QString shortWords() const;

    Columns m_columns;
};

} // namespace relata::ui
