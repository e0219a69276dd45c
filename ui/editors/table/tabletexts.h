#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QPlainTextEdit;
class QBoxLayout;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class Theme;

/// The SQL of a table and its model code, renewed with each change; the lines that the last one made or
/// changed are tinted. GUI thread.
class TableTexts : public QWidget
{
    Q_OBJECT

public:
    /// The document and the theme outlive the texts.
    TableTexts(const project::DesignDocument &document, base::TableId table, const Theme &theme,
               QWidget *parent = nullptr);

    void renew();
    /// Sets the two texts beside each other, or one below the other.
    void setBeside(bool isBeside);

private:
    /// A text with its lines of before.
    struct Text
    {
        QPlainTextEdit *view = nullptr;
        QStringList lines;
        QList<int> changed;
    };

    void addText(Text &text, const QString &title, const QString &objectName);
    void show(Text &text, const QString &now);
    void tint(const Text &text);

    const project::DesignDocument &m_document;
    const base::TableId m_table;
    const Theme &m_theme;
    QBoxLayout *m_layout;
    Text m_sql;
    Text m_model;
    bool m_isFirst = true;
};

} // namespace relata::ui
