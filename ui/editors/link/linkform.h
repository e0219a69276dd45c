#pragma once

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace relata::ui {

class Theme;

/// The sheet that a link is edited on: a column for each side, a row for each property, and what concerns
/// both below each other. Knows nothing of links. GUI thread.
class LinkForm : public QWidget
{
    Q_OBJECT

public:
    explicit LinkForm(const Theme &theme, QWidget *parent = nullptr);

    const Theme &theme() const { return m_theme; }
    /// Fields for a narrow panel: as wide as there is room, and without use for the wheel, which scrolls the
    /// panel. The form owns them; a row shows them.
    QComboBox *makeCombo(const QString &name, const QString &accessibleName);
    QLineEdit *makeLine(const QString &name, const QString &accessibleName, const QString &text);
    /// A text of the small kind, for both columns.
    QLabel *makeSmall(const QString &name, const QString &text);

    /// Whose properties stand in the two columns.
    void addTitle(int column, const QString &text, const QString &tip);
    void endTitles() { ++m_row; }
    /// What the rows below it are about, where several groups of them are alike.
    void addTitle(const QString &text);
    /// A row for both sides; one of the fields may be null.
    void addRow(const QString &caption, QWidget *parentField, QWidget *childField);
    /// A row with one field for both.
    void addRow(const QString &caption, QWidget *field);
    /// As wide as the form, without a caption.
    void addWide(QWidget *field);
    QLabel *addHeading(const QString &text);

    /// Says below what was added before tellsFaultsHere() why an edit was refused; "" takes it away.
    void tellFault(const QString &fault);
    void tellsFaultsHere();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLabel *caption(const QString &text);
    QLabel *makeTitle(const QString &text);

    const Theme &m_theme;
    QGridLayout *m_grid;
    QLabel *m_fault;
    int m_row = 0; ///< the next free one
};

} // namespace relata::ui
