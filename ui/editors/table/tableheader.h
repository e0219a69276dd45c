#pragma once

#include "ui/editors/table/tableoptions.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QLineEdit;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class Theme;

/// What a table is as a whole: its name, its class, what it is for, its options, and what its database has
/// not yet. A name that is refused stays in its field with the reason in words. GUI thread.
class TableHeader : public QWidget
{
    Q_OBJECT

public:
    /// The document and the theme outlive the header.
    TableHeader(const project::DesignDocument &document, base::TableId table, const Theme &theme,
                QWidget *parent = nullptr);

    /// Shows the design as it is by now; fields in which somebody types stay.
    void renew();
    /// Takes over what is being typed. False where it is refused.
    bool commit();

signals:
    void changeRequested(const relata::project::DocumentChange &change);
    void refused(const relata::base::Error &error, QWidget *field);
    /// What was refused is not wanted any more.
    void mended();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Plan = base::Result<project::DocumentChange>;

    void makeField(QLineEdit &field, const QString &objectName, const QString &accessibleName);
    void takeName();
    void takeClass();
    void takeComment();
    void takeOption(TableOption option, bool isOn);
    void addOption(QBoxLayout &row, TableOption option, const QString &objectName, const QString &caption,
                   const QString &tip);
    bool take(QLineEdit &field, const Plan &plan);
    void show(QLineEdit &field, const QString &text);
    QString className() const;

    const project::DesignDocument &m_document;
    const base::TableId m_table;
    QLineEdit *m_name;
    QLabel *m_classCaption;
    QLineEdit *m_class;
    QLineEdit *m_comment;
    QHash<TableOption, QCheckBox *> m_options;
    QLabel *m_state;
};

} // namespace relata::ui
